import "server-only";

export { attachFile, attachReceived, openAttachment } from "./attach-file";
export { importServiceDesk, type ImportServiceDeskOptions } from "./import-service-desk";
export { importTickets, listLimitBytes } from "./import-tickets";
export { ticketsOperations } from "./operations";
export { heldChannel } from "./message-repository";
export { releaseAsDue } from "./release-messages";
export { openWithin } from "./open-ticket";
export { receiveWithin } from "./receive-reply";
export { requestLink, requestToken } from "./request-link";
export { actByLink, openFileByLink, readRequest, type LinkAction, type RequestView } from "./request-by-link";
