import "server-only";
import type { SqlValue } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import { ticketFilterNames, unknownValue, type TicketFilterName, type TicketListInput } from "#contract/tickets";

/** Ticket `t` with group `g`, customer `c` and service `s`. */
export const ticketFrom = "ticket t left join team g on g.id = t.team_id left join customer c on c.id = t.customer_id left join service s on s.id = t.service_id";

const yesNo = (condition: string): string => `case when ${condition} then 'yes' else 'no' end`;

const filterSql: Record<TicketFilterName, string> = {
  state: "t.state_kind",
  status: "case when t.state_kind in ('resolved', 'closed') then 'closed' else 'open' end",
  priority: "t.priority", team: "g.slug", customer: "c.slug", service: "s.slug",
  sla: "case when t.made_sla then 'met' when not t.made_sla then 'missed' end",
  category: "t.category", subcategory: "t.subcategory", symptom: "t.symptom", channel: "t.channel", location: "t.location", impact: "t.impact", urgency: "t.urgency",
  assignee: "t.assignee", requester: "t.requester",
  reassigned: yesNo("t.reassignment_count > 0"), reopened: yesNo("t.reopen_count > 0"), escalated: yesNo("t.escalated_at is not null"),
  customer_tier: "c.tier", region: "coalesce(c.region, s.region)",
};

const timeSql: Record<TicketListInput["time"], string> = { opened: "t.opened_at", resolved: "t.resolved_at", closed: "t.closed_at", updated: "t.updated_at" };

const searched = ["t.number", "t.subject", "t.category", "t.subcategory", "t.symptom", "t.requester"];

/** Conditions joined by `and`, and the values that their placeholders stand for. */
export class Where {
  readonly values: SqlValue[] = [];
  private readonly conditions: string[] = [];

  /** `write` receives the placeholder of `value`. */
  add(value: SqlValue, write: (placeholder: string) => string): this {
    this.values.push(value);
    this.conditions.push(write(`$${this.values.length}`));
    return this;
  }
  addPair(pair: readonly [SqlValue, SqlValue], write: (first: string, second: string) => string): this {
    this.values.push(...pair);
    this.conditions.push(write(`$${this.values.length - 1}`, `$${this.values.length}`));
    return this;
  }
  get sql(): string {
    return this.conditions.length === 0 ? "true" : this.conditions.join(" and ");
  }
}

/** Which tickets the reader may see. Every query of tickets starts from it. */
export function whereScope(scope: Scope): Where {
  const where = new Where();
  switch (scope.kind) {
    case "all":
      return where;
    case "customers":
      return where.add(scope.customerIds, (ids) => `t.customer_id = any(${ids}::text[])`);
    case "teams":
      return where.add(scope.teamIds, (ids) => `t.team_id = any(${ids}::text[])`);
  }
}

const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

function addFilter(where: Where, expression: string, values: readonly string[]): void {
  if (values.length === 0) return;
  const known = values.filter((value) => value !== unknownValue);
  const isUnknown = values.includes(unknownValue) ? ` or ${expression} is null` : "";
  where.add(known, (list) => `(${expression} = any(${list}::text[])${isUnknown})`);
}

export function whereTickets(input: TicketListInput, scope: Scope): Where {
  const where = whereScope(scope);
  for (const name of ticketFilterNames) addFilter(where, filterSql[name], input[name]);
  for (const word of input.q.split(/\s+/).filter(Boolean).slice(0, 10)) {
    where.add(likePattern(word), (pattern) => `(${searched.map((column) => `${column} ilike ${pattern}`).join(" or ")})`);
  }
  if (input.from !== null) where.add(input.from, (from) => `${timeSql[input.time]} >= ${from}::timestamptz`);
  if (input.to !== null) where.add(input.to, (to) => `${timeSql[input.time]} < ${to}::timestamptz`);
  return where;
}
