import "server-only";

export { changesOperations } from "./operations";
export { changeTrack } from "./runner/change-track";
export { leasesOf } from "./runner/leases-repository";
export { runnerRound, runRunner, secretsOf } from "./runner/run-runner";
export type { Attempt } from "./runner/said";
export { settleLostSteps } from "./runner/settle-lost";
export type { RunTrack, TakenStep } from "./runner/track";
export { stepChange, type StepSaid } from "./step-changes";
