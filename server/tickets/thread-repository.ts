import "server-only";
import type { Scope } from "@/server/platform/auth/actor";
import { db, readRows, type ReadOptions } from "@/server/platform/db";
import { ticketsIn } from "@/server/platform/auth/ticket-scope";
import { whereScope } from "./ticket-where";

export const findThreadRow = (scope: Scope, number: string) => db().ticket.findFirst({ where: { AND: [ticketsIn(scope), { number }] } });
export type ThreadRow = NonNullable<Awaited<ReturnType<typeof findThreadRow>>>;

export interface Hanging {
  files: boolean;
  links: boolean;
  watchers: boolean;
  drafts: boolean;
  rated: boolean;
}

type ThreadHead = Pick<ThreadRow, "id" | "version" | "description" | "requesterEmail" | "tags" | "level" | "assigneeId" | "snoozedUntil" | "lastAgentAt" | "lastRequesterAt">;

/** The head of a conversation, and what hangs on the ticket at all. Most tickets have next to nothing: what is not there is not asked for. */
export async function findThreadHead(scope: Scope, number: string, options: ReadOptions): Promise<(ThreadHead & Hanging) | null> {
  const where = whereScope(scope).add(number, (value) => `t.number = ${value}`);
  const has = (table: string): string => `exists (select 1 from ${table} h where h.ticket_id = t.id)`;
  const text = `select t.id, t.version, t.description, t.requester_email as "requesterEmail", coalesce(t.tags, '{}') as tags, t.level, t.assignee_id as "assigneeId", t.snoozed_until as "snoozedUntil", t.last_agent_at as "lastAgentAt", t.last_requester_at as "lastRequesterAt",
    ${has("ticket_attachment")} as files, ${has("ticket_link")} or ${has("incident_ticket")} or exists (select 1 from ticket_link l where l.kind in ('duplicate', 'related') and l.target_id = t.id) as links,
    ${has("ticket_watcher")} as watchers, ${has("ticket_draft")} as drafts, ${has("ticket_rating")} as rated from ticket t where ${where.sql}`;
  const [row] = await readRows<ThreadHead & Hanging>({ text, values: where.values }, options);
  return row ?? null;
}

export const findRating = (ticketId: string) => db().ticketRating.findUnique({ where: { ticketId } });

export interface SimilarRow {
  number: string;
  subject: string;
  customer: string | null;
  state: string;
  state_kind: string;
  resolution_ms: number | null;
  is_same_incident: boolean;
}

const candidates = 100;
/** Half of what one word of the subject adds to `ts_rank` (0.61), before it is divided by the number of words that were looked for. */
const sameService = 0.3;
const candidatesSql = (query: string, condition: string): string => `select f.id from ticket f join ticket_words w on w.ticket_id = f.id where w.desk @@ to_tsquery('english', ${query}::text) and ${condition} order by f.opened_at desc limit ${candidates}`;

/**
 * Other tickets with the same words in subject or description: those of the same incident first, then the most words in common, where one of the
 * subject counts for five of the description and the same service for half of one; then the newest. Any of the words is enough, so that a candidate is found by the index; only the newest candidates are ranked, those of the service and those of all.
 */
export async function listSimilarRows(scope: Scope, { id, serviceId, words }: { id: string; serviceId: string | null; words: readonly string[] }, options: ReadOptions): Promise<SimilarRow[]> {
  const where = whereScope(scope);
  const bind = (value: string | null): string => `$${where.values.push(value)}`;
  const [self, service, query] = [bind(id), bind(serviceId), bind(words.map((word) => `'${word}'`).join(" | "))];
  const text = `with found as materialized (
      (${candidatesSql(query, `f.service_id = ${service}`)}) union (${candidatesSql(query, "true")})),
    mates as (select o.ticket_id from incident_ticket o where o.incident_id in (select m.incident_id from incident_ticket m where m.ticket_id = ${self}))
    select t.number, t.subject, c.name as customer, t.state, t.state_kind, (extract(epoch from t.resolved_at - t.opened_at) * 1000)::float8 as resolution_ms, (t.id in (select ticket_id from mates)) as is_same_incident
    from ticket t left join customer c on c.id = t.customer_id
    where ${where.sql} and t.id in (select id from found union select ticket_id from mates) and t.id <> ${self}
    order by (t.id in (select ticket_id from mates)) desc, ts_rank(t.search, to_tsquery('english', ${query}::text)) + case when t.service_id = ${service} then ${sameService} / ${words.length} else 0 end desc, t.opened_at desc limit 5`;
  return readRows<SimilarRow>({ text, values: where.values }, options);
}

export interface CustomerRow {
  name: string;
  slug: string;
  tickets: number;
  open: number;
  met: number;
  judged: number;
  rating: number | null;
  ratings: number;
}

/** A customer's tickets of the last 90 days, of those that the reader may see. */
export async function readCustomerRow(scope: Scope, customerId: string, options: ReadOptions & { now: Date }): Promise<CustomerRow | null> {
  const { now, ...rest } = options;
  const where = whereScope(scope);
  where.add(customerId, (id) => `t.customer_id = ${id}`).add(now.toISOString(), (at) => `t.opened_at >= ${at}::timestamptz - interval '90 days'`);
  const text = `select c.name, c.slug, count(*)::int as tickets, (count(*) filter (where t.state_kind in ('open', 'waiting')))::int as open,
      (count(*) filter (where t.state_kind in ('resolved', 'closed') and t.made_sla))::int as met, (count(*) filter (where t.state_kind in ('resolved', 'closed') and t.made_sla is not null))::int as judged,
      avg(r.score)::float8 as rating, count(r.score)::int as ratings
    from ticket t join customer c on c.id = t.customer_id left join ticket_rating r on r.ticket_id = t.id where ${where.sql} group by c.name, c.slug`;
  const rows = await readRows<CustomerRow>({ text, values: where.values }, rest);
  return rows[0] ?? null;
}
