import { describe, expect, it } from "vitest";
import type { BudgetFreeze, PromiseRow } from "#contract/slo";
import { letterNotes } from "./prepare-burn-down";
import { prepareForecast } from "./prepare-forecast";
import { freezeState, heldFreeze, stepsOf } from "./prepare-policy";
import { countPromises, promiseValue } from "./prepare-promises";

const now = "2026-08-19T10:00:00.000Z";
const freeze = (over: Partial<BudgetFreeze> = {}): BudgetFreeze => ({ id: "frz_1", sloSlug: "s", sloName: "s", serviceId: null, kind: "soft", openedAt: "2026-08-18T10:00:00.000Z", closedAt: null, threshold: 0.25, remaining: 0.2, override: null, ...over });
const override = (until: string) => ({ by: "Grace", reason: "fix", at: now, until });

describe("what the page says about a policy", () => {
  it("says of each step whether it is in force or how far away it is", () => {
    const policy = [{ act: "hard" as const, remaining: 0 }, { act: "soft" as const, remaining: 0.25 }];
    expect(stepsOf({ policy, freezes: [freeze()] }, 0.2).map(({ act, at, state }) => [act, at, state])).toEqual([["Soft freeze", "25\u00a0%", "in force"], ["Hard freeze", "0\u00a0%", "20.0\u00a0% of the budget away"]]);
    expect(stepsOf({ policy, freezes: [] }, null).map(({ state, tone }) => [state, tone])).toEqual([["no data", "none"], ["no data", "none"]]);
  });

  it("names the hardest freeze that holds: an override lets it go until its end", () => {
    expect(heldFreeze([freeze(), freeze({ kind: "hard" })], now)).toBe("hard");
    expect(heldFreeze([freeze(), freeze({ kind: "hard", override: override("2026-08-19T12:00:00.000Z") })], now)).toBe("soft");
    expect(heldFreeze([freeze({ override: override(now) })], now)).toBe("soft");
    expect(heldFreeze([freeze({ closedAt: now }), freeze({ kind: "warn" })], now)).toBeNull();
  });

  it("calls a freeze by its state", () => {
    expect(freezeState(freeze({ closedAt: now }), now).label).toBe("Soft freeze, over");
    expect(freezeState(freeze({ kind: "hard", override: override("2026-08-19T12:00:00.000Z") }), now)).toEqual({ status: "info", label: "Hard freeze, overridden" });
  });
});

describe("notes on the burn-down", () => {
  it("are lettered in order of time, those outside the window left out", () => {
    const period = { from: "2026-08-01T00:00:00.000Z", to: "2026-09-01T00:00:00.000Z" };
    const notes = ["2026-08-20T00:00:00.000Z", "2026-07-20T00:00:00.000Z", "2026-08-10T00:00:00.000Z"].map((at) => ({ at }));
    expect(letterNotes(notes, period).map(({ at, letter }) => [at.slice(8, 10), letter])).toEqual([["10", "A"], ["20", "B"]]);
  });
});

describe("what the page says about a forecast", () => {
  const made = { zone: "UTC", atMs: Date.parse(now) };
  const forecast = { method: "m", historyDays: 365, courses: 400, until: "2026-09-16T10:00:00.000Z", chance: 0.62, median: "2026-09-02T10:00:00.000Z", from: "2026-08-26T10:00:00.000Z", to: null };

  it("gives day, interval, share and method", () => {
    const shown = prepareForecast({ forecast, noForecast: null }, made);
    expect([shown.headline, shown.rows[0]?.description, shown.rows[1]?.description]).toEqual(["Around 2 Sep 2026", "not before 26 Aug 2026", "in 62\u00a0% of courses by 16 Sep 2026"]);
    expect(shown.bar).toEqual({ from: 25, to: 100, median: 50 });
  });

  it("says that a budget lasts, without a bar, and why there is no forecast", () => {
    expect(prepareForecast({ forecast: { ...forecast, chance: 0, median: null, from: null }, noForecast: null }, made)).toMatchObject({ headline: "Not in sight", bar: null });
    expect(prepareForecast({ forecast: null, noForecast: "Too little." }, made)).toMatchObject({ headline: "No forecast", detail: "Too little.", rows: [] });
  });
});

describe("what the page says about promises", () => {
  it("writes values in their unit, and nothing as no data", () => {
    const values: Pick<PromiseRow, "value" | "unit">[] = [{ value: 0.84, unit: "ms" }, { value: 120, unit: "ms" }, { value: 0.9995, unit: "ratio" }, { value: null, unit: "ratio" }];
    expect(values.map(promiseValue)).toEqual(["0.8 ms", "120 ms", "99.95\u00a0%", "no data"]);
  });

  it("counts those without a value apart from those that are kept", () => {
    expect(countPromises([{ status: "kept" }, { status: "no_data" }, { status: "benchmark" }, { status: "broken" }])).toEqual({ kept: 1, atRisk: 0, broken: 1, unmeasured: 2 });
  });
});
