import { describe, expect, it } from "vitest";
import { prepareTrend, type TrendInput, type TrendSeries } from "@/components/kit/charts/prepare-trend";

const day = (date: number) => `2026-09-${String(date).padStart(2, "0")}T00:00:00Z`;
const series = (id: string, values: readonly (number | null)[]): TrendSeries => ({ id, label: id, points: values.map((value, index) => ({ at: day(index + 1), value })) });
const input = (all: TrendSeries[], over: Partial<TrendInput> = {}): TrendInput => ({ series: all, kind: "number", grain: "day", zone: "UTC", ...over });

describe("a trend", () => {
  it("keeps a gap where there is no data, and never draws it as zero", () => {
    const prepared = prepareTrend(input([series("auth", [4, null, 6])]));
    expect(prepared.rows.map((row) => row["s0"])).toEqual([4, null, 6]);
    expect(prepared.table.rows.map((row) => row.cells)).toEqual([["4"], ["no data"], ["6"]]);
  });
  it("treats NaN as no data", () => expect(prepareTrend(input([series("auth", [1, Number.NaN])])).rows[1]?.["s0"]).toBeNull());
  it("marks points that have no neighbour, because a line cannot show them", () => {
    expect(prepareTrend(input([series("auth", [4, null, 6, null, 1, 2])])).lines[0]?.loneRows).toEqual([0, 2]);
  });
  it("draws the step into the incomplete bucket apart", () => {
    const prepared = prepareTrend(input([series("auth", [4, 5, 2])], { isLastIncomplete: true }));
    expect(prepared.rows.map((row) => [row["s0"], row["t0"]])).toEqual([[4, null], [5, 5], [null, 2]]);
    expect(prepared.tickOf(day(3))).toBe("today, so far");
    expect(prepared.table.rows[2]?.name).toBe("3 Sep 2026, so far");
  });
  it("lines up series that do not share all buckets", () => {
    const late: TrendSeries = { id: "late", label: "late", points: [{ at: day(3), value: 9 }] };
    const prepared = prepareTrend(input([late, series("auth", [1, 2])]));
    expect(prepared.rows.map((row) => [row["s0"], row["s1"]])).toEqual([[null, 1], [null, 2], [9, null]]);
  });
  it("keeps the six largest and sums the rest where values may be added", () => {
    const many = Array.from({ length: 9 }, (_, index) => series(`t${index}`, [index, index + 1]));
    const prepared = prepareTrend(input(many, { isAdditive: true }));
    expect(prepared.lines.map((line) => line.label)).toEqual(["t8", "t7", "t6", "t5", "t4", "t3", "3 others"]);
    expect(prepared.rows[0]?.["s6"]).toBe(0 + 1 + 2);
    expect(prepared.table.columns).toHaveLength(9);
  });
  it("hides the rest, and says how many, where a sum would be wrong", () => {
    const many = Array.from({ length: 9 }, (_, index) => series(`t${index}`, [index / 10]));
    const prepared = prepareTrend(input(many, { kind: "ratio" }));
    expect([prepared.lines.length, prepared.hiddenCount]).toEqual([6, 3]);
  });
  it("says its values in a sentence, without the incomplete bucket", () => {
    expect(prepareTrend(input([series("auth", [4, null, 6, 1])], { isLastIncomplete: true })).summary).toBe(
      "auth: last 6 (3 Sep), highest 6 (3 Sep), lowest 4 (1 Sep), no data in 1 bucket",
    );
  });
  it("draws an empty frame when there is nothing", () => {
    const prepared = prepareTrend(input([]));
    expect([prepared.rows, prepared.lines, prepared.summary]).toEqual([[], [], "no data"]);
  });
  it("uses dashes from the third series on", () => {
    const lines = prepareTrend(input(["a", "b", "c"].map((id) => series(id, [1])))).lines;
    expect(lines.map((line) => line.dash === undefined)).toEqual([true, true, false]);
  });
});
