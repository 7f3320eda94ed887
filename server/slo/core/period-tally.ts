import type { NoDataPolicy, SloMethod } from "../contract";
import { goodRatio, type Tally } from "./budget";
import { lengthMs, minuteMs, subtractIntervals, type Interval } from "./intervals";
import type { MinuteSeries } from "./minute-series";

export interface TallyRules {
  method: SloMethod;
  noData: NoDataPolicy;
  /** Milliseconds of a full minute when the SLI measures time (probes); null when it counts events. */
  minuteWeight: number | null;
  exclusions: readonly Interval[];
}

/** Slices that lie wholly inside the interval, counted from its start, so that a day and its hours agree. */
function slicesOf({ fromMs, toMs }: Interval, sliceMinutes: number): Interval[] {
  const length = sliceMinutes * minuteMs;
  return Array.from({ length: Math.max(0, Math.floor((toMs - fromMs) / length)) }, (_, at) => ({ fromMs: fromMs + at * length, toMs: fromMs + (at + 1) * length }));
}

function tallySlices(series: MinuteSeries, interval: Interval, rules: TallyRules & { method: Extract<SloMethod, { kind: "timeslices" }> }): Tally {
  const tally = { good: 0, total: 0 };
  for (const slice of slicesOf(interval, rules.method.sliceMinutes)) {
    const isExcluded = subtractIntervals(slice, rules.exclusions).length === 0;
    if (isExcluded) continue;
    const ratio = goodRatio(series.tallyWithout(slice, rules.exclusions));
    const isCounted = ratio !== null || rules.noData === "good" || rules.noData === "bad";
    if (!isCounted) continue;
    tally.total += 1;
    if (ratio === null ? rules.noData === "good" : ratio >= rules.method.sliceTarget) tally.good += 1;
  }
  return tally;
}

/** Time without data, in the SLI's own milliseconds, outside the exclusions. */
function missingTime(series: MinuteSeries, interval: Interval, { minuteWeight, exclusions }: TallyRules): number {
  if (minuteWeight === null) return 0;
  return subtractIntervals(interval, exclusions).reduce((sum, part) => sum + series.emptyMinutes(part), 0) * minuteWeight;
}

/**
 * Good and total of a stretch by the SLO's method, exclusions taken out of both. Time without data counts as the policy says where the SLI
 * measures time or slices; events that nobody counted have no number, so there it is left out. Source: OpenSLO, budgetingMethod.
 */
export function tallyOf(series: MinuteSeries, interval: Interval, rules: TallyRules): Tally {
  const { method } = rules;
  if (method.kind === "timeslices") return tallySlices(series, interval, { ...rules, method });
  const tally = series.tallyWithout(interval, rules.exclusions);
  if (rules.noData !== "good" && rules.noData !== "bad") return tally;
  const missing = missingTime(series, interval, rules);
  return { good: tally.good + (rules.noData === "good" ? missing : 0), total: tally.total + missing };
}

/**
 * The tally that the budget of the whole period is measured with. Where the SLI measures time or slices, the budget is that of the full window
 * (exclusions taken out): what has not come yet, and what nobody observed, counts as good here and only here. Where it counts events, nobody
 * knows how many are to come, so the budget is that of the events so far.
 */
export function budgetTally(observed: Tally, whole: Interval, rules: TallyRules): Tally {
  const { method, minuteWeight, exclusions } = rules;
  const unitMs = method.kind === "timeslices" ? method.sliceMinutes * minuteMs : minuteWeight === null ? null : minuteMs / minuteWeight;
  if (unitMs === null) return observed;
  const total = Math.max(observed.total, Math.floor(lengthMs(subtractIntervals(whole, exclusions)) / unitMs));
  return { total, good: total - (observed.total - observed.good) };
}
