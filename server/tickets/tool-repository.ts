import "server-only";
import type { Scope } from "@/server/platform/auth/actor";
import { readRows, type ReadOptions, type SqlValue } from "@/server/platform/db";
import { endedSql, isAtRisk, openAtInstant, usualSeconds } from "./metric-parts";
import { ticketFrom, whereScope, type Where } from "./ticket-where";
import { fromStays } from "./time-metrics";

export interface Narrowed {
  scope: Scope;
  team: string | null;
  service: string | null;
  customer: string | null;
  priority: string | null;
}

export interface Window extends Narrowed {
  from: string;
  to: string;
}

type Bind = (value: SqlValue) => string;

/** Conditions on ticket `t` and a binder for whatever else the statement needs. */
function narrowed({ scope, team, service, customer, priority }: Narrowed): { where: Where; bind: Bind } {
  const where = whereScope(scope);
  if (team !== null) where.add(team, (at) => `g.slug = ${at}`);
  if (service !== null) where.add(service, (at) => `s.slug = ${at}`);
  if (customer !== null) where.add(customer, (at) => `c.slug = ${at}`);
  if (priority !== null) where.add(priority, (at) => `t.priority = ${at}`);
  const bind: Bind = (value) => `$${where.values.push(value)}`;
  return { where, bind };
}

export interface FlowRow {
  bucket: string;
  opened: number;
  ended: number;
  open: number;
}

/** Opened, ended and open at the end of each bucket; the open ones are those before the window and what came and went since. */
export async function readFlow(window: Window & { bucket: string; zone: string }, options: ReadOptions): Promise<FlowRow[]> {
  const { where, bind } = narrowed(window);
  const [from, to, zone, bucket] = [`${bind(window.from)}::timestamptz`, `${bind(window.to)}::timestamptz`, `${bind(window.zone)}::text`, `${bind(window.bucket)}::text`];
  const bucketOf = (at: string): string => `date_trunc(${bucket}, ${at} at time zone ${zone})`;
  const text = `with lives as (select t.opened_at, ${endedSql} as ended_at from ${ticketFrom} where ${where.sql} and t.opened_at < ${to}),
  spine as (select p from generate_series(${bucketOf(from)}, (${to} at time zone ${zone}) - interval '1 millisecond', ('1 ' || ${bucket})::interval) as p),
  opened as (select ${bucketOf("opened_at")} as p, count(*) as n from lives where opened_at >= ${from} group by 1),
  ended as (select ${bucketOf("ended_at")} as p, count(*) as n from lives where ended_at >= ${from} and ended_at < ${to} group by 1),
  before as (select count(*) as n from lives where opened_at < ${from} and (ended_at is null or ended_at >= ${from}))
  select to_char(spine.p, 'YYYY-MM-DD') as bucket, coalesce(opened.n, 0)::int as opened, coalesce(ended.n, 0)::int as ended,
    (before.n + sum(coalesce(opened.n, 0) - coalesce(ended.n, 0)) over (order by spine.p))::int as open
  from spine cross join before left join opened using (p) left join ended using (p) order by spine.p`;
  return readRows<FlowRow>({ text, values: where.values }, options);
}

export interface HandoverRow {
  from: string | null;
  to: string | null;
  handovers: number;
  tickets: number;
  total: number;
}

/** Pairs of groups by how often one handed tickets to the other. */
export async function readHandovers(window: Window & { limit: number }, options: ReadOptions): Promise<HandoverRow[]> {
  const { where, bind } = narrowed(window);
  const text = `select a.name as from, b.name as to, count(*)::int as handovers, count(distinct e.ticket_id)::int as tickets, count(*) over ()::int as total
  from ${ticketFrom} join ticket_event e on e.ticket_id = t.id and e.kind = 'reassigned' left join team a on a.id = e.from_team_id left join team b on b.id = e.team_id
  where ${where.sql} and e.at >= ${bind(window.from)}::timestamptz and e.at < ${bind(window.to)}::timestamptz
  group by a.id, a.name, b.id, b.name order by 3 desc, 1, 2 limit ${bind(window.limit)}`;
  return readRows<HandoverRow>({ text, values: where.values }, options);
}

export interface StayRow {
  state: string;
  kind: string;
  tickets: number;
  medianMs: number;
  p90Ms: number;
  totalMs: number;
  share: number | null;
}

export async function readStays(window: Window, options: ReadOptions): Promise<StayRow[]> {
  const { where, bind } = narrowed(window);
  const text = `select v.state, v.state_kind as kind, count(*)::int as tickets, percentile_cont(0.5) within group (order by v.ms) as "medianMs", percentile_cont(0.9) within group (order by v.ms) as "p90Ms",
    sum(v.ms) as "totalMs", sum(v.ms) / nullif(sum(sum(v.ms)) over (), 0) as share
  from ${fromStays} where ${where.sql} and t.opened_at >= ${bind(window.from)}::timestamptz and t.opened_at < ${bind(window.to)}::timestamptz group by 1, 2 order by 6 desc, 1`;
  return readRows<StayRow>({ text, values: where.values }, options);
}

/** Lower edges in days of the ages that open tickets are counted by. */
export const ageEdges = [0, 1, 3, 7, 14, 30, 90] as const;

export interface AgeRow {
  edge: number;
  open: number;
  p1: number;
  p2: number;
  oldestMs: number;
}

export async function readAges(asked: Narrowed & { at: string }, options: ReadOptions): Promise<AgeRow[]> {
  const { where, bind } = narrowed(asked);
  const at = `${bind(asked.at)}::timestamptz`;
  const open = openAtInstant.map((each) => each.replaceAll("{at}", at)).join(" and ");
  const text = `select (select max(edge) from unnest(${bind(ageEdges)}::int[]) edge where make_interval(days => edge) <= ${at} - t.opened_at) as edge, count(*)::int as open,
    (count(*) filter (where t.priority = 'p1'))::int as p1, (count(*) filter (where t.priority = 'p2'))::int as p2, (max(extract(epoch from ${at} - t.opened_at)) * 1000)::float8 as "oldestMs"
  from ${ticketFrom} where ${where.sql} and ${open} group by 1 order by 1`;
  return readRows<AgeRow>({ text, values: where.values }, options);
}

export interface RiskRow {
  number: string;
  priority: string | null;
  team: string | null;
  openedAt: Date;
  ageMs: number;
  usualMs: number;
  total: number;
}

export async function readAtRisk(asked: Narrowed & { at: string; limit: number }, options: ReadOptions): Promise<RiskRow[]> {
  const { where, bind } = narrowed(asked);
  const at = `${bind(asked.at)}::timestamptz`;
  const place = (fragment: string): string => fragment.replaceAll("{at}", at);
  const text = `select t.number, t.priority, g.name as team, t.opened_at as "openedAt", (extract(epoch from ${at} - t.opened_at) * 1000)::float8 as "ageMs", ${place(usualSeconds)} * 1000 as "usualMs", count(*) over ()::int as total
  from ${ticketFrom} where ${where.sql} and t.opened_at <= ${at} and ${place(isAtRisk)} order by t.priority nulls last, t.opened_at limit ${bind(asked.limit)}`;
  return readRows<RiskRow>({ text, values: where.values }, options);
}
