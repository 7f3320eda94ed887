/** Fewer tickets than this say nothing about the next one. */
const smallestSample = 20;

export interface Chance {
  /** 0..1; null when too few tickets took as long. */
  chance: number | null;
  /** Tickets that took at least as long. */
  sample: number;
}

/** How many of ascending numbers are greater than a limit. */
function countAbove(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) > limit) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}

/**
 * The chance that a clock breaks its target, given that it has run this long: of the finished ones that took longer than `elapsedMs`,
 * the share that took longer than `targetMs` (the empirical survival function, conditioned; Kaplan and Meier 1958 without censoring).
 * `finishedMs` ascends. 1 once the target has passed.
 */
export function breachChance(finishedMs: readonly number[], { elapsedMs, targetMs }: { elapsedMs: number; targetMs: number }): Chance {
  const sample = countAbove(finishedMs, elapsedMs);
  if (elapsedMs > targetMs) return { chance: 1, sample };
  return { chance: sample < smallestSample ? null : countAbove(finishedMs, targetMs) / sample, sample };
}
