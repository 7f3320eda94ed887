import "server-only";
import type { MetricDefinition } from "#core/query";
import { base, fromTickets } from "./metric-parts";

/** What a ticket took of the desk, as far as its conversation tells. */
export const effortMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "desk_messages", label: "Desk messages per ticket", unit: "count", timeSql: "t.resolved_at", listPath: null, defaultDimension: "category",
    from: `${fromTickets}\njoin lateral (select count(*) as messages from ticket_message m where m.ticket_id = t.id and m.author_kind = 'agent' and m.taken_back_at is null and (m.kind = 'note' or m.sent_at is not null)) w on w.messages > 0`, extentFrom: fromTickets,
    where: ["t.resolved_at is not null"],
    coverageSql: "select min(t.resolved_at) as from_at, max(t.resolved_at) as to_at from ticket t where exists (select 1 from ticket_message m where m.ticket_id = t.id and m.author_kind = 'agent')",
    synonyms: ["desk messages per ticket", "messages per ticket", "messages of the desk"],
    noun: "desk messages per ticket", phrase: "The desk wrote {value} messages on a ticket ({stat})", definition: "Answers and notes of the desk on each ticket resolved in the period, of those on which it wrote any; an imported ticket without its conversation is left out.",
    stats: { mean: "avg(w.messages)::float8", p50: "percentile_cont(0.5) within group (order by w.messages)", p90: "percentile_cont(0.9) within group (order by w.messages)" }, defaultStat: "mean",
  },
];
