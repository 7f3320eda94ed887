import "server-only";

export { acceptsSignature } from "./accept-signature";
export { mailboxOperations } from "./operations";
export { pollMailbox } from "./poll-imap";
export { receiveMail } from "./receive-mail";
export { askForRating, confirmOpening, mailReplies } from "./write-mail";
