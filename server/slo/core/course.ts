import { minuteMs, type Interval } from "./intervals";
import type { MinuteSeries } from "./minute-series";

export interface CoursePoint {
  atMs: number;
  /** Bad over all of the step that begins here, 0..1; null without data. */
  bad: number | null;
}

const stepMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440] as const;
const mostPoints = 120;

/** The shortest step, in ms, that shows a stretch in at most 120 points. */
export const courseStepMs = ({ fromMs, toMs }: Interval): number => (stepMinutes.find((minutes) => (toMs - fromMs) / (minutes * minuteMs) <= mostPoints) ?? 1_440) * minuteMs;

/** The share of bad in each step of a stretch, from its sums: a step never averages the ratios of its minutes. Steps begin at whole steps of UTC; the last one may not be over. */
export function courseOf(series: MinuteSeries, { fromMs, toMs }: Interval): CoursePoint[] {
  const stepMs = courseStepMs({ fromMs, toMs });
  const points: CoursePoint[] = [];
  for (let atMs = Math.floor(fromMs / stepMs) * stepMs; atMs < toMs; atMs += stepMs) {
    const { good, total } = series.tally({ fromMs: Math.max(atMs, series.range.fromMs), toMs: Math.min(atMs + stepMs, toMs) });
    points.push({ atMs, bad: total > 0 ? (total - good) / total : null });
  }
  return points;
}

const leastPadMs = 15 * minuteMs;
const mostPadMs = 12 * 60 * minuteMs;

/** The time around something that began and ended (or still lasts): as much as it took before and after it, at least 15 minutes and at most half a day, and nothing of the time to come. */
export function stretchAround({ fromMs, toMs }: Interval, nowMs: number): Interval {
  const padMs = Math.min(mostPadMs, Math.max(leastPadMs, (toMs - fromMs) / 2));
  return { fromMs: Math.floor((fromMs - padMs) / minuteMs) * minuteMs, toMs: Math.floor(Math.min(nowMs, toMs + padMs) / minuteMs) * minuteMs };
}
