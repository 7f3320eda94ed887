import "server-only";
import { readLog, type RuleBook, type StoredTicket, type TicketLog } from "#core/sla";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { ticketsIn } from "../platform/auth/ticket-scope";
import { db, type Tx } from "../platform/db";
import { parseRuleBook, ruleBookSql } from "./rules-repository";

export interface ClockRow {
  ticketId: string;
  kind: string;
  policyId: string;
  state: string;
  startedAt: string;
  dueAt: string | null;
  warnAt: string | null;
  stoppedAt: string | null;
  breachedAt: string | null;
  elapsedMs: number;
  targetMs: number;
  computedAt: string;
}

type TicketRow = Omit<StoredTicket, "firstResponseAt"> & { id: string; firstResponseAt: Date | null };

const logsSql = `
    select t.id, t.source_key is not null as "isImported", t.customer_id as "customerId", t.service_id as "serviceId", c.tier as "customerTier", t.category, t.level, t.first_response_at as "firstResponseAt",
      (select coalesce(json_agg(json_build_object('seq', e.seq, 'at', e.at, 'kind', e.kind, 'state', e.state, 'stateKind', e.state_kind, 'priority', e.priority, 'changes', e.detail -> 'changes') order by e.seq), '[]') from ticket_event e where e.ticket_id = t.id) as events,
      (select coalesce(json_agg(json_build_object('at', m.created_at, 'by', m.author_kind) order by m.created_at, m.id), '[]') from ticket_message m
        where m.ticket_id = t.id and m.kind = 'public' and m.author_kind in ('agent', 'requester') and m.taken_back_at is null) as words
    from ticket t left join customer c on c.id = t.customer_id where t.id = any($1::text[])`;
const toLogs = (rows: readonly TicketRow[]): Map<string, TicketLog> => new Map(rows.map(({ id, ...row }) => [id, readLog({ ...row, firstResponseAt: row.firstResponseAt?.toISOString() ?? null })]));

/** The logs of tickets by id, with all that clocks are computed from. */
export const readLogs = async (tx: Tx | null, ticketIds: readonly string[]): Promise<Map<string, TicketLog>> => toLogs(await (tx ?? db()).$queryRawUnsafe<TicketRow[]>(logsSql, ticketIds));

/** The logs and the rules by which they are read, as one way to the database. */
export async function readLogsAndRules(tx: Tx, ticketIds: readonly string[]): Promise<{ logs: Map<string, TicketLog>; rules: RuleBook }> {
  const rows = await tx.$queryRawUnsafe<(TicketRow & { rules: string })[]>(`select l.*, ${ruleBookSql} as rules from (${logsSql}) l`, ticketIds);
  return { logs: toLogs(rows.map(({ rules: _rules, ...row }) => row)), rules: parseRuleBook(rows[0]?.rules ?? "[]") };
}

// What broke long before anybody could see it is recorded, and told to nobody.
const oldNews = "interval '1 day'";

// One way to the database: the clocks are replaced, and the tickets learn what is due next and the portal's own verdict. An imported ticket keeps the word of its source.
const replace = `
  with x as materialized (
    select * from jsonb_to_recordset($1::jsonb) as x("ticketId" text, kind text, "policyId" text, state text, "startedAt" timestamptz, "dueAt" timestamptz, "warnAt" timestamptz, "stoppedAt" timestamptz, "breachedAt" timestamptz, "elapsedMs" bigint, "targetMs" bigint, "computedAt" timestamptz)
  ), gone as (
    delete from ticket_clock c where c.ticket_id = any($2::text[]) and not exists (select 1 from x where x."ticketId" = c.ticket_id and x.kind = c.kind)
  ), put as (
    insert into ticket_clock as old (ticket_id, kind, policy_id, state, started_at, due_at, warn_at, stopped_at, breached_at, elapsed_ms, target_ms, computed_at, warned_at, acted_at)
    select x."ticketId", x.kind, x."policyId", x.state, x."startedAt", x."dueAt", x."warnAt", x."stoppedAt", x."breachedAt", x."elapsedMs", x."targetMs", x."computedAt",
      case when x."warnAt" < x."computedAt" - ${oldNews} then x."computedAt" end, case when x."breachedAt" < x."computedAt" - ${oldNews} then x."computedAt" end
    from x
    on conflict (ticket_id, kind) do update set policy_id = excluded.policy_id, state = excluded.state, started_at = excluded.started_at, due_at = excluded.due_at, warn_at = excluded.warn_at, stopped_at = excluded.stopped_at,
      breached_at = excluded.breached_at, elapsed_ms = excluded.elapsed_ms, target_ms = excluded.target_ms, computed_at = excluded.computed_at,
      warned_at = case when old.started_at = excluded.started_at and (excluded.warn_at is null or excluded.warn_at <= excluded.computed_at) then old.warned_at end,
      acted_at = case when old.started_at = excluded.started_at and excluded.breached_at is not null then old.acted_at end
  ), said as (
    select i.id, min(x."dueAt") filter (where x."stoppedAt" is null and x.state <> 'cancelled') as due, bool_and(x.state <> 'breached') filter (where x.kind = 'resolution' and x.state in ('breached', 'met', 'running', 'paused')) as made
    from unnest($2::text[]) as i(id) left join x on x."ticketId" = i.id group by i.id
  )
  update ticket t set next_due_at = s.due, made_sla = case when t.source_key is null then s.made else t.made_sla end from said s
  where t.id = s.id and (t.next_due_at is distinct from s.due or (t.source_key is null and t.made_sla is distinct from s.made))`;

/** Replaces the clocks of these tickets, what is due next, and their verdicts. What was warned of or acted on stays so, while it is the same promise. */
export const writeClocks = (tx: Tx, ticketIds: readonly string[], rows: readonly ClockRow[]): Promise<number> => tx.$executeRawUnsafe(replace, JSON.stringify(rows), ticketIds);

/** Tickets whose clocks a change of the rules since an instant can touch, by id. */
export async function listAffected(tx: Tx, { since, after, limit }: { since: Date; after: string; limit: number }): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from ticket t where id > ${after} and (state_kind in ('open', 'waiting') or coalesce(t.resolved_at, t.closed_at, t.updated_at) >= ${since}) order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}

async function listIds(where: Prisma.TicketWhereInput, limit: number): Promise<string[]> {
  return (await db().ticket.findMany({ where, orderBy: { id: "asc" }, take: limit, select: { id: true } })).map(({ id }) => id);
}
export const listTicketIds = (after: string, limit: number): Promise<string[]> => listIds({ id: { gt: after } }, limit);
export const listDemoTicketIds = (after: string, limit: number): Promise<string[]> => listIds({ id: { gt: after }, isDemo: true }, limit);

/** Clocks as they are stored, in the form in which they are computed. */
export async function readClocks(ticketIds: readonly string[]): Promise<ClockRow[]> {
  const rows = await db().ticketClock.findMany({ where: { ticketId: { in: [...ticketIds] } } });
  return rows.map(({ ticketId, kind, policyId, state, startedAt, dueAt, warnAt, stoppedAt, breachedAt, elapsedMs, targetMs, computedAt }) => ({
    ticketId, kind, policyId: policyId ?? "", state, startedAt: startedAt.toISOString(), dueAt: dueAt?.toISOString() ?? null, warnAt: warnAt?.toISOString() ?? null, stoppedAt: stoppedAt?.toISOString() ?? null,
    breachedAt: breachedAt?.toISOString() ?? null, elapsedMs: Number(elapsedMs), targetMs: Number(targetMs), computedAt: computedAt.toISOString(),
  }));
}

/** A ticket by its number, if the reader may see it. */
export const findTicketId = async (number: string, scope: Scope): Promise<string | null> => (await db().ticket.findFirst({ where: { AND: [ticketsIn(scope), { number }] }, select: { id: true } }))?.id ?? null;

/** One transaction of the projection's own: a rebuild is no business write, the log has not changed. */
export const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db().$transaction(work, { timeout: 60_000, maxWait: 10_000 });
