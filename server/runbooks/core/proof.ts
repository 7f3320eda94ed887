import type { RunbookProof } from "../contract";

const dayMs = 86_400_000;
/** A success older than this proves little. */
export const proofLastsMs = 180 * dayMs;

export interface RunOutcome {
  status: string;
  startedAtMs: number;
  endedAtMs: number | null;
  pausedMs: number;
}

export interface SinceChange {
  what: string;
  atMs: number;
  href: string | null;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2 : (sorted[Math.floor(middle)] ?? null);
}

/** What the runs of a runbook prove, and what changed since: changes before the last success do not count. */
export function proofOf(runs: readonly RunOutcome[], { changes, nowMs }: { changes: readonly SinceChange[]; nowMs: number }): RunbookProof {
  const over = runs.filter(({ status }) => status === "completed" || status === "failed");
  const good = over.filter(({ status }) => status === "completed");
  const lastMs = good.length === 0 ? null : Math.max(...good.map(({ endedAtMs, startedAtMs }) => endedAtMs ?? startedAtMs));
  const drift = lastMs === null ? [] : changes.filter(({ atMs }) => atMs > lastMs).sort((a, b) => b.atMs - a.atMs);
  const state = lastMs === null ? "unproven" : drift.length > 0 ? "drifted" : nowMs - lastMs > proofLastsMs ? "old" : "proven";
  return {
    runs: runs.length, underWay: runs.filter(({ status }) => status === "running" || status === "paused").length, counted: over.length, succeeded: good.length,
    medianMs: medianOf(good.flatMap(({ endedAtMs, startedAtMs, pausedMs }) => (endedAtMs === null ? [] : [endedAtMs - startedAtMs - pausedMs]))),
    lastSuccessAt: lastMs === null ? null : new Date(lastMs).toISOString(), state, drift: drift.map(({ what, atMs, href }) => ({ what, at: new Date(atMs).toISOString(), href })),
  };
}
