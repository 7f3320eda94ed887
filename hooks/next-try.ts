/** The tries of a place that did not load. */
export interface Tries {
  place: string;
  count: number;
  /** When the last of them was made. */
  lastMs: number;
}

const waitsMs = [2_000, 5_000, 15_000, 30_000];
/** What went well for so long begins afresh. */
const forgottenMs = 60_000;

/** How long to wait before a place is tried again, later each time, and what is known then; null once it has been tried often enough. */
export function nextTry(known: Tries | null, place: string, nowMs: number): { waitMs: number; tries: Tries } | null {
  const count = known?.place === place && nowMs - known.lastMs < forgottenMs ? known.count : 0;
  const waitMs = waitsMs[count];
  return waitMs === undefined ? null : { waitMs, tries: { place, count: count + 1, lastMs: nowMs + waitMs } };
}
