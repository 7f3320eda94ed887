import { mergeIntervals, type Interval } from "./intervals";

const yearOf = (ms: number): number => new Date(ms).getUTCFullYear();
const yearStart = (year: number): number => Date.UTC(year, 0, 1);

/** The same instants, cut where a year (UTC) begins. */
const splitByYear = ({ fromMs, toMs }: Interval): Interval[] => {
  const next = yearStart(yearOf(fromMs) + 1);
  return next < toMs ? [{ fromMs, toMs: next }, ...splitByYear({ fromMs: next, toMs })] : [{ fromMs, toMs }];
};

/**
 * As much excluded time as a year may have, in order of time: what lies beyond `capMs` in a calendar year (UTC) is charged, also the rest of an exclusion that the cap falls into. Time that
 * two exclusions name counts once. Null = no cap. The cap is cut to whole minutes, since that is what sums know.
 */
export function capExclusions(exclusions: readonly Interval[], capMs: number | null): Interval[] {
  if (capMs === null) return [...exclusions];
  const used = new Map<number, number>();
  return mergeIntervals(exclusions).flatMap(splitByYear).flatMap(({ fromMs, toMs }) => {
    const year = yearOf(fromMs);
    const left = Math.max(0, capMs - (used.get(year) ?? 0));
    used.set(year, (used.get(year) ?? 0) + toMs - fromMs);
    const endMs = Math.min(toMs, fromMs + left);
    return endMs > fromMs ? [{ fromMs, toMs: endMs }] : [];
  });
}
