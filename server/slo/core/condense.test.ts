import fc from "fast-check";
import { expect, it } from "vitest";
import type { SloWindow } from "../contract";
import { alertReachMs, type BurnAlertRow } from "./burn-alerts";
import { condense } from "./condense";
import { evaluateSlo, type SloRules } from "./evaluate";
import { dayMs, floorMinute, hourMs, minuteMs, overlapOf, type Interval } from "./intervals";
import { seriesOfHours, type PackedHour } from "./minute-series";
import { tallyOf } from "./period-tally";
import { windowAt } from "./window";

const start = Date.parse("2026-03-20T00:00:00Z");
const days = 12;
const windows: SloWindow[] = [{ kind: "rolling", days: 7 }, { kind: "calendar", unit: "week", zone: "Asia/Kathmandu" }, { kind: "calendar", unit: "month", zone: "Europe/Berlin" }];

/** Hours of whole numbers, so that sums are exact in any order; every seventh hour is missing. */
function hoursFrom(seed: number): PackedHour[] {
  const value = (hour: number, minute: number): number => ((hour * 131 + minute * 17 + seed) * 2_654_435_761) % 23;
  return Array.from({ length: days * 24 }, (_, hour): PackedHour => {
    const total = Array.from({ length: 60 }, (__, minute) => value(hour, minute));
    return { hourMs: start + hour * hourMs, total, good: total.map((all, minute) => Math.max(0, all - (value(minute, hour) % 3))) };
  }).filter((_, hour) => (hour + seed) % 7 !== 0);
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What the database gives: the hours asked for, and one sum for each stretch between. */
function condensed(hours: readonly PackedHour[], { exact, between }: { exact: Interval[]; between: Interval[] }): PackedHour[] {
  const inside = ({ fromMs, toMs }: Interval): PackedHour[] => hours.filter(({ hourMs: at }) => at >= fromMs && at < toMs);
  const sums = between.map((part) => ({ hourMs: part.fromMs, good: [sumOf(inside(part).flatMap(({ good }) => good))], total: [sumOf(inside(part).flatMap(({ total }) => total))] }));
  return [...exact.flatMap(inside), ...sums];
}

const exclusion = fc.tuple(fc.nat({ max: days * 24 * 60 }), fc.integer({ min: 1, max: 300 })).map(([from, length]) => ({ fromMs: start + from * minuteMs - 20_000, toMs: start + (from + length) * minuteMs }));

const own: BurnAlertRow[] = [{ severity: "page", budgetFraction: 0.01, longMs: 37 * minuteMs, shortMs: 2 * minuteMs }, { severity: "ticket", budgetFraction: 0.2, longMs: 6 * dayMs, shortMs: 90 * minuteMs }];

it("an evaluation from sums and the hours that borders fall into equals that from every minute", () => {
  fc.assert(fc.property(fc.nat({ max: 1_000 }), fc.constantFrom(...windows), fc.array(exclusion, { maxLength: 4 }), fc.integer({ min: 8 * 24 * 60, max: days * 24 * 60 - 1 }), fc.nat({ max: 59_999 }), fc.constantFrom(null, own), (seed, window, exclusions, minute, ms, alertRows) => {
    const atMs = start + minute * minuteMs + ms;
    const toMs = floorMinute(atMs);
    const reach = { fromMs: Math.floor(Math.min(windowAt(window, atMs).fromMs, toMs - alertReachMs(alertRows)) / minuteMs) * minuteMs, toMs };
    const hours = hoursFrom(seed);
    const split = condense({ window, alertRows }, { reach, exclusions, atMs });
    const rules: SloRules = { target: 0.95, window, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 1, hysteresis: 0.02, isPaused: false, isMisconfigured: false, minuteWeight: null, alertRows };
    const judge = (of: readonly PackedHour[]): unknown => {
      const data = { series: seriesOfHours(of, reach), firstDataMs: start, exclusions, previous: null };
      const day = { fromMs: Math.floor((atMs - 1) / dayMs) * dayMs, toMs };
      const tally = (part: Interval): unknown => tallyOf(data.series, part, { method: rules.method, noData: rules.noData, minuteWeight: null, exclusions });
      return [evaluateSlo(rules, data, atMs), evaluateSlo({ ...rules, alertRows: [] }, data, toMs - 1), tally(day), tally({ fromMs: toMs - hourMs, toMs })];
    };
    expect(judge(condensed(hours, split))).toEqual(judge(hours));
  }), { numRuns: 60 });
});

it("few hours are read minute by minute, and none twice", () => {
  const atMs = start + 9 * dayMs + 1_234_567;
  const reach = { fromMs: floorMinute(atMs) - 90 * dayMs, toMs: floorMinute(atMs) };
  const { exact, between } = condense({ window: { kind: "rolling", days: 90 }, alertRows: null }, { reach, exclusions: [], atMs });
  expect(sumOf(exact.map(({ fromMs, toMs }) => (toMs - fromMs) / hourMs))).toBeLessThan(14);
  expect(exact.some((one) => between.some((other) => overlapOf(one, other) !== null))).toBe(false);
  expect(sumOf([...exact, ...between].map(({ fromMs, toMs }) => toMs - fromMs))).toBe(90 * dayMs + hourMs);
});
