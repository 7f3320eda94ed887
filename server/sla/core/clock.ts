import type { ClockKind, StateKind } from "../contract";
import { addBusinessMs, businessMs, type Calendar } from "./business-time";

/** What is promised for a ticket at some instant: a policy and the calendar by which it counts. */
export interface Terms {
  policyId: string;
  policyName: string;
  calendarId: string;
  calendarName: string;
  calendar: Calendar;
  /** Business time in ms for each promise; null = the policy does not promise it. */
  targets: Readonly<Record<ClockKind, number | null>>;
  /** States of a ticket in which its clocks stand. */
  pausedIn: readonly StateKind[];
  /** Share of the target at which a warning is due. */
  warnRatio: number;
}

/** The ticket as it stands from an instant on, until the next moment. */
export interface Moment {
  /** Place in the log; a change of a policy or a calendar carries the place of the event before it. */
  seq: number;
  atMs: number;
  stateKind: StateKind;
  /** Null: no policy applies. */
  terms: Terms | null;
  /** Who spoke to the other side at this moment. */
  spoke: "agent" | "requester" | null;
  /** What happened, in words. */
  label: string;
}

export type SegmentReason = "counting" | "paused" | "over" | "unpromised";

export interface Segment {
  seq: number;
  fromMs: number;
  toMs: number;
  stateKind: StateKind;
  /** counting; paused = a waiting state; over = resolved or closed; unpromised = no policy, or none that promises this. */
  reason: SegmentReason;
  terms: Terms | null;
  /** Business time that this segment added, in ms. */
  countedMs: number;
  label: string;
}

export type ClockState = "running" | "paused" | "met" | "breached";

export interface Clock {
  kind: ClockKind;
  state: ClockState;
  terms: Terms;
  targetMs: number;
  elapsedMs: number;
  /** Target less elapsed; negative after the target. */
  remainingMs: number;
  startedAtMs: number;
  /** When the target was, or will be, reached if the clock keeps running. Null while it stands, or when its calendar never opens. */
  dueAtMs: number | null;
  /** When it was answered or resolved; null while it is owed. */
  stoppedAtMs: number | null;
  /** The instant after which it is late; null while it is not. */
  breachedAtMs: number | null;
  segments: readonly Segment[];
  /** Answers that were owed before this one, and how many of them came late. Only `next_response` has any. */
  earlier: { count: number; breached: number };
}

export interface Round {
  moments: readonly Moment[];
  stoppedAtMs: number | null;
}

const isOver = (kind: StateKind): boolean => kind === "resolved" || kind === "closed";

function reasonOf({ stateKind, terms }: Moment, kind: ClockKind): SegmentReason {
  if (isOver(stateKind)) return "over";
  if (terms === null || terms.targets[kind] === null) return "unpromised";
  return terms.pausedIn.includes(stateKind) ? "paused" : "counting";
}

function segmentsOf(moments: readonly Moment[], kind: ClockKind, untilMs: number): Segment[] {
  return moments.map((moment, index) => {
    const reason = reasonOf(moment, kind);
    const fromMs = Math.min(moment.atMs, untilMs);
    const toMs = Math.min(moments[index + 1]?.atMs ?? untilMs, untilMs);
    const countedMs = reason === "counting" && moment.terms ? businessMs(moment.terms.calendar, fromMs, toMs) : 0;
    return { seq: moment.seq, fromMs, toMs, stateKind: moment.stateKind, reason, terms: moment.terms, countedMs, label: moment.label };
  });
}

/** Since when the target in force has been in force: a promise cannot have been broken before it was made. What lasted no time does not count. */
function targetSinceMs(segments: readonly Segment[], kind: ClockKind): number {
  const target = segments.at(-1)?.terms?.targets[kind];
  const before = segments.findLastIndex(({ terms, fromMs, toMs }) => toMs > fromMs && terms?.targets[kind] !== target);
  return segments[before + 1]?.fromMs ?? -Infinity;
}

/**
 * The first instant at which a clock's elapsed time reaches `thresholdMs`: in the past by its segments, in the future as if the
 * clock kept running. Null while it stands or after it has stopped.
 */
export function reachedAt(clock: Pick<Clock, "segments" | "kind" | "elapsedMs" | "stoppedAtMs">, thresholdMs: number): number | null {
  const { segments, kind } = clock;
  let elapsedMs = 0;
  for (const { terms, fromMs, countedMs } of segments) {
    if (terms && countedMs > 0 && elapsedMs + countedMs >= thresholdMs) {
      const atMs = addBusinessMs(terms.calendar, fromMs, thresholdMs - elapsedMs);
      return atMs === null ? null : Math.max(atMs, targetSinceMs(segments, kind));
    }
    elapsedMs += countedMs;
  }
  const last = segments.at(-1);
  if (clock.stoppedAtMs !== null || last?.reason !== "counting" || !last.terms) return null;
  return addBusinessMs(last.terms.calendar, last.toMs, thresholdMs - elapsedMs);
}

function stateOf(segments: readonly Segment[], { stoppedAtMs, isLate }: { stoppedAtMs: number | null; isLate: boolean }): ClockState {
  if (isLate) return "breached";
  if (stoppedAtMs !== null) return "met";
  return segments.at(-1)?.reason === "counting" ? "running" : "paused";
}

/**
 * One clock over one round of promise, from its first moment to its end or to `nowMs`.
 *
 * - Time counts under the calendar in force at each instant, so a change of priority, policy or calendar loses nothing that has
 *   elapsed; the target is that of the policy in force at the end.
 * - It is due at the first instant at which elapsed reaches the target. An answer at that instant is in time, a later one is
 *   late. A target that falls below what has elapsed is due when it falls.
 * - A raised target can undo a breach: the verdict is that of the promise in force.
 * - Null when the policy in force at the end promises nothing of this kind.
 */
export function runClock(kind: ClockKind, { moments, stoppedAtMs }: Round, nowMs: number): Clock | null {
  const untilMs = stoppedAtMs ?? nowMs;
  const first = moments[0];
  const terms = moments.findLast(({ atMs }) => atMs <= untilMs)?.terms;
  const targetMs = terms?.targets[kind];
  if (!first || !terms || targetMs == null) return null;
  const segments = segmentsOf(moments.filter(({ atMs }) => atMs <= untilMs), kind, untilMs);
  const elapsedMs = segments.reduce((sum, segment) => sum + segment.countedMs, 0);
  const dueAtMs = reachedAt({ segments, kind, elapsedMs, stoppedAtMs }, targetMs);
  const isLate = dueAtMs !== null && untilMs > dueAtMs;
  return {
    kind, terms, targetMs, elapsedMs, remainingMs: targetMs - elapsedMs, startedAtMs: first.atMs, dueAtMs, stoppedAtMs,
    state: stateOf(segments, { stoppedAtMs, isLate }), breachedAtMs: isLate ? dueAtMs : null, segments, earlier: { count: 0, breached: 0 },
  };
}
