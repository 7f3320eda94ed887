import { describe, expect, it } from "vitest";
import { prepareRanking } from "@/components/kit/charts/prepare-ranking";

const items = [["checkout", 41], ["search", 34], ["reporting", null], ["payments", 22], ["auth", 12], ["billing", 7], ["web", 5], ["data", 4]].map(([label, value]) => ({ id: String(label), label: String(label), value: value as number | null }));

describe("a ranking", () => {
  it("shows six and sums the rest, so that nothing is lost", () => {
    const { bars } = prepareRanking({ items, kind: "number" });
    expect(bars.map((bar) => [bar.label, bar.text])).toEqual([["checkout", "41"], ["search", "34"], ["payments", "22"], ["auth", "12"], ["billing", "7"], ["web", "5"], ["2 others", "4"]]);
  });
  it("does not sum what cannot be summed", () => {
    const prepared = prepareRanking({ items, kind: "ratio", isAdditive: false });
    expect([prepared.bars.length, prepared.hiddenCount]).toEqual([6, 2]);
  });
  it("puts items without data last in both directions, without a bar", () => {
    for (const order of ["asc", "desc"] as const) {
      const last = prepareRanking({ items, kind: "number", limit: 20, order }).bars.at(-1);
      expect([last?.label, last?.ratio, last?.text]).toEqual(["reporting", null, "no data"]);
    }
  });
  it("does not make a group of one: seven items are seven bars", () => expect(prepareRanking({ items: items.slice(0, 7), kind: "number" }).bars).toHaveLength(7));
  it("draws no length when all is zero", () => expect(prepareRanking({ items: [{ id: "a", label: "a", value: 0 }], kind: "number" }).bars[0]?.ratio).toBe(0));
  it("has every item in its table", () => expect(prepareRanking({ items, kind: "number" }).table).toHaveLength(8));
});
