import "server-only";
import type { Scope } from "@/server/platform/auth/actor";
import { readRows, type ReadOptions } from "@/server/platform/db";
import { parseSearchText } from "#core/tickets";
import type { TicketListInput } from "#contract/tickets";
import { decodeCursor, encodeCursor, ticketOrder } from "./ticket-order";
import { findByWords } from "./word-repository";
import { ticketFrom, whereScope, whereTickets, type Viewer, type Where } from "./ticket-where";

/** One ticket as the database gives it. */
export interface StoredTicketRow {
  id: string;
  number: string;
  subject: string;
  state: string;
  state_kind: string;
  priority: string | null;
  impact: string | null;
  urgency: string | null;
  channel: string | null;
  category: string | null;
  subcategory: string | null;
  symptom: string | null;
  location: string | null;
  assignee: string | null;
  requester: string | null;
  made_sla: boolean | null;
  opened_at: Date;
  updated_at: Date;
  first_response_at: Date | null;
  resolved_at: Date | null;
  closed_at: Date | null;
  resolution_ms: number | null;
  reassignment_count: number;
  reopen_count: number;
  is_demo: boolean;
  is_listed: boolean;
  is_imported: boolean;
  team_slug: string | null;
  team_name: string | null;
  customer_slug: string | null;
  customer_name: string | null;
  service_slug: string | null;
  service_name: string | null;
  level: string | null;
  tags: string[];
  snoozed_until: Date | null;
  clock_kind: string | null;
  clock_state: string | null;
  clock_due_at: Date | null;
  clock_warn_at: Date | null;
}

export interface StoredEventRow {
  seq: number;
  at: Date;
  kind: string;
  state: string;
  state_kind: string;
  assignee: string | null;
  priority: string | null;
  made_sla: boolean | null;
  actor: string;
  detail: unknown;
  team_slug: string | null;
  team_name: string | null;
  from_slug: string | null;
  from_name: string | null;
}

// Everything but the search vector and the text of a ticket, which lists do not show.
const plain = `t.id, t.number, t.subject, t.state, t.state_kind, t.priority, t.impact, t.urgency, t.channel, t.category, t.subcategory, t.symptom, t.location, t.assignee, t.requester, t.made_sla, t.opened_at, t.updated_at,
  t.first_response_at, t.resolved_at, t.closed_at, t.reassignment_count, t.reopen_count, t.is_demo, starts_with(coalesce(t.source_hash, ''), 'list:') as is_listed, t.source_key is not null as is_imported, t.level, coalesce(t.tags, '{}') as tags, t.snoozed_until`;
const columns = `${plain}, (extract(epoch from t.resolved_at - t.opened_at) * 1000)::float8 as resolution_ms,
  g.slug as team_slug, g.name as team_name, c.slug as customer_slug, c.name as customer_name, s.slug as service_slug, s.name as service_name`;

/** The clock of ticket `t` that runs out next; one that stands still where none runs. */
const nextClock = `left join lateral (select tc.kind, tc.state, tc.due_at, tc.warn_at from ticket_clock tc where tc.ticket_id = t.id and tc.stopped_at is null and tc.state <> 'cancelled' order by tc.due_at nulls last limit 1) k on true`;
const clockColumns = "k.kind as clock_kind, k.state as clock_state, k.due_at as clock_due_at, k.warn_at as clock_warn_at";

interface Totals {
  total: number;
  isTotalExact: boolean;
}

export interface TicketPage extends Totals {
  rows: StoredTicketRow[];
  nextCursor: string | null;
}

/** More matches of words, or of one of the desk's lists, than this are not counted: whoever has so many narrows the search. */
const countedMatches = 1_000;

async function countAll(input: TicketListInput, viewer: Viewer, options: ReadOptions): Promise<Totals> {
  const where = whereTickets(input, viewer);
  const rows = await readRows<{ total: number }>({ text: `select count(*)::int as total from ${ticketFrom} where ${where.sql}`, values: where.values }, options);
  return { total: rows[0]?.total ?? 0, isTotalExact: true };
}

interface Condition {
  where: Where;
  /** Asked for in the same way to the database: how many there are, as far as they are counted. */
  isCounted: boolean;
}

/** A page of the tickets that a condition lets through. `total` is null where it was not counted, or where no row came that could tell it. */
async function readPage(input: TicketListInput, { where, isCounted }: Condition, options: ReadOptions): Promise<Omit<TicketPage, keyof Totals> & { counted: number | null }> {
  const order = ticketOrder(input);
  const counted = isCounted ? `(select count(*)::int from (select 1 from ${ticketFrom} where ${where.sql} limit ${countedMatches + 1}) found)` : "null::int";
  const after = decodeCursor(input);
  if (after) where.addPair([after.key, after.id], order.behind);
  // Rows first, then the clocks of these rows alone; the order is written out twice because a join keeps none.
  const text = `select t.*, ${clockColumns}, ${counted} as counted from (
      select ${columns}, ${order.keySql} as sort_key, row_number() over (order by ${order.orderBy}) as place from ${ticketFrom} where ${where.sql} order by ${order.orderBy} limit ${input.limit + 1}) t
    ${nextClock} order by t.place`;
  const found = await readRows<StoredTicketRow & { sort_key: string; counted: number | null }>({ text, values: where.values }, options);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return { rows, nextCursor: last && found.length > input.limit ? encodeCursor(input, { key: last.sort_key, id: last.id }) : null, counted: found[0]?.counted ?? null };
}

const totalsOf = (counted: number): Totals => ({ total: Math.min(counted, countedMatches), isTotalExact: counted <= countedMatches });

export async function listTicketRows(input: TicketListInput, viewer: Viewer, options: ReadOptions): Promise<TicketPage> {
  if (parseSearchText(input.q).terms.length > 0) {
    const { ids, matches } = await findByWords(input, viewer, { most: countedMatches, options });
    const these = whereScope(viewer.scope).add(ids, (list) => `t.id = any(${list}::text[])`);
    return { ...(await readPage(input, { where: these, isCounted: false }, options)), ...totalsOf(matches) };
  }
  if (input.queue === null) {
    const [page, totals] = await Promise.all([readPage(input, { where: whereTickets(input, viewer), isCounted: false }, options), countAll(input, viewer, options)]);
    return { ...page, ...totals };
  }
  const page = await readPage(input, { where: whereTickets(input, viewer), isCounted: true }, options);
  return { ...page, ...(page.counted === null && input.cursor !== null ? await countAll(input, viewer, options) : totalsOf(page.counted ?? 0)) };
}

export async function findTicketRow(number: string, scope: Scope, options: ReadOptions): Promise<StoredTicketRow | null> {
  const where = whereScope(scope).add(number, (value) => `t.number = ${value}`);
  const rows = await readRows<StoredTicketRow>({ text: `select ${columns}, ${clockColumns} from ${ticketFrom} ${nextClock} where ${where.sql}`, values: where.values }, options);
  return rows[0] ?? null;
}

/** The events of a ticket that `findTicketRow` has let the reader see. */
export async function listEventRows(ticketId: string, scope: Scope, options: ReadOptions): Promise<StoredEventRow[]> {
  const where = whereScope(scope).add(ticketId, (value) => `e.ticket_id = ${value}`);
  const text = `select e.*, g.slug as team_slug, g.name as team_name, f.slug as from_slug, f.name as from_name
    from ticket_event e join ticket t on t.id = e.ticket_id left join team g on g.id = e.team_id left join team f on f.id = e.from_team_id
    where ${where.sql} order by e.seq`;
  return readRows<StoredEventRow>({ text, values: where.values }, options);
}

export interface FacetRow {
  facet: "state" | "priority" | "sla" | "team" | "customer" | "service" | "total";
  value: string | null;
  label: string | null;
  count: number;
  first_opened_at: Date | null;
  last_opened_at: Date | null;
}

/** One pass over the tickets that the reader may see. */
export async function countFacetRows(scope: Scope, options: ReadOptions): Promise<FacetRow[]> {
  const where = whereScope(scope);
  const text = `with counted as (
      select t.state_kind, t.priority, t.made_sla, t.team_id, t.customer_id, t.service_id, count(*)::int as count, min(t.opened_at) as first_opened_at, max(t.opened_at) as last_opened_at,
        case grouping(t.state_kind, t.priority, t.made_sla, t.team_id, t.customer_id, t.service_id)
          when 31 then 'state' when 47 then 'priority' when 55 then 'sla' when 59 then 'team' when 61 then 'customer' when 62 then 'service' else 'total' end as facet
      from ticket t where ${where.sql}
      group by grouping sets ((t.state_kind), (t.priority), (t.made_sla), (t.team_id), (t.customer_id), (t.service_id), ()))
    select n.facet, n.count, n.first_opened_at, n.last_opened_at,
      case n.facet when 'state' then n.state_kind when 'priority' then n.priority when 'sla' then case when n.made_sla then 'met' when not n.made_sla then 'missed' end
        when 'team' then g.slug when 'customer' then c.slug when 'service' then s.slug end as value,
      coalesce(g.name, c.name, s.name) as label
    from counted n left join team g on g.id = n.team_id left join customer c on c.id = n.customer_id left join service s on s.id = n.service_id
    order by n.facet, n.count desc, value`;
  return readRows<FacetRow>({ text, values: where.values }, options);
}
