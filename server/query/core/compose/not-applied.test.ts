import { describe, expect, it } from "vitest";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { Composition } from "./results";
import { fieldsNotApplied, narrowingsNotApplied } from "./not-applied";

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
});
