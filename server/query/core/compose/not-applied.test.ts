import { describe, expect, it } from "vitest";
import { catalogMetrics } from "@/server/catalog/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { Composition } from "./results";
import { fieldsNotApplied, narrowingsNotApplied } from "./not-applied";
import { composeUnknowns } from "./unknowns";

const metric = ticketMetrics.find(({ id }) => id === "ticket_volume");
const compositionOf = (filters: string[]): Pick<Composition, "plan" | "results"> =>
  ({ plan: { entities: [], filters }, results: [{ work: { kind: "total", metric } }] }) as unknown as Pick<Composition, "plan" | "results">;

describe("a narrowing that the records cannot carry", () => {
  it("is named without its operator and once", () => {
    expect(fieldsNotApplied(compositionOf(["latency>:30d", "latency<:60d", "support_level:l2"]))).toEqual(["latency", "support level"]);
  });
  it("is nothing when every filter has a column, exclusions included", () => {
    expect(narrowingsNotApplied(compositionOf(["priority:p1", "priority!:p2", "duration>:30d", "reassignments>:2", "time_of_day:night", "day_of_week:monday"]))).toEqual([]);
  });

  it("says which hours are counted where they are, and only that they cannot be where they are not", () => {
    const unknowns = (counted: typeof metric) => composeUnknowns({ plan: { intent: "metric_lookup", entities: [], filters: ["time_of_day:22:00-06:00"], dimensions: [] }, results: [{ work: { kind: "total", metric: counted } }], coverage: null, period: { to: "" }, now: "", zone: "UTC" } as unknown as Composition, false);
    expect(unknowns(metric)).toEqual(["Only the hours from 22:00 to 06:00 (UTC) are counted."]);
    expect(unknowns(catalogMetrics.find(({ id }) => id === "service_count"))).toEqual(["Services cannot be narrowed to time of day 22:00-06:00: the figures are for all."]);
  });
});
