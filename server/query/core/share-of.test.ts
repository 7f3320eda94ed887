import { describe, expect, it } from "vitest";
import type { QueryPlan } from "../contract";
import { partRow, sharedOut } from "./share-of";

const plan: QueryPlan = { intent: "metric_lookup", subject: null, metrics: ["ticket_volume"], stats: [], dimensions: [], time: null, compareTo: null, entities: ["customer:globex"], filters: ["priority:p1"], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in" };

describe("the share of a part", () => {
  it("splits the whole by what tells the part from the rest, and keeps the other conditions", () => {
    expect(sharedOut({ ...plan, shareOf: "priority:p1" })).toMatchObject({ intent: "breakdown", dimensions: ["priority"], entities: ["customer:globex"], filters: [] });
    expect(sharedOut({ ...plan, shareOf: "customer:globex" })).toMatchObject({ intent: "breakdown", dimensions: ["customer"], entities: [], filters: ["priority:p1"] });
  });

  it("is no longer asked for once its condition was taken out of the plan", () => {
    expect(sharedOut({ ...plan, filters: [], shareOf: "priority:p1" })).toEqual({ ...plan, filters: [] });
    expect(sharedOut(plan)).toBe(plan);
  });

  it("finds the part whatever its case, and says when it never occurred", () => {
    expect(partRow("severity:sev1", [{ key: null }, { key: "SEV2" }, { key: "SEV1" }])).toBe(2);
    expect(partRow("severity:sev1", [{ key: "sev2" }])).toBe(-1);
  });
});
