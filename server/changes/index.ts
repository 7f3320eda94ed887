import "server-only";

export { changesOperations } from "./operations";
export { runRunner, secretsOf } from "./runner/run-runner";
export { settleLostSteps } from "./runner/settle-lost";
