import "server-only";
import type { Scope } from "@/server/platform/auth/actor";
import { addQueue, type QueueReader } from "./queue-where";
import { addOperators, addTerms, type Sight } from "./search-where";
import { ticketFilterNames, unknownValue, type TicketFilterName, type TicketListInput } from "#contract/tickets";
import { Where } from "./where";

export { Where } from "./where";

/** Ticket `t` with group `g`, customer `c`, service `s` and its words `w`; what a statement does not use, the database does not read. */
export const ticketFrom = "ticket t left join team g on g.id = t.team_id left join customer c on c.id = t.customer_id left join service s on s.id = t.service_id left join ticket_words w on w.ticket_id = t.id";

const yesNo = (condition: string): string => `case when ${condition} then 'yes' else 'no' end`;

const filterSql: Record<TicketFilterName, string> = {
  state: "t.state_kind",
  status: "case when t.state_kind in ('resolved', 'closed') then 'closed' else 'open' end",
  priority: "t.priority", team: "g.slug", customer: "c.slug", service: "s.slug",
  sla: "case when t.made_sla then 'met' when not t.made_sla then 'missed' end",
  category: "t.category", subcategory: "t.subcategory", symptom: "t.symptom", channel: "t.channel", location: "t.location", impact: "t.impact", urgency: "t.urgency",
  assignee: "t.assignee", requester: "t.requester",
  reassigned: yesNo("t.reassignment_count > 0"), reopened: yesNo("t.reopen_count > 0"), escalated: yesNo("t.escalated_at is not null"),
  customer_tier: "c.tier", region: "coalesce(c.region, s.region)", level: "t.level", tag: "coalesce(t.tags, '{}')",
};

const timeSql: Record<TicketListInput["time"], string> = { opened: "t.opened_at", resolved: "t.resolved_at", closed: "t.closed_at", updated: "t.updated_at" };

/** Which tickets the reader may see. Every query of tickets starts from it. */
export function whereScope(scope: Scope): Where {
  const where = new Where();
  switch (scope.kind) {
    case "all":
      return where;
    case "customers":
      where.add(scope.customerIds, (ids) => `t.customer_id = any(${ids}::text[])`);
      return scope.requesterKeys === undefined ? where : where.add(scope.requesterKeys, (keys) => `coalesce(t.requester_id, lower(t.requester_email)) = any(${keys}::text[])`);
    case "teams":
      return where.add(scope.teamIds, (ids) => `t.team_id = any(${ids}::text[])`);
  }
}

function addFilter(where: Where, name: TicketFilterName, values: readonly string[]): void {
  if (values.length === 0) return;
  const expression = filterSql[name];
  const known = values.filter((value) => value !== unknownValue);
  const isUnknown = values.includes(unknownValue) ? ` or ${name === "tag" ? "cardinality(coalesce(t.tags, '{}')) = 0" : `${expression} is null`}` : "";
  where.add(known, (list) => `(${name === "tag" ? `${expression} && ${list}::text[]` : `${expression} = any(${list}::text[])`}${isUnknown})`);
}

export interface Viewer {
  scope: Scope;
  /** Whose lists `queue` means, and when. */
  reader: QueueReader;
}

/** Whoever is bound to customers is outside of the desk and never learns of its notes. */
export const sightOf = ({ scope }: Pick<Viewer, "scope">): Sight => ({ seesNotes: scope.kind !== "customers" });

/** Every condition of a list but the words that are searched for. */
export function whereWithoutWords(input: TicketListInput, { scope, reader }: Viewer): Where {
  const where = whereScope(scope);
  for (const name of ticketFilterNames) addFilter(where, name, input[name]);
  addOperators(where, input.q);
  if (input.queue !== null) addQueue(where, input.queue, reader);
  if (input.from !== null) where.add(input.from, (from) => `${timeSql[input.time]} >= ${from}::timestamptz`);
  if (input.to !== null) where.add(input.to, (to) => `${timeSql[input.time]} < ${to}::timestamptz`);
  return where;
}

/** The words that are searched for, of `w`; a statement that has other conditions beside them lends their values. */
export function whereWords(input: TicketListInput, { scope }: Pick<Viewer, "scope">, beside: Where = new Where()): Where {
  const where = new Where(beside.values);
  addTerms(where, input.q, sightOf({ scope }));
  return where;
}

/** Every condition of a list. */
export function whereTickets(input: TicketListInput, viewer: Viewer): Where {
  const where = whereWithoutWords(input, viewer);
  addTerms(where, input.q, sightOf(viewer));
  return where;
}
