import { describe, expect, it } from "vitest";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { Composition } from "./results";
import { fieldsNotApplied, narrowingsNotApplied } from "./not-applied";

const metric = ticketMetrics.find(({ id }) => id === "ticket_volume");
const compositionOf = (filters: string[]): Pick<Composition, "plan" | "results"> =>
  ({ plan: { entities: [], filters }, results: [{ work: { kind: "total", metric } }] }) as unknown as Pick<Composition, "plan" | "results">;

describe("a narrowing that the records cannot carry", () => {
  it("is named without its operator and once", () => {
    expect(fieldsNotApplied(compositionOf(["duration>:30d", "duration<:60d", "support_level:l2"]))).toEqual(["duration", "support level"]);
  });
  it("is nothing when every filter has a column, exclusions included", () => {
    expect(narrowingsNotApplied(compositionOf(["priority:p1", "priority!:p2"]))).toEqual([]);
  });
});
