import "server-only";
import type { Ctx } from "@/server/platform/registry";
import { unknownValue, type Facet, type TicketFacets } from "#contract/tickets";
import { countFacetRows, type FacetRow } from "./ticket-repository";

const order = ["open", "waiting", "resolved", "closed", "p1", "p2", "p3", "p4", "met", "missed"];
const rank = (value: string): number => (value === unknownValue ? order.length + 1 : order.includes(value) ? order.indexOf(value) : order.length);
const labels: Record<string, string> = { [unknownValue]: "Unknown", open: "Open", waiting: "Waiting", resolved: "Resolved", closed: "Closed", met: "Met", missed: "Missed" };

const toFacet = (row: FacetRow): Facet => {
  const value = row.value ?? unknownValue;
  return { value, label: row.label ?? labels[value] ?? value.toUpperCase(), count: row.count };
};

/** Filter values with their numbers; known orders (state, priority) are kept, the rest is by number of tickets. */
export async function countFacets(ctx: Ctx): Promise<TicketFacets> {
  const rows = await countFacetRows(ctx.actor.scope, { signal: ctx.signal });
  const of = (facet: FacetRow["facet"]) => rows.filter((row) => row.facet === facet).map(toFacet).sort((a, b) => rank(a.value) - rank(b.value));
  const total = rows.find((row) => row.facet === "total");
  return {
    total: total?.count ?? 0, state: of("state"), priority: of("priority"), sla: of("sla"), team: of("team"), customer: of("customer"), service: of("service"),
    firstOpenedAt: total?.first_opened_at?.toISOString() ?? null, lastOpenedAt: total?.last_opened_at?.toISOString() ?? null,
  };
}
