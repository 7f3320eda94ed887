export { htmlText } from "./html-text";
export { whyAutomatic, type MailFacts, type OwnMail } from "./judge-mail";
export { replyMark, replyText } from "./reply-text";
export { addressWithToken, messageIdOf, messageIdsIn, numbersIn, ownIdIn, plainSubject, subjectFor, tokenIn } from "./threading";
