import "server-only";

export { chaseActionsJob } from "./jobs/chase-actions";
export { incidentsOperations } from "./operations";
export { requireIncident } from "./read-incidents";
