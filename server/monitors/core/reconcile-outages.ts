import type { OutageSpan } from "./outages";

export interface OutageChanges {
  create: OutageSpan[];
  /** Known by its start; end or cause is new. */
  update: OutageSpan[];
  /** Starts of outages that the checks no longer show. */
  remove: number[];
}

const differs = (a: OutageSpan, b: OutageSpan): boolean => a.endedAtMs !== b.endedAtMs || a.cause !== b.cause;

/** What the stored outage that reaches into the checked time becomes. */
function carryOver(straddling: OutageSpan, computed: readonly OutageSpan[], sinceMs: number): OutageSpan[] {
  const [first, ...rest] = computed;
  if (first?.startedAtMs === sinceMs) return [{ ...straddling, endedAtMs: first.endedAtMs }, ...rest];
  return [{ ...straddling, endedAtMs: sinceMs }, ...computed];
}

/**
 * Compares stored outages with those computed from the checks that are still stored, the oldest of which is at `sinceMs`. Outages are
 * kept for ever and checks are not: what ended at or before `sinceMs` stays as it is, and an outage that reaches past it goes on
 * if the first stored check is down and otherwise ends there.
 */
export function reconcileOutages(stored: readonly OutageSpan[], computed: readonly OutageSpan[], sinceMs: number): OutageChanges {
  const straddling = stored.find((outage) => outage.startedAtMs < sinceMs && (outage.endedAtMs === null || outage.endedAtMs > sinceMs));
  const wanted = straddling ? carryOver(straddling, computed, sinceMs) : computed;
  const known = new Map(stored.map((outage) => [outage.startedAtMs, outage]));
  const wantedStarts = new Set(wanted.map((outage) => outage.startedAtMs));
  return {
    create: wanted.filter((outage) => !known.has(outage.startedAtMs)),
    update: wanted.filter((outage) => {
      const old = known.get(outage.startedAtMs);
      return old !== undefined && differs(old, outage);
    }),
    remove: stored.filter((outage) => outage.startedAtMs >= sinceMs && !wantedStarts.has(outage.startedAtMs)).map((outage) => outage.startedAtMs),
  };
}
