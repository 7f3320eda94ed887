import "server-only";

export { listMailRows } from "./mail-repository";
export { sendMail, type Mail } from "./send-mail";
