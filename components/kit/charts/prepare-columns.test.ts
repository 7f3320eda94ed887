import { describe, expect, it } from "vitest";
import { prepareColumns } from "@/components/kit/charts/prepare-columns";

const points = [3, null, 0, 14, 8].map((value, index) => ({ at: `2026-09-0${index + 2}T00:00:00Z`, value }));
const base = { points, kind: "number", grain: "day", zone: "UTC" } as const;

describe("columns", () => {
  it("tell no data from zero", () => expect(prepareColumns(base).rows.map((row) => row.text)).toEqual(["3", "no data", "0", "14", "8"]));
  it("mark the last bucket while it fills", () => {
    const rows = prepareColumns({ ...base, isLastIncomplete: true }).rows;
    expect(rows.map((row) => row.isIncomplete)).toEqual([false, false, false, false, true]);
    expect(rows.at(-1)?.tick).toBe("today, so far");
  });
  it("leave the incomplete bucket out of the sentence", () => {
    expect(prepareColumns({ ...base, isLastIncomplete: true }).summary).toBe("4 buckets, last 14 (5 Sep), highest 14 (5 Sep), lowest 0 (4 Sep), no data in 1");
  });
  it("always stand on zero, high ratios too", () => {
    const scale = prepareColumns({ ...base, kind: "ratio", points: [{ at: "2026-09-02T00:00:00Z", value: 0.98 }] }).scale;
    expect(scale.min).toBe(0);
  });
  it("are sorted by time", () => expect(prepareColumns({ ...base, points: [...points].reverse() }).rows[0]?.tick).toBe("2 Sep"));
});
