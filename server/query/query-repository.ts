import "server-only";
import { queryPlanSchema, type Brief, type QueryPlan } from "#contract/query";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, pool } from "@/server/platform/db";

const threadDays = 30;
export const threadsPerUser = 200;
const contextPlans = 10;
const contextLimitBytes = 16 * 1024;
const shownRuns = 100;
/** Outcome of a run from its question until its answer. */
export const interrupted = "interrupted";

const wellFormed = (_key: string, value: unknown): unknown => (typeof value === "string" ? Buffer.from(value).toString() : value);

/** A document as text. Half of a surrogate pair, which PostgreSQL refuses in one, becomes the sign for a character that was lost. */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes("\\ud") ? JSON.stringify(value, wellFormed) : text;
}

const json = (value: unknown): Prisma.InputJsonValue => JSON.parse(jsonText(value)) as Prisma.InputJsonValue;
const expiry = (now: Date): Date => new Date(now.getTime() + threadDays * 86_400_000);

/** The newest plans that fit into the thread's bytes. */
export function boundedContext(plans: readonly QueryPlan[], limitBytes = contextLimitBytes): QueryPlan[] {
  let kept = plans.slice(-contextPlans);
  while (kept.length > 0 && Buffer.byteLength(JSON.stringify(kept)) > limitBytes) kept = kept.slice(1);
  return kept;
}

export interface ThreadRow {
  id: string;
  title: string;
  updatedAt: Date;
}

/** Plans of an own thread that has not expired, oldest first; null when there is none. */
export async function findThread(id: string, userId: string, now: Date): Promise<{ id: string; title: string; plans: QueryPlan[]; updatedAt: Date } | null> {
  const row = await db().queryThread.findFirst({ where: { id, userId, expiresAt: { gt: now } } });
  if (!row) return null;
  const plans = queryPlanSchema.array().safeParse(row.context);
  return { id: row.id, title: row.title, updatedAt: row.updatedAt, plans: plans.success ? plans.data : [] };
}

export async function listThreads(userId: string, page: { now: Date; limit: number; before: string | null; q: string }): Promise<ThreadRow[]> {
  const cursor = page.before === null ? {} : { updatedAt: { lt: new Date(page.before) } };
  const titled = page.q === "" ? {} : { title: { contains: page.q, mode: "insensitive" as const } };
  return db().queryThread.findMany({ where: { userId, expiresAt: { gt: page.now }, ...titled, ...cursor }, orderBy: { updatedAt: "desc" }, take: page.limit, select: { id: true, title: true, updatedAt: true } });
}

export const removeThread = async (id: string, userId: string): Promise<boolean> => (await db().queryThread.deleteMany({ where: { id, userId } })).count > 0;

/** Removes conversations past their expiry, and those of each person beyond the cap, oldest first. Returns how many. */
export async function sweepThreads(now: Date): Promise<number> {
  const expired = await db().queryThread.deleteMany({ where: { expiresAt: { lte: now } } });
  const surplus = await db().$executeRaw`delete from query_thread where id in (
    select id from (select id, row_number() over (partition by user_id order by updated_at desc, id) as place from query_thread) as placed where place > ${threadsPerUser})`;
  return expired.count + surplus;
}

export interface OpenedRun {
  id: string;
  thread: { id: string; isNew: boolean; title: string };
  userId: string;
  question: string;
  plan: QueryPlan;
  via: string;
  asOf: string;
}

/** Keeps the conversation and the question before anything is computed, so that nothing that happens then can lose them. */
export async function openRun(run: OpenedRun, at: Date): Promise<void> {
  const { thread, userId } = run;
  const touched = { updatedAt: at, expiresAt: expiry(at) };
  await db().$transaction([
    thread.isNew
      ? db().queryThread.create({ data: { id: thread.id, userId, title: thread.title.slice(0, 200), createdAt: at, ...touched } })
      : db().queryThread.updateMany({ where: { id: thread.id, userId }, data: touched }),
    db().queryRun.create({
      data: { id: run.id, threadId: thread.id, userId, question: run.question, plan: json(run.plan), brief: {}, outcome: interrupted, cacheStatus: "off", totalMs: 0, via: run.via, stages: [], versions: {}, asOf: new Date(run.asOf), createdAt: at },
      select: { id: true },
    }),
  ]);
  if (thread.isNew) await capThreads(userId);
}

/** A new conversation makes room for itself. */
async function capThreads(userId: string): Promise<void> {
  const surplus = await db().queryThread.findMany({ where: { userId }, orderBy: { updatedAt: "desc" }, skip: threadsPerUser, select: { id: true } });
  if (surplus.length > 0) await db().queryThread.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
}

/** Adds a plan to what the conversation remembers. Two tabs that ask in one conversation wait for each other and lose nothing. */
export async function rememberPlan(thread: { id: string; userId: string }, plan: QueryPlan): Promise<void> {
  await db().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ context: unknown }[]>`select context from query_thread where id = ${thread.id} and user_id = ${thread.userId} for update`;
    if (!row) return;
    const known = queryPlanSchema.array().safeParse(row.context);
    await tx.queryThread.update({ where: { id: thread.id }, data: { context: json(boundedContext([...(known.success ? known.data : []), plan])) } });
  });
}

interface GivenRun {
  brief: Brief;
  versions: string;
}

/** The columns of an answer, in this order; documents as text that the database reads, for the client would walk through all of them once more. */
const given = ({ brief, versions }: GivenRun): unknown[] => [
  jsonText(brief.plan), jsonText(brief), brief.outcome, brief.trace.cache, brief.trace.totalMs, JSON.stringify(brief.trace.tools), JSON.stringify(brief.trace.stages),
  JSON.stringify({ data: versions, engine: brief.trace.engineVersion }), new Date(brief.asOf),
];

/** Writes the answer of an opened run, once. Rows are never changed afterwards. */
export async function completeRun(run: GivenRun): Promise<void> {
  await pool().query(
    `update query_run set plan = $1::jsonb, brief = $2::jsonb, outcome = $3, cache_status = $4, total_ms = $5, tools = $6::jsonb, stages = $7::jsonb, versions = $8::jsonb, as_of = $9
     where id = $10 and outcome = $11`,
    [...given(run), run.brief.runId, interrupted],
  );
}

/** Appends a run that belongs to no conversation. */
export async function appendRun(run: GivenRun & { userId: string | null; via: string; at: Date }): Promise<void> {
  const { brief, userId, via, at } = run;
  await pool().query(
    `insert into query_run (plan, brief, outcome, cache_status, total_ms, tools, stages, versions, as_of, id, thread_id, user_id, question, via, created_at)
     values ($1::jsonb, $2::jsonb, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13, $14, $15)`,
    [...given(run), brief.runId, brief.threadId, userId, brief.question, via, at],
  );
}

/** An own run, or any run for a reader of everybody's (`userId` null). */
export const findRun = (id: string, userId: string | null): Promise<{ brief: Prisma.JsonValue; plan: Prisma.JsonValue; threadId: string | null } | null> =>
  db().queryRun.findFirst({ where: { id, ...(userId === null ? {} : { userId }) }, select: { brief: true, plan: true, threadId: true } });

interface RunRow {
  id: string;
  question: string;
  outcome: string;
  headline: string;
  createdAt: Date;
  isUseful: boolean | null;
  reason: string | null;
  comment: string | null;
}

/** The last questions of a conversation, oldest first: their headlines only, for briefs are long. */
export const listRuns = (threadId: string, userId: string): Promise<RunRow[]> => db().$queryRaw<RunRow[]>`
  select * from (
    select r.seq, r.id, r.question, r.outcome, r.created_at as "createdAt", f.is_useful as "isUseful", f.reason, f.comment,
      coalesce((select string_agg(span ->> 'text', '' order by place) from jsonb_array_elements(case jsonb_typeof(r.brief -> 'headline') when 'array' then r.brief -> 'headline' else '[]' end) with ordinality as each(span, place)), '') as headline
    from query_run r left join query_feedback f on f.run_id = r.id and f.user_id = ${userId}
    where r.thread_id = ${threadId} and r.user_id = ${userId} order by r.seq desc limit ${shownRuns}) as latest
  order by seq`;
