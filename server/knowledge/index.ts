import "server-only";

export { importDocs, type ImportDocsOptions } from "./import-docs";
export { importRunbooks, type ImportRunbooksOptions } from "./import-runbooks";
export { remindOfDocsJob } from "./jobs/remind-of-docs";
export { forgetMissingDocs, noteMissingDoc } from "./missing-docs-repository";
export { knowledgeOperations } from "./operations";
export { readFrontMatter } from "./read-runbook";
export { shipDocs } from "./ship-docs";
