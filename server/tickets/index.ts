import "server-only";

export { attachFile, openAttachment } from "./attach-file";
export { importServiceDesk, type ImportServiceDeskOptions } from "./import-service-desk";
export { ticketsOperations } from "./operations";
export { releaseMessages } from "./release-messages";
