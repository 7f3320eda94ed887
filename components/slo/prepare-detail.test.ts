import { describe, expect, it } from "vitest";
import type { SloDetail } from "#contract/slo";
import { prepareBurnDown } from "./prepare-burn-down";
import { prepareExplanation } from "./prepare-explanation";

const minuteMs = 60_000;
const account = { good: 0, total: 0, sli: 0.99894, spentBad: 118 * minuteMs, spentTotal: 132_435 * minuteMs, remaining: 1 - 118 / (0.001 * 132_435) };
const detail: SloDetail = {
  row: { slug: "checkout-availability", name: "availability", service: { slug: "checkout", name: "Checkout" }, owner: null, kind: "probe", target: 0.999, windowLabel: "calendar quarter", status: "at_risk", since: null, evaluatedAt: null, sli: null, rawSli: null, remaining: null, rawRemaining: null, budgetMs: null, isTimed: true, burnHour: null, burnPeriod: null, runsOutAt: null, isFull: true, lastDataAt: null, firing: null, days: { from: null, left: [] }, isDemo: false },
  definition: { name: "availability", description: "", service: "checkout", owner: null, sli: { kind: "probe", monitors: ["checkout"] }, target: 0.999, window: { kind: "calendar", unit: "quarter", zone: "Europe/Berlin" }, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 0, labels: {} },
  version: 2, versions: [{ version: 2, actorName: "Jonas Weber", at: "2026-07-02T08:00:00.000Z" }, { version: 1, actorName: "Ida Berg", at: "2026-01-02T08:00:00.000Z" }], isPaused: false,
  at: "2026-09-16T07:42:00.000Z", status: "at_risk", runsOutAt: null, period: { from: "2026-06-30T22:00:00.000Z", to: "2026-09-30T22:00:00.000Z" }, isFull: true, firstDataAt: null, budgetMs: 0, unit: "milliseconds",
  source: null, excludedMs: 45 * minuteMs, missingMs: 0, raw: { ...account, remaining: -0.126 }, adjusted: account, alerts: [], burnDown: [], spending: [], spendingTotal: 46,
  exclusions: [{ id: "a", from: "2026-08-01T00:00:00.000Z", to: "2026-08-01T00:45:00.000Z", reason: "move", approvedBy: "x", approvedAt: "2026-07-01T00:00:00.000Z", isCounted: true, countedMs: 2_700_000 }, { id: "b", from: "2026-08-02T00:00:00.000Z", to: "2026-08-02T01:00:00.000Z", reason: "late", approvedBy: "x", approvedAt: "2026-08-02T00:30:00.000Z", isCounted: false, countedMs: 0 }],
  events: [],
};

describe("an explained number", () => {
  it("is the formula with the very numbers, in minutes", () => {
    const { title, formula, rows, raw } = prepareExplanation(detail, "UTC");
    expect(title).toBe("Explain 10.9\u00a0%");
    expect(formula.map(({ right }) => right)).toEqual(["1 − bad ÷ allowed", "(1 − target) × all", "1 − 118.0 ÷ (0.001 × 132,435.0)", "10.9\u00a0%, 14.4 of 132.4 min"]);
    expect(rows.map(({ term, value, note }) => `${term}: ${value}, ${note}`)).toEqual([
      "Bad: 1 h 58 min, 46 stretches", "All: 91 d 23 h, the whole window without what is excluded", "Excluded: 45 min, 1 exclusion approved before it began, 1 approved too late and charged", "Without data: none, left out",
    ]);
    expect(raw).toBe("−12.6\u00a0%");
  });

  it("says when the definition is not the one of that time", () => {
    expect(prepareExplanation(detail, "UTC").definition).toBe("v2, 2 Jul 2026, Jonas Weber");
    expect(prepareExplanation({ ...detail, at: "2026-05-01T00:00:00.000Z" }, "UTC").definition).toBe("v2, 2 Jul 2026, Jonas Weber (then v1)");
    expect(prepareExplanation({ ...detail, at: "2025-05-01T00:00:00.000Z" }, "UTC").definition).toContain("made later");
  });

  it("keeps the unit of events, and has no formula without data", () => {
    const orders = { ...detail, unit: "orders", adjusted: { ...account, spentBad: 12, spentTotal: 10_000, remaining: -0.2 } };
    expect(prepareExplanation(orders, "UTC").formula.at(-1)?.right).toBe("−20.0\u00a0%, −2 of 10 orders");
    const empty = prepareExplanation({ ...detail, adjusted: { ...account, remaining: null } }, "UTC");
    expect([empty.formula, empty.rows[0]?.value, empty.title]).toEqual([[], "no data", "Explain no data"]);
  });
});

describe("a burn-down", () => {
  const point = (day: string, remaining: number | null, rawRemaining = remaining) => ({ at: `2026-08-${day}T00:00:00.000Z`, remaining, rawRemaining });
  const input = { points: [point("01", 1), point("02", null), point("03", -0.4)], period: { from: "2026-08-01T00:00:00.000Z", to: "2026-08-31T00:00:00.000Z" }, at: "2026-08-03T00:00:00.000Z", excluded: [], events: [{ from: "2026-08-02T12:00:00.000Z" }], runsOutAt: null, atRisk: 0.2, zone: "UTC" };

  it("keeps gaps, reaches below zero and up to the full budget", () => {
    const chart = prepareBurnDown(input);
    expect(chart.rows.map(({ adjusted }) => adjusted)).toEqual([1, null, -0.4]);
    expect([chart.scale.min <= -0.4, chart.scale.max >= 1, chart.hasRaw, chart.marks]).toEqual([true, true, false, [{ atMs: Date.parse("2026-08-02T12:00:00.000Z"), number: 1 }]]);
    expect(chart.summary).toBe("from 100\u00a0% on 1 Aug 2026 to −40.0\u00a0% on 3 Aug 2026, lowest −40.0\u00a0% on 3 Aug 2026");
  });

  it("draws raw only where it differs, cuts bands to the window and forecasts down to zero", () => {
    const chart = prepareBurnDown({ ...input, points: [point("01", 1, 0.9), point("03", 0.5)], excluded: [{ from: "2026-07-31T00:00:00.000Z", to: "2026-08-01T06:00:00.000Z", reason: "x" }], runsOutAt: "2026-08-10T00:00:00.000Z" });
    expect([chart.hasRaw, chart.bands[0]?.fromMs, chart.rows.at(-1)?.forecast, chart.rows.at(-2)?.forecast]).toEqual([true, chart.fromMs, 0, 0.5]);
  });

  it("has an even pace where the window is one of the calendar, whatever the forecast reaches", () => {
    expect(prepareBurnDown({ ...input, isCalendar: true, runsOutAt: "2026-09-10T00:00:00.000Z" }).even).toEqual({ fromMs: Date.parse(input.period.from), toMs: Date.parse(input.period.to) });
    expect(prepareBurnDown(input).even).toBeNull();
  });

  it("has no summary without a value", () => expect(prepareBurnDown({ ...input, points: [] }).summary).toBe("no data"));
});
