import "server-only";

export { runbooksOperations } from "./operations";
export { runbookTrack } from "./runbook-track";
