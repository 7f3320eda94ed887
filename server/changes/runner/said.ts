import type { StepSaid } from "../step-changes";

/** How one attempt ended. unknown: something may have happened, and nobody can say. stopped: it was left off, and nothing has happened. */
export interface Attempt extends StepSaid {
  outcome: "done" | "failed" | "unknown" | "stopped";
}
