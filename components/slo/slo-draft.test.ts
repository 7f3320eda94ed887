import { describe, expect, it } from "vitest";
import type { Measure, SloDefinition } from "#contract/slo";
import { draftOf, emptyDraft, faultField, sloDraftSchema, usualRows, type SloDraft } from "./slo-draft";

const schema = sloDraftSchema();
const good: SloDraft = { ...emptyDraft("UTC"), monitors: ["checkout"] };
const faultsOf = (change: Partial<SloDraft>): string[] => schema.safeParse({ ...good, ...change }).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("the editor's draft", () => {
  it("means the definition, without the noise of a division", () => {
    expect(schema.parse(good)).toMatchObject({ target: 0.999, service: null, sli: { kind: "probe", monitors: ["checkout"] }, window: { kind: "rolling", days: 28 }, method: { kind: "occurrences" } });
    expect(["99.95", "99,5", "90"].map((targetPercent) => schema.parse({ ...good, targetPercent }).target)).toEqual([0.9995, 0.995, 0.9]);
  });

  it.each<SloDefinition>([
    { name: "a", description: "b", service: "s", owner: "t", sli: { kind: "probe", monitors: ["m", "n"] }, target: 0.9995, window: { kind: "calendar", unit: "quarter", zone: "Europe/Berlin" }, method: { kind: "timeslices", sliceMinutes: 5, sliceTarget: 0.95 }, noData: "bad", minimumSamples: 600_000, exclusionCapMinutes: 600, labels: { env: "prod,dev", note: "a = b" }, alertRows: [{ severity: "page", budgetFraction: 0.02, longMs: 1_800_000, shortMs: 120_000 }, { severity: "ticket", budgetFraction: 0.125, longMs: 129_600_000, shortMs: 10_800_000 }], ruleAlerting: null },
    { name: "a", description: "", service: null, owner: null, sli: { kind: "pushed", unit: "orders" }, target: 0.99, window: { kind: "rolling", days: 7 }, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 100, exclusionCapMinutes: null, labels: {}, alertRows: null, ruleAlerting: null },
    ...([
      { form: "good", good: "a", total: "b" }, { form: "bad", bad: "a", total: "b" }, { form: "latency", histogram: "h", matchers: 'job="x"', bound: 0.4 },
      { form: "ratio", query: "a", counts: "good" }, { form: "threshold", query: "a", op: "gte", limit: -5 },
    ] satisfies Measure[]).map((measure): SloDefinition => ({ name: "a", description: "", service: null, owner: null, sli: { kind: "prometheus", unit: "requests", lookbackMinutes: 5, measure }, target: 0.99, window: { kind: "rolling", days: 7 }, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 0, exclusionCapMinutes: null, labels: {}, alertRows: null, ruleAlerting: null })),
    { name: "a", description: "", service: null, owner: null, sli: { kind: "pushed", unit: "orders", thresholdMs: 250 }, target: 0.99, window: { kind: "rolling", days: 7 }, method: { kind: "occurrences" }, noData: "ignore", minimumSamples: 0, exclusionCapMinutes: null, labels: {}, alertRows: null, ruleAlerting: null },
  ])("gives back the definition that it was made of ($sli.kind)", (definition) => expect(schema.parse(draftOf(definition, "UTC"))).toEqual(definition));

  it("keeps what has no field: what exported rules say about their alerts", () => {
    const none = { isDisabled: false, labels: {}, annotations: {} };
    const kept = { ruleAlerting: { name: "OrdersFail", page: { ...none, labels: { severity: "page" } }, ticket: none } };
    expect(sloDraftSchema(kept).parse(good)).toMatchObject(kept);
  });

  it("begins windows of its own with the usual ones for the window's length", () => {
    expect(usualRows(good).map(({ severity, percent, long, short }) => [severity, percent, long, short])).toEqual([["page", "2", "1h", "5m"], ["page", "5", "6h", "30m"], ["ticket", "10", "1d", "2h"], ["ticket", "10", "3d", "6h"]]);
    expect(usualRows({ ...good, days: "7" })[0]?.percent).toBe("8");
    expect(schema.parse({ ...good, alerting: "own" }).alertRows).toHaveLength(4);
    expect(draftOf(schema.parse({ ...good, days: "7" }), "UTC").alertRows[0]?.percent).toBe("8");
  });

  it("puts every fault on its field", () => {
    expect(faultsOf({ name: " " })).toEqual(["name: Give it a name."]);
    expect(faultsOf({ monitors: [] })).toEqual(["monitors: Choose a monitor."]);
    expect(faultsOf({ targetPercent: "100" })).toEqual(["targetPercent: The target is below 100%: a promise of everything leaves no budget."]);
    expect(faultsOf({ targetPercent: "many" })).toEqual(["targetPercent: A number is needed here."]);
    expect(faultsOf({ days: "" })).toEqual(["days: A number is needed here."]);
    expect(faultsOf({ days: "400" })[0]).toContain("days: ");
    expect(faultsOf({ methodKind: "timeslices", sliceMinutes: "90" })[0]).toContain("sliceMinutes: ");
    expect(faultsOf({ kind: "prometheus", totalQuery: "x" })).toEqual(["partQuery: Give a query."]);
    expect(faultsOf({ kind: "prometheus", form: "latency", bound: "fast" })).toEqual(["histogram: The name of a histogram, without _bucket.", "bound: A number is needed here."]);
    expect(faultsOf({ labels: "prod" })).toEqual(["labels: Write name=value, with semicolons between."]);
    const row = { severity: "page", percent: "2", long: "1h", short: "5m" };
    expect(faultsOf({ alerting: "own", alertRows: [] })).toEqual(["alerting: Add a pair of windows."]);
    expect(faultsOf({ alerting: "own", alertRows: [row, { ...row, percent: "5", long: "soon" }] })).toEqual(["alertRows.1.long: A length such as 5m, 1h or 3d."]);
    expect(faultsOf({ alerting: "own", alertRows: [{ ...row, percent: "", short: "2h" }, row] })[0]).toBe("alertRows.0.percent: A number is needed here.");
    expect(faultsOf({ alerting: "own", alertRows: [{ ...row, short: "2h" }] })).toEqual(["alertRows.0.short: Shorter than the long window."]);
    expect(faultsOf({ alerting: "own", alertRows: [row, row] })).toEqual(["alertRows.1.long: There is a pair of this length already."]);
    expect([faultField("sli.monitors.0"), faultField("window"), faultField("slug")]).toEqual(["monitors", "zone", null]);
  });
});
