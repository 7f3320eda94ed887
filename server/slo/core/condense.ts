import type { SloDefinition } from "../contract";
import { rowsForPeriod } from "./burn-alerts";
import { dayMs, floorMinute, hourMs, subtractIntervals, type Interval } from "./intervals";
import { windowAt } from "./window";

type Windows = Pick<SloDefinition, "window" | "alertRows">;

const hourOf = (ms: number): number => Math.floor(ms / hourMs) * hourMs;

/** The instants at which a sum of an evaluation as of `atMs` may begin or end: period, alert windows, the hour and the day that are shown, and now. */
function bordersOf({ window, alertRows }: Windows, atMs: number): number[] {
  const nowMs = floorMinute(atMs);
  // The day's last minute is measured with the period that it belongs to.
  const periods = [windowAt(window, atMs), windowAt(window, nowMs - 1)];
  const reaches = (alertRows ?? rowsForPeriod(Math.max(...periods.map(({ fromMs, toMs }) => toMs - fromMs)))).flatMap(({ longMs, shortMs }) => [longMs, shortMs]);
  return [nowMs, nowMs - hourMs, Math.floor((atMs - 1) / dayMs) * dayMs, ...periods.map(({ fromMs }) => fromMs), ...reaches.map((ms) => nowMs - ms)];
}

/**
 * Splits the hours of an SLI that counts events, for one evaluation as of `atMs`: `exact` are needed minute by minute, as a border or the edge of an exclusion falls into them; of
 * each stretch `between` its sum is enough, for no sum of the evaluation begins or ends inside. Whole hours, epoch ms, in order of time; together they cover `reach`.
 */
export function condense(windows: Windows, { reach, exclusions, atMs }: { reach: Interval; exclusions: readonly Interval[]; atMs: number }): { exact: Interval[]; between: Interval[] } {
  const whole = { fromMs: hourOf(reach.fromMs), toMs: hourOf(reach.toMs) + hourMs };
  const edges = [...bordersOf(windows, atMs), reach.fromMs, reach.toMs, ...exclusions.flatMap(({ fromMs, toMs }) => [fromMs, toMs - 1])];
  const aroundEdges = edges.map((ms) => ({ fromMs: hourOf(ms), toMs: hourOf(ms) + hourMs }));
  const loose = subtractIntervals(whole, aroundEdges);
  return { between: loose, exact: subtractIntervals(whole, loose) };
}
