import type { Actor } from "../auth/actor";
import type { Clock } from "../clock";

export type Face = "browser" | "page" | "rest" | "mcp" | "cli" | "engine" | "job";

/** Late, forbidden, empty and failed are four things: none of them is told as another. */
export type SpanStatus = "ok" | "empty" | "late" | "forbidden" | "error";

/** One run of an operation, as a trace shows it. */
export interface ToolSpan {
  /** `<capability>.<name>`. */
  name: string;
  ms: number;
  /** Items of the output; 1 for a single thing. */
  rows: number;
  status: SpanStatus;
}

/** What every operation receives beside its input. */
export interface Ctx {
  requestId: string;
  actor: Actor;
  clock: Clock;
  signal: AbortSignal;
  via: Face;
  /** Runs of operations in this request, in the order in which they ended; kept where a caller wants a trace. */
  spans?: ToolSpan[];
}
