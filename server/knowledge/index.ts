import "server-only";

export { importRunbooks, type ImportRunbooksOptions } from "./import-runbooks";
export { knowledgeOperations } from "./operations";
