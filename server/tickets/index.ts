import "server-only";

export { attachFile, openAttachment } from "./attach-file";
export { importServiceDesk, type ImportServiceDeskOptions } from "./import-service-desk";
export { openWithin, type Opening } from "./open-ticket";
export { ticketsOperations } from "./operations";
export { receiveReply, type IncomingReply, type ReceivedReply } from "./receive-reply";
export { releaseMessages } from "./release-messages";
