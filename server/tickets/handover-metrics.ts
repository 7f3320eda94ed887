import "server-only";
import type { MetricDefinition } from "#core/query";
import { base, fromHandovers, hasHistory, rate, withoutHistory } from "./metric-parts";

const handover = { ...base, kind: "flow" as const, unit: "count" as const, isAdditive: true, where: ["e.kind = 'reassigned'"], timeSql: "e.at", stats: { count: "count(*)" }, defaultStat: "count" as const, sampleSql: "count(distinct t.id)", listQuery: { reassigned: "yes" }, sampleNoun: "tickets" };

/** How tickets travel between groups, counted for the group that gives, the one that takes, and the one that keeps. */
export const handoverMetrics: readonly MetricDefinition[] = [
  {
    ...handover, id: "handed_away", label: "Reassignments handed away", from: fromHandovers("from_team_id"),
    synonyms: ["tickets handed away", "reassignments handed away", "reassignments", "handovers"],
    noun: "handovers to other groups", phrase: "{value} handovers were made, on {n} tickets", definition: "Changes from one known group to another, counted for the group that hands away.",
  },
  {
    ...handover, id: "received_by", label: "Reassignments received", from: fromHandovers("team_id"),
    synonyms: ["reassignments received", "tickets received from other groups", "handovers received"],
    noun: "handovers from other groups", phrase: "{value} handovers were received, on {n} tickets", definition: "Changes from one known group to another, counted for the group that receives.",
  },
  {
    ...base, where: [hasHistory], missing: withoutHistory, id: "reassignment_by_final_group", label: "Reassignments by final group", unit: "count", isAdditive: true,
    synonyms: ["reassignments by final group", "reassignment count by final group"],
    noun: "reassignments of the tickets that a group ended up with", phrase: "The tickets carry {value} reassignments, over {n} tickets", definition: "The source's own reassignment count, summed for the group that holds the ticket in the end.",
    stats: { sum: "coalesce(sum(t.reassignment_count), 0)", mean: "avg(t.reassignment_count)" }, defaultStat: "sum",
  },
  {
    ...base, ...rate("t.reassignment_count > 0", hasHistory), missing: withoutHistory, id: "reassignment_rate", label: "Reassignment rate",
    synonyms: ["reassignment rate", "share of tickets reassigned"],
    noun: "reassigned tickets", phrase: "{value} of tickets were reassigned ({count} of {n})", definition: "Tickets reassigned at least once, of those opened in the period; those without history are left out.",
  },
  {
    ...base, ...rate("t.escalated_at is not null", ""), id: "escalation_rate", label: "Escalation rate",
    synonyms: ["escalation rate", "escalated tickets"],
    noun: "escalated tickets", phrase: "{value} of tickets were escalated ({count} of {n})", definition: "Tickets escalated, of those opened in the period.",
    coverageSql: "select min(t.opened_at) as from_at, max(t.updated_at) as to_at from ticket t where exists (select 1 from ticket where escalated_at is not null)",
  },
];
