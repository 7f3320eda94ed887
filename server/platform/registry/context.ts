import type { Actor } from "../auth/actor";
import type { Clock } from "../clock";

export type Face = "browser" | "page" | "rest" | "mcp" | "cli" | "engine" | "job";

/** What every operation receives beside its input. */
export interface Ctx {
  requestId: string;
  actor: Actor;
  clock: Clock;
  signal: AbortSignal;
  via: Face;
}
