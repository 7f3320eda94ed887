import "server-only";
import type { MetricDefinition } from "#core/query";
import { base, fromTickets, rate } from "./metric-parts";

/** What requesters say of the tickets that were solved for them. */
export const ratingMetrics: readonly MetricDefinition[] = [
  {
    ...base, ...rate("r.score >= 4", ""), id: "csat", label: "Customer satisfaction", goodDirection: "up", from: fromTickets.replace("ticket t", "ticket_rating r\njoin ticket t on t.id = r.ticket_id"), timeSql: "r.at", listPath: null, sampleNoun: "ratings", defaultDimension: "customer",
    coverageSql: "select min(r.at) as from_at, max(r.at) as to_at from ticket_rating r",
    synonyms: ["csat", "customer satisfaction", "satisfaction rating", "satisfaction score"],
    noun: "good ratings", phrase: "{value} of the ratings were good ({count} of {n})", definition: "Ratings of four or five out of five, of all that requesters gave in the period. One click gives five (good) or one (bad). Whoever said nothing is not counted.",
  },
];
