import "server-only";
import type { MetricDefinition } from "#core/query";
import { base, fromTickets, rate } from "./metric-parts";

const fromClocks = (kind: string): string => fromTickets.replace("ticket t", `ticket_clock k\njoin ticket t on t.id = k.ticket_id and k.kind = '${kind}'`);
const verdictAt = "coalesce(k.breached_at, k.stopped_at)";

const breaches = (kind: string) => ({
  ...base, ...rate("k.breached_at is not null", "(k.breached_at is not null or k.stopped_at is not null)"), from: fromClocks(kind), timeSql: verdictAt, listPath: null, sampleNoun: "promises", defaultDimension: "priority",
  coverageSql: `select min(${verdictAt}) as from_at, max(${verdictAt}) as to_at from ticket_clock k where k.kind = '${kind}'`,
});

/** What the clocks say of the answers that were owed. */
export const clockMetrics: readonly MetricDefinition[] = [
  {
    ...breaches("first_response"), id: "first_response_breach_rate", label: "Late first responses",
    synonyms: ["first response breach rate", "late first responses", "first response sla misses", "missed first responses"],
    noun: "late first responses", phrase: "{value} of first responses came late ({count} of {n})", definition: "First responses later than the policy in force promises, of those that were given or fell due in the period; tickets without a policy are left out.",
  },
  {
    ...breaches("next_response"), id: "next_response_breach_rate", label: "Late next responses",
    synonyms: ["next response breach rate", "late next responses", "next response sla misses", "missed next responses"],
    noun: "late next responses", phrase: "{value} of next responses came late ({count} of {n})", definition: "The last answer that was owed to the requester of a ticket after the first response: later than promised, of those that were given or fell due in the period.",
  },
];
