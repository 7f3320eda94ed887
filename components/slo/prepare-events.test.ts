import { describe, expect, it } from "vitest";
import { prepareEvents } from "./prepare-events";

const stretch = (index: number, bad: number) => ({ from: `2026-08-0${index}T00:00:00.000Z`, to: `2026-08-0${index}T01:00:00.000Z`, bad, share: bad / 100, monitors: [] });
const definition = { name: "a", sli: { kind: "pushed" as const, unit: "orders" }, target: 0.9, window: { kind: "rolling" as const, days: 28 } };
const account = { good: 0, total: 0, sli: null, spentBad: 60, spentTotal: 1_000, remaining: 0.4 };
const many = Array.from({ length: 9 }, (_, index) => stretch(index + 1, 9 - index));

describe("budget events", () => {
  it("add up to what was spent: the rest is one row", () => {
    const rows = prepareEvents({ spending: many, spendingTotal: 20, adjusted: account, definition, unit: "orders" });
    expect(rows.reduce((sum, { bad }) => sum + bad, 0)).toBe(60);
    expect([rows.length, rows[0]?.number, rows[4]?.number, rows.at(-1)?.what]).toEqual([9, 1, null, "12 shorter stretches"]);
    expect(rows.at(-1)?.share).toBeCloseTo(0.16, 9);
  });
  it("name time without data where it counts as bad", () => {
    expect(prepareEvents({ spending: [stretch(1, 20)], spendingTotal: 1, adjusted: account, definition, unit: "orders" }).at(-1)?.what).toBe("time without data, counted as bad");
  });
  it("have no rest where slices are counted, or nothing is left over", () => {
    expect(prepareEvents({ spending: many, spendingTotal: 20, adjusted: account, definition: { ...definition, method: { kind: "timeslices", sliceMinutes: 5, sliceTarget: 0.9 } }, unit: "slices" })).toHaveLength(8);
    expect(prepareEvents({ spending: [stretch(1, 60)], spendingTotal: 1, adjusted: account, definition, unit: "orders" })).toHaveLength(1);
  });
});
