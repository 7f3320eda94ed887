import "server-only";

export { listMailRows, mailPurpose, type MailHeaders } from "./mail-repository";
export { deliverMail, queueMail } from "./queue-mail";
export { hasMailServer, sendMail } from "./send-mail";
