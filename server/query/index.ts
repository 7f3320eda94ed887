import "server-only";

export { askQuestion } from "./ask";
export { sweepThreadsJob } from "./jobs/sweep-threads";
export { queryOperations } from "./operations";
