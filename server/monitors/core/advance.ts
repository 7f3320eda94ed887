import type { CheckStatus } from "./check";

/** Where a monitor stands. Instants are epoch milliseconds. */
export interface WatchState {
  status: CheckStatus | "none";
  sinceMs: number | null;
  /** Failures in a row, and the first of them. */
  failures: number;
  failingSinceMs: number | null;
  /** Changes between down and not down within the flap window, oldest first. */
  changesMs: readonly number[];
  flappingSinceMs: number | null;
  lastCheckMs: number | null;
}

export interface WatchRules {
  /** Failures in a row before it counts as down; at least 1. */
  retries: number;
}

export type OutageStep = { kind: "begin"; atMs: number; cause: string } | { kind: "end"; atMs: number } | null;

export interface Advanced {
  state: WatchState;
  outage: OutageStep;
  /** Status or flapping differ from before: worth telling at once. */
  isChanged: boolean;
}

export const flapWindowMs = 600_000;
/** So many changes in the window are flapping; at most `calmChanges` of them are not. */
export const flapChanges = 5;
export const calmChanges = 1;

export const newWatch: WatchState = { status: "none", sinceMs: null, failures: 0, failingSinceMs: null, changesMs: [], flappingSinceMs: null, lastCheckMs: null };

/**
 * The time that a check is stored under: the clock's, except that it never goes back. A clock that was set back would otherwise let outages end before they
 * begin and overwrite checks.
 */
export const stampMs = (nowMs: number, lastCheckMs: number | null): number => (lastCheckMs === null || nowMs > lastCheckMs ? nowMs : lastCheckMs + 1);

function flapping(state: WatchState, changesMs: readonly number[], atMs: number): number | null {
  if (state.flappingSinceMs !== null) return changesMs.length > calmChanges ? state.flappingSinceMs : null;
  return changesMs.length >= flapChanges ? atMs : null;
}

interface Settled {
  status: CheckStatus | "none";
  sinceMs: number | null;
  outage: OutageStep;
}

/** What a failure makes of the state: nothing, until there are enough in a row; then it has been down since the first of them. */
function fail(state: WatchState, streak: { failures: number; sinceMs: number }, { retries, cause }: WatchRules & { cause: string }): Settled {
  if (state.status === "down" || streak.failures < Math.max(1, retries)) return { status: state.status, sinceMs: state.sinceMs, outage: null };
  return { status: "down", sinceMs: streak.sinceMs, outage: { kind: "begin", atMs: streak.sinceMs, cause } };
}

function recover(state: WatchState, status: "up" | "degraded", atMs: number): Settled {
  const outage: OutageStep = state.status === "down" ? { kind: "end", atMs } : null;
  return { status, sinceMs: state.status === status ? state.sinceMs : atMs, outage };
}

/**
 * One check makes one state of another. Degraded counts as an answer. A failure that is not confirmed by the next ones changes nothing; one that is
 * confirmed counts from the first failing check on. `atMs` is later than the check before (see `stampMs`).
 */
export function advance(state: WatchState, seen: { status: CheckStatus; atMs: number; cause: string }, rules: WatchRules): Advanced {
  const { atMs } = seen;
  const isFailure = seen.status === "down";
  const failures = isFailure ? state.failures + 1 : 0;
  const failingSinceMs = isFailure ? (state.failingSinceMs ?? atMs) : null;
  const settled = seen.status === "down" ? fail(state, { failures, sinceMs: failingSinceMs ?? atMs }, { ...rules, cause: seen.cause }) : recover(state, seen.status, atMs);
  const isTurn = settled.outage !== null && state.status !== "none";
  const changesMs = [...state.changesMs, ...(isTurn ? [atMs] : [])].filter((changeMs) => changeMs > atMs - flapWindowMs);
  const flappingSinceMs = flapping(state, changesMs, atMs);
  const next = { status: settled.status, sinceMs: settled.sinceMs, failures, failingSinceMs, changesMs, flappingSinceMs, lastCheckMs: atMs };
  return { state: next, outage: settled.outage, isChanged: settled.status !== state.status || (flappingSinceMs === null) !== (state.flappingSinceMs === null) };
}
