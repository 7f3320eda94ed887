import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetRemaining, burnRate, timeBudgetMs } from "./budget";
import { alertFactor, longPeriodRows, readBurnAlerts, rowsForPeriod, shortPeriodRows, timeToFireMs } from "./burn-alerts";
import { evaluateSlo, type SloRules } from "./evaluate";
import { dayMs, hourMs, lengthMs, mergeIntervals, minuteMs, subtractIntervals } from "./intervals";
import { seriesOfHours, type PackedHour } from "./minute-series";
import { budgetTally, tallyOf } from "./period-tally";
import { seriesOfProbes } from "./probe-series";
import { reportCsv } from "./report-csv";
import { runsOutAtMs } from "./runs-out";
import { nextStatus } from "./status";
import { elapsedPart, windowAt } from "./window";
import { periodLabel } from "./window-label";

const at = (iso: string): number => Date.parse(iso);
const ratioed = (rows: readonly { budgetFraction: number; longMs: number; shortMs: number; severity: "page" | "ticket" }[], periodMs: number): number[] => rows.map((row) => Math.round(alertFactor(row, periodMs) * 100) / 100);

describe("budgets", () => {
  it.each([[7, 604.8], [28, 2419.2], [30, 2592], [31, 2678.4], [90, 7776]])("99.9%% of %i days leaves %d seconds", (days, seconds) => {
    expect(timeBudgetMs(0.999, days * dayMs) / 1000).toBeCloseTo(seconds, 6);
  });

  it("gives a Berlin March, which has 743 hours, 2,674.8 seconds", () => {
    const march = windowAt({ kind: "calendar", unit: "month", zone: "Europe/Berlin" }, at("2026-03-20T12:00:00Z"));
    expect((march.toMs - march.fromMs) / hourMs).toBe(743);
    expect(timeBudgetMs(0.999, march.toMs - march.fromMs) / 1000).toBeCloseTo(2674.8, 6);
  });

  it("stays signed when overspent and is null without data", () => {
    expect(budgetRemaining({ good: 998, total: 1000 }, 0.999)).toBeCloseTo(-1, 9);
    expect(budgetRemaining({ good: 0, total: 0 }, 0.999)).toBeNull();
    expect(burnRate({ good: 0, total: 10 }, 0.99)).toBeCloseTo(100, 9);
  });
});

describe("burn rate alerts", () => {
  it("uses the factors of the catalogue for 30 days", () => expect(ratioed(longPeriodRows, 30 * dayMs)).toEqual([14.4, 6, 3, 1]));
  it("uses other fractions for 7 days, where the same ones would alert on sustainable burn", () => expect(ratioed(shortPeriodRows, 7 * dayMs)).toEqual([13.44, 3.5, 1.4, 0.98]));
  it("chooses the catalogue by the length of the period", () => {
    expect(rowsForPeriod(28 * dayMs)).toBe(longPeriodRows);
    expect(rowsForPeriod(7 * dayMs)).toBe(shortPeriodRows);
  });
  it("fires 0.86, 2.16, 4.32 and 4.32 minutes into a total outage at 99.9%", () => {
    expect(longPeriodRows.map((row) => Math.round((timeToFireMs(row, 30 * dayMs, 0.999) / minuteMs) * 100) / 100)).toEqual([0.86, 2.16, 4.32, 4.32]);
  });
  it("says never when even a total outage burns too slowly", () => expect(timeToFireMs({ severity: "page", budgetFraction: 0.02, longMs: hourMs, shortMs: minuteMs }, 30 * dayMs, 0.9)).toBe(Infinity));

  const reading = (bad: { long: number; short: number }, minimumSamples = 0): boolean =>
    readBurnAlerts({ rows: longPeriodRows.slice(0, 1), periodMs: 30 * dayMs, target: 0.999, minimumSamples, tally: (ms) => ({ total: 100_000, good: 100_000 * (1 - (ms === hourMs ? bad.long : bad.short)) }) })[0]?.isFiring ?? false;
  it("needs both windows above the factor", () => {
    expect(reading({ long: 0.02, short: 0.02 })).toBe(true);
    expect(reading({ long: 0.02, short: 0.001 })).toBe(false);
    expect(reading({ long: 0.001, short: 0.02 })).toBe(false);
  });
  it("compares strictly", () => expect(reading({ long: 0.0144, short: 0.5 })).toBe(false));
  it("stays silent below the least number of samples", () => expect(reading({ long: 0.5, short: 0.5 }, 100_001)).toBe(false));
});

describe("windows", () => {
  it("begins a week on Monday and a quarter with its first month", () => {
    const week = windowAt({ kind: "calendar", unit: "week", zone: "UTC" }, at("2026-08-19T10:00:00Z"));
    expect(new Date(week.fromMs).toISOString()).toBe("2026-08-17T00:00:00.000Z");
    const quarter = windowAt({ kind: "calendar", unit: "quarter", zone: "America/New_York" }, at("2026-01-01T03:00:00Z"));
    expect([new Date(quarter.fromMs).toISOString(), new Date(quarter.toMs).toISOString()]).toEqual(["2025-10-01T04:00:00.000Z", "2026-01-01T05:00:00.000Z"]);
  });
  it("is called by its name in its own zone", () => {
    const from = Date.parse("2026-09-30T22:00:00Z");
    expect((["week", "month", "quarter", "year"] as const).map((unit) => periodLabel({ kind: "calendar", unit, zone: "Europe/Berlin" }, from))).toEqual(["week of 1 Oct", "Oct 2026", "Q4 2026", "2026"]);
    expect([periodLabel({ kind: "calendar", unit: "quarter", zone: "UTC" }, from), periodLabel({ kind: "rolling", days: 28 }, from)]).toEqual(["Q3 2026", "28 d rolling"]);
  });

  it("ends a rolling window at the last full minute", () => {
    expect(windowAt({ kind: "rolling", days: 1 }, at("2026-08-19T10:00:59Z"))).toEqual({ fromMs: at("2026-08-18T10:00:00Z"), toMs: at("2026-08-19T10:00:00Z") });
  });
  it("refuses a zone that does not exist", () => expect(() => windowAt({ kind: "calendar", unit: "month", zone: "Mars/Base" }, 0)).toThrow(RangeError));
});

const interval = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 120 })).map(([from, length]) => ({ fromMs: from * minuteMs, toMs: (from + length) * minuteMs }));
const minuteOf = fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })).map(([good, bad]) => ({ good, total: good + bad }));
const minutes = fc.array(minuteOf, { minLength: 300, maxLength: 300 });
const pack = (tallies: readonly { good: number; total: number }[]): PackedHour[] => [0, 1, 2, 3, 4].map((hour) => ({ hourMs: hour * hourMs, good: tallies.slice(hour * 60, hour * 60 + 60).map(({ good }) => good), total: tallies.slice(hour * 60, hour * 60 + 60).map(({ total }) => total) }));
const whole = { fromMs: 0, toMs: 300 * minuteMs };

describe("sums of minutes", () => {
  it("equals a walk over every minute, with overlapping exclusions taken out once", () => {
    fc.assert(fc.property(minutes, interval, fc.array(interval, { maxLength: 4 }), (tallies, asked, exclusions) => {
      const kept = tallies.filter((_, minute) => minute * minuteMs >= asked.fromMs && minute * minuteMs < asked.toMs && !exclusions.some(({ fromMs, toMs }) => minute * minuteMs >= fromMs && minute * minuteMs < toMs));
      const expected = kept.reduce((sum, { good, total }) => ({ good: sum.good + good, total: sum.total + total }), { good: 0, total: 0 });
      expect(seriesOfHours(pack(tallies), whole).tallyWithout(asked, exclusions)).toEqual(expected);
    }));
  });

  it("does not change when a window is split", () => {
    fc.assert(fc.property(minutes, interval, fc.nat({ max: 100 }), (tallies, asked, share) => {
      const series = seriesOfHours(pack(tallies), whole);
      const cut = asked.fromMs + Math.floor(((asked.toMs - asked.fromMs) / minuteMs) * (share / 100)) * minuteMs;
      const [one, two] = [series.tally({ fromMs: asked.fromMs, toMs: cut }), series.tally({ fromMs: cut, toMs: asked.toMs })];
      expect({ good: one.good + two.good, total: one.total + two.total }).toEqual(series.tally(asked));
    }));
  });

  it("never averages ratios: uneven traffic weighs by its events", () => {
    const tallies = Array.from({ length: 300 }, (_, minute) => (minute === 0 ? { good: 0, total: 1000 } : { good: 1, total: 1 }));
    expect(seriesOfHours(pack(tallies), whole).tally(whole)).toEqual({ good: 299, total: 1299 });
  });

  it("burns monotonously: another bad event never lowers the burn", () => {
    fc.assert(fc.property(minuteOf.filter(({ total }) => total > 0), (tally) => {
      expect(burnRate({ good: Math.max(0, tally.good - 1), total: tally.total }, 0.99) ?? 0).toBeGreaterThanOrEqual(burnRate(tally, 0.99) ?? 0);
    }));
  });
});

describe("intervals", () => {
  it("partition what they are cut from", () => {
    fc.assert(fc.property(interval, fc.array(interval, { maxLength: 5 }), (asked, cuts) => {
      const rest = subtractIntervals(asked, cuts);
      const inside = mergeIntervals(cuts).map((cut) => ({ fromMs: Math.max(cut.fromMs, asked.fromMs), toMs: Math.min(cut.toMs, asked.toMs) }));
      expect(lengthMs(rest) + lengthMs(inside)).toBe(lengthMs([asked]));
    }));
  });
});

const occurrences = { method: { kind: "occurrences" } as const, minuteWeight: null, exclusions: [] };

describe("methods and missing data", () => {
  const hour = (good: number, total: number): PackedHour => ({ hourMs: 0, good: Array<number>(60).fill(good), total: Array<number>(60).fill(total) });
  const span = { fromMs: 0, toMs: 2 * hourMs };

  it("counts slices below the slice target as bad, whole", () => {
    const series = seriesOfHours([hour(90, 100)], { fromMs: 0, toMs: hourMs });
    const rules = { ...occurrences, noData: "ignore" as const };
    expect(tallyOf(series, { fromMs: 0, toMs: hourMs }, { ...rules, method: { kind: "timeslices", sliceMinutes: 5, sliceTarget: 0.95 } })).toEqual({ good: 0, total: 12 });
    expect(tallyOf(series, { fromMs: 0, toMs: hourMs }, { ...rules, method: { kind: "timeslices", sliceMinutes: 5, sliceTarget: 0.9 } })).toEqual({ good: 12, total: 12 });
  });

  it.each([["ignore", { good: 12, total: 12 }], ["alert", { good: 12, total: 12 }], ["good", { good: 24, total: 24 }], ["bad", { good: 12, total: 24 }]] as const)("counts slices without data as the policy %s says", (noData, expected) => {
    const series = seriesOfHours([hour(1, 1)], span);
    expect(tallyOf(series, span, { ...occurrences, noData, method: { kind: "timeslices", sliceMinutes: 5, sliceTarget: 1 } })).toEqual(expected);
  });

  it("counts unobserved time of a probe as bad if the policy says so, and never invents events", () => {
    const series = seriesOfHours([hour(minuteMs, minuteMs)], span);
    expect(tallyOf(series, span, { ...occurrences, noData: "bad", minuteWeight: minuteMs })).toEqual({ good: hourMs, total: 2 * hourMs });
    expect(tallyOf(series, span, { ...occurrences, noData: "bad" })).toEqual({ good: hourMs, total: hourMs });
  });

  it("measures a calendar month in slices against all slices of the month", () => {
    const series = seriesOfHours([hour(0, 1)], span);
    const rules = { ...occurrences, noData: "ignore" as const, method: { kind: "timeslices", sliceMinutes: 60, sliceTarget: 0.5 } as const };
    expect(budgetTally(tallyOf(series, { fromMs: 0, toMs: hourMs }, rules), { fromMs: 0, toMs: 720 * hourMs }, rules)).toEqual({ good: 719, total: 720 });
  });

  it("allows bad time of the full window without what is excluded, and events only of those that came", () => {
    const whole = { fromMs: 0, toMs: 92 * dayMs };
    const observed = { good: dayMs - 118 * minuteMs, total: dayMs };
    const rules = { ...occurrences, noData: "ignore" as const, minuteWeight: minuteMs, exclusions: [{ fromMs: dayMs, toMs: dayMs + 45 * minuteMs }] };
    const spent = budgetTally(observed, whole, rules);
    expect(budgetRemaining(spent, 0.999)).toBeCloseTo(1 - 118 / (0.001 * (132_480 - 45)), 9);
    expect(budgetTally(observed, whole, { ...rules, minuteWeight: null })).toEqual(observed);
  });
});

describe("probes", () => {
  it("weighs each monitor by the time it was observed, to the millisecond", () => {
    const series = seriesOfProbes([{ observed: { fromMs: 30_500, toMs: 10 * minuteMs }, outages: [{ fromMs: 0, toMs: 90_000 }, { fromMs: 60_000, toMs: 91_000 }] }, { observed: { fromMs: 0, toMs: 5 * minuteMs }, outages: [] }], { fromMs: 0, toMs: hourMs });
    const tally = series.tally({ fromMs: 0, toMs: hourMs });
    expect(tally).toEqual({ total: 569_500 + 300_000, good: 569_500 - 60_500 + 300_000 });
  });

  it("keeps what is before the first check as no data", () => {
    const range = { fromMs: 0, toMs: 2 * hourMs };
    expect(seriesOfProbes([{ observed: { fromMs: hourMs, toMs: hourMs }, outages: [range] }], range).tally(range)).toEqual({ good: 0, total: 0 });
  });
});

describe("status", () => {
  const status = (remaining: number | null, previous: Parameters<typeof nextStatus>[0]["previous"]): string => nextStatus({ isPaused: false, isMisconfigured: false, remaining, previous, hysteresis: 0.02 });
  it("worsens at the threshold", () => expect([status(0.21, "healthy"), status(0.2, "healthy"), status(0, "at_risk"), status(-1, "healthy")]).toEqual(["healthy", "at_risk", "exhausted", "exhausted"]));
  it("improves only beyond it", () => expect([status(0.21, "at_risk"), status(0.23, "at_risk"), status(0.01, "exhausted"), status(0.03, "exhausted")]).toEqual(["at_risk", "healthy", "exhausted", "at_risk"]));
  it("calls a total lack of data no data, not healthy", () => expect(status(null, "healthy")).toBe("no_data"));
});

describe("an evaluation", () => {
  const rules: SloRules = { target: 0.99, window: { kind: "rolling", days: 1 }, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 0, hysteresis: 0.02, isPaused: false, isMisconfigured: false, minuteWeight: minuteMs, alertRows: null };
  const now = at("2026-08-19T10:00:00Z");
  const data = (outages: { fromMs: number; toMs: number }[]): Parameters<typeof evaluateSlo>[1] => {
    const range = { fromMs: now - 4 * dayMs, toMs: now };
    return { series: seriesOfProbes([{ observed: { fromMs: now - 2 * dayMs, toMs: now }, outages }], range), firstDataMs: now - 2 * dayMs, exclusions: [], previous: null };
  };

  it("fails a total outage, and pages for it", () => {
    const result = evaluateSlo(rules, data([{ fromMs: now - 2 * dayMs, toMs: now }]), now);
    expect([result.adjusted.sli, result.status]).toEqual([0, "exhausted"]);
    expect(result.adjusted.remaining).toBeCloseTo(-99, 9);
    expect(result.alerts.filter(({ isFiring }) => isFiring)).toHaveLength(4);
  });

  it("keeps raw and adjusted side by side", () => {
    const planned = { fromMs: now - 3 * hourMs, toMs: now - 2 * hourMs };
    const result = evaluateSlo(rules, { ...data([planned]), exclusions: [planned] }, now);
    expect(result.raw.tally).toEqual({ good: 23 * hourMs, total: dayMs });
    expect(result.adjusted.tally).toEqual({ good: 23 * hourMs, total: 23 * hourMs });
    expect([result.adjusted.remaining, result.status]).toEqual([1, "healthy"]);
    expect(result.raw.remaining).toBeCloseTo(1 - 60 / (0.01 * 1440), 9);
  });

  it("says that a rolling window is not yet full, and has no status without data", () => {
    const result = evaluateSlo({ ...rules, window: { kind: "rolling", days: 3 } }, data([]), now);
    expect([result.isFull, result.budgetMs / 1000]).toEqual([false, 2592]);
    const empty = evaluateSlo(rules, { ...data([]), series: seriesOfHours([], { fromMs: now - 4 * dayMs, toMs: now }), firstDataMs: null }, now);
    expect([empty.status, empty.adjusted.sli, empty.adjusted.remaining]).toEqual(["no_data", null, null]);
  });

  it("elapses no further than the last full minute", () => expect(elapsedPart({ fromMs: 0, toMs: dayMs }, 90_500)).toEqual({ fromMs: 0, toMs: minuteMs }));
});

describe("a forecast of exhaustion", () => {
  const burning = { atMs: 0, remaining: 0.5, burn: 2, periodMs: 28 * dayMs, endMs: 28 * dayMs };
  it("spends half a budget at twice the sustainable rate in a quarter of the window", () => expect(runsOutAtMs(burning)).toBe(7 * dayMs));
  it.each([["nothing burns", { burn: 0 }], ["nothing is left", { remaining: 0 }], ["nothing is known", { remaining: null }], ["the burn is not known", { burn: null }], ["the window ends first", { endMs: 7 * dayMs }], ["a rolling window loses as much as it gains", { endMs: null, burn: 1 }]])("says nothing when %s", (_name, change) => {
    expect(runsOutAtMs({ ...burning, ...change })).toBeNull();
  });
});

describe("the report as CSV", () => {
  const account = { attained: 0.9989, spent: 1.1 };
  const row = { slug: "a", name: "=HYPERLINK(1)", service: { slug: "s", name: 'A "b", c' }, owner: null, target: 0.999, windowLabel: "28 d rolling", adjusted: account, raw: account, isMet: false, daysWithData: 3 };
  const csv = (rows: Parameters<typeof reportCsv>[0]["rows"]): string | undefined => reportCsv({ month: "2026-08", isOver: true, daysInMonth: 31, rows, firstMonth: null }).split("\r\n")[1];
  it("keeps a spreadsheet from running a name, and quotes", () => expect(csv([row])).toBe(`2026-08,"A ""b"", c","'=HYPERLINK(1)",,28 d rolling,0.999,0.9989,0.9989,1.1,1.1,no,3,31`));
  it("leaves no data empty", () => expect(csv([{ ...row, name: "x", service: null, adjusted: { attained: null, spent: null }, raw: { attained: null, spent: null }, isMet: null, daysWithData: 0 }])).toBe("2026-08,,x,,28 d rolling,0.999,,,,,,0,31"));
});
