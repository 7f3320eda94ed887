import { describe, expect, it } from "vitest";
import { nextFreezes, usualPolicy } from "./budget-policy";
import { evaluateSlo, type SloRules } from "./evaluate";
import { dayMs, hourMs, minuteMs, type Interval } from "./intervals";
import { seriesOfProbes } from "./probe-series";
import { replayFreezes } from "./replay-freezes";

const start = Date.parse("2026-01-01T00:00:00Z");
const rulesFor = (window: SloRules["window"]): SloRules => ({ target: 0.99, window, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 0, hysteresis: 0.02, isPaused: false, isMisconfigured: false, minuteWeight: minuteMs, alertRows: null });
const outage = (day: number, minutes: number): Interval => ({ fromMs: start + day * dayMs + 9 * hourMs + 7 * minuteMs, toMs: start + day * dayMs + 9 * hourMs + (7 + minutes) * minuteMs });
const whole: Interval = { fromMs: start - 40 * dayMs, toMs: start + 60 * dayMs };
const stretch: Interval = { fromMs: start, toMs: start + 60 * dayMs };

const dataOf = (outages: readonly Interval[]) => ({ series: seriesOfProbes([{ observed: whole, outages }], whole), firstDataMs: whole.fromMs, exclusions: [] });

/** The same, judged every minute: what the replay has to come to. */
function everyMinute(rules: SloRules, data: ReturnType<typeof dataOf>): [string, number, number | null][] {
  const found: { act: string; openedMs: number; closedMs: number | null }[] = [];
  for (let atMs = stretch.fromMs + minuteMs; atMs <= stretch.toMs; atMs += minuteMs) {
    const { adjusted } = evaluateSlo({ ...rules, alertRows: [] }, { ...data, previous: null }, atMs);
    const open = found.filter(({ closedMs }) => closedMs === null);
    const { opened, closed } = nextFreezes({ policy: usualPolicy, remaining: adjusted.remaining, hysteresis: rules.hysteresis, open: new Set(open.map(({ act }) => act)), isActive: true });
    for (const freeze of open) if (closed.includes(freeze.act)) freeze.closedMs = atMs;
    for (const { act } of opened) found.push({ act, openedMs: atMs, closedMs: null });
  }
  return found.map(({ act, openedMs, closedMs }) => [act, openedMs, closedMs]);
}

const shapes = [
  { name: "a rolling window, in which old outages fall out", window: { kind: "rolling", days: 28 } as const, outages: [outage(3, 250), outage(5, 100), outage(20, 90), outage(40, 420)] },
  { name: "a calendar month, which begins anew", window: { kind: "calendar", unit: "month", zone: "Europe/Berlin" } as const, outages: [outage(3, 250), outage(5, 100), outage(20, 300), outage(45, 380)] },
];

describe("freezes of a past that nobody watched", () => {
  it.each(shapes)("are those that a judgement of every minute would have opened and closed: $name", ({ window, outages }) => {
    const data = dataOf(outages);
    const replayed = replayFreezes({ rules: rulesFor(window), data, policy: usualPolicy, stretch });
    expect(replayed.length).toBeGreaterThan(3);
    expect(replayed.map(({ act, openedMs, closedMs }) => [act, openedMs, closedMs])).toEqual(everyMinute(rulesFor(window), data));
    expect(replayed.every(({ remaining, threshold }) => remaining <= threshold)).toBe(true);
  });

  it("are none without an outage and without a policy", () => {
    expect(replayFreezes({ rules: rulesFor({ kind: "rolling", days: 28 }), data: dataOf([]), policy: usualPolicy, stretch })).toEqual([]);
    expect(replayFreezes({ rules: rulesFor({ kind: "rolling", days: 28 }), data: dataOf([outage(3, 900)]), policy: [], stretch })).toEqual([]);
  });
});
