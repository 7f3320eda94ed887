import "server-only";

export { importServiceDesk, type ImportServiceDeskOptions } from "./import-service-desk";
export { ticketsOperations } from "./operations";
