import type { StateKind } from "../contract";
import { isOver } from "./state";

export interface StateSpan {
  state: string;
  stateKind: StateKind;
  from: string;
  /** Null while the ticket is in this state. */
  to: string | null;
  /** Wall-clock time in the state, until `nowMs` when it lasts; null for the last state of a ticket that is over. */
  durationMs: number | null;
  /** Sequence numbers of the events inside, both included. */
  firstSeq: number;
  lastSeq: number;
}

interface SpanEvent {
  seq: number;
  at: string;
  state: string;
  stateKind: StateKind;
}

/**
 * How long the ticket stood in each state, in order. Durations are never negative: where the log's times run backwards the span
 * counts as 0.
 */
export function stateSpans(events: readonly SpanEvent[], nowMs: number): StateSpan[] {
  const spans: StateSpan[] = [];
  for (const event of events) {
    const open = spans.at(-1);
    if (open?.state === event.state) {
      open.lastSeq = event.seq;
      continue;
    }
    if (open) Object.assign(open, { to: event.at, durationMs: Math.max(0, Date.parse(event.at) - Date.parse(open.from)) });
    spans.push({ state: event.state, stateKind: event.stateKind, from: event.at, to: null, durationMs: null, firstSeq: event.seq, lastSeq: event.seq });
  }
  const current = spans.at(-1);
  if (current && !isOver(current.stateKind)) current.durationMs = Math.max(0, nowMs - Date.parse(current.from));
  return spans;
}
