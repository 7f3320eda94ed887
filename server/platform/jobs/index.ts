import "server-only";

export { defineJob, type JobDefinition } from "./definition";
export { jobsProbe, startWorker, stopWorker } from "./worker";
