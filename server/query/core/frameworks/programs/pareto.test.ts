import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paretoProgram, vitalFew } from "./pareto";
import { runProgram, testMetric } from "./testing";

const metric = testMetric("ticket_volume", { noun: "tickets opened", label: "Tickets opened" });
const groups = (counts: Record<string, number | null>, dimension = "category", more: Record<string, unknown> = {}) => ({ metric, href: "/tickets?from=a", rows: Object.entries(counts).map(([label, value]) => ({ key: label === "?" ? null : label, [dimension]: label === "?" ? null : label, ticket_volume: value, n: value })), ...more });
const total = (value: number | null) => ({ metric, rows: [{ ticket_volume: value, n: value }] });

describe("the vital few", () => {
  it("are the fewest largest that reach the cut", () => expect(vitalFew([50, 30, 10, 10], 100, 0.8)).toEqual({ count: 2, share: 0.8 }));
  it("are all when the known never reach it", () => expect(vitalFew([10, 10], 100, 0.8)).toEqual({ count: 2, share: 0.2 }));
  it("one is enough where one is all", () => expect(vitalFew([7], 7, 0.95)).toEqual({ count: 1, share: 1 }));
  it("are minimal: one fewer stays under the cut", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0.5, max: 0.95, noNaN: true }), (values, cut) => {
      const sorted = [...values].sort((a, b) => b - a);
      const all = sorted.reduce((sum, value) => sum + value, 0);
      const { count, share } = vitalFew(sorted, all, cut);
      expect(share).toBeGreaterThanOrEqual(cut - 1e-9);
      if (count > 1) expect(sorted.slice(0, count - 1).reduce((sum, value) => sum + value, 0) / all).toBeLessThan(cut);
    }));
  });
});

describe("a Pareto analysis", () => {
  it("ranks, adds up and names the first", () => {
    const { lede, worked, artefact, actions, dropped } = runProgram(paretoProgram, { total: total(100), by_category: groups({ Billing: 10, Access: 55, Network: 25, Hardware: 6, Other: 4 }) });
    expect(lede).toBe("2 of 5 categories make 80 % of the tickets opened, Access first with 55 %.");
    expect(worked("pareto_t_by_category")?.rows.map(({ category, cumulative }) => [category, cumulative])).toEqual([["Access", 0.55], ["Network", 0.8], ["Billing", 0.9], ["Hardware", 0.96], ["Other", 1]]);
    expect(artefact?.body).toMatchObject({ kind: "pareto", x: "category", vitalFew: 2 });
    expect(actions.map(({ href }) => href)).toEqual(["/tickets?from=a&category=Access", "/tickets?from=a&category=Network"]);
    expect(dropped).toBe(0);
  });
  it("names what grew and what fell most since the period before, where that is known", () => {
    const found = { total: total(100), by_category: groups({ Access: 55, Network: 25, Billing: 20 }), before_category: groups({ Access: 30, Network: 45, Old: 9 }) };
    const { lede, worked, dropped } = runProgram(paretoProgram, found);
    expect(lede).toContain("Grew most since the period before: Access (55 after 30). Fell most: Network (25 after 45).");
    expect(worked("pareto_t_by_category")?.rows.map(({ before, change }) => [before, change])).toEqual([[30, 25], [45, -20], [0, 20]]);
    expect(dropped).toBe(0);
    expect(runProgram(paretoProgram, { ...found, before_category: groups({}) }).lede).not.toContain("since the period before");
  });
  it("counts what has no category in the whole, and says so", () => {
    const { lede, artefact } = runProgram(paretoProgram, { total: total(100), by_category: groups({ A: 40, B: 20, C: 10, "?": 30 }) });
    expect(lede).toContain("3 of 3 categories make 70 %");
    expect(artefact?.gaps[0]).toContain("names no category");
  });
  it("says that the load is spread when there are no few", () => expect(runProgram(paretoProgram, { total: total(40), by_category: groups({ A: 10, B: 10, C: 10, D: 10 }) }).lede).toContain("the load is spread"));
  it("takes the split in which the fewest make the cut", () => {
    const { artefact } = runProgram(paretoProgram, { total: total(100), by_category: groups({ A: 34, B: 33, C: 33 }), by_service: groups({ X: 85, Y: 5, Z: 5, W: 5 }, "service") });
    expect(artefact?.body).toMatchObject({ x: "service" });
  });
  it("takes who works on it only where nothing else is known", () => {
    const byTeam = groups({ X: 85, Y: 5, Z: 5, W: 5 }, "team");
    expect(runProgram(paretoProgram, { total: total(100), by_category: groups({ A: 34, B: 33, C: 33 }), by_team: byTeam }).artefact?.body).toMatchObject({ x: "category" });
    expect(runProgram(paretoProgram, { total: total(100), by_team: byTeam }).artefact?.body).toMatchObject({ x: "team" });
  });
  it("takes the split that was asked for", () => {
    const { artefact } = runProgram(paretoProgram, { total: total(100), by_category: groups({ A: 34, B: 33, C: 33 }), by_team: groups({ X: 85, Y: 5, Z: 5, W: 5 }, "team") }, { plan: { dimensions: ["category"] } });
    expect(artefact?.body).toMatchObject({ x: "category" });
  });
  it("names the group as owner when groups are ranked", () => expect(runProgram(paretoProgram, { total: total(100), by_team: groups({ Desk: 80, Net: 15, Apps: 5 }, "team") }).actions[0]).toMatchObject({ owner: "Desk" }));
  it("takes the reader's cut, inside its bounds", () => {
    const results = { total: total(100), by_category: groups({ A: 50, B: 30, C: 15, D: 5 }) };
    expect(runProgram(paretoProgram, results, { assumptions: { "pareto.cut": 0.5 } }).artefact?.body).toMatchObject({ vitalFew: 1 });
    expect(runProgram(paretoProgram, results, { assumptions: { "pareto.cut": 7 } }).artefact?.assumptions[0]).toMatchObject({ value: 0.95, isChanged: true });
  });
  it.each([
    ["nothing was counted", { total: total(0), by_category: groups({}) }],
    ["the total is not known", { total: total(null), by_category: groups({ A: 1, B: 1, C: 1 }) }],
    ["two groups are no ranking", { total: total(10), by_category: groups({ A: 6, B: 4 }) }],
    ["most have no category", { total: total(100), by_category: groups({ A: 20, B: 10, C: 10, "?": 60 }) }],
  ])("is not drawn when %s", (_, results) => {
    const { artefact, missing } = runProgram(paretoProgram, results);
    expect(artefact).toBeNull();
    expect(missing.length).toBe(1);
  });
  it("never draws an ungrounded figure, and shares never fall", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 3, maxLength: 40 }), (values) => {
      const sum = values.reduce((all, value) => all + value, 0);
      const { worked, dropped } = runProgram(paretoProgram, { total: total(sum), by_category: groups(Object.fromEntries(values.map((value, index) => [`Kind ${index}`, value]))) });
      const shares = worked("pareto_t_by_category")?.rows.map(({ cumulative }) => Number(cumulative)) ?? [];
      expect(dropped).toBe(0);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    }), { numRuns: 60 });
  });
});
