import "server-only";
import { queryPlanSchema, type Brief, type QueryPlan } from "#contract/query";
import type { Prisma } from "@/server/generated/prisma/client";
import { db } from "@/server/platform/db";

const threadDays = 30;
export const threadsPerUser = 200;
const contextPlans = 10;
const contextLimitBytes = 16 * 1024;

const json = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
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

export async function listThreads(userId: string, page: { now: Date; limit: number; before: string | null }): Promise<ThreadRow[]> {
  const cursor = page.before === null ? {} : { updatedAt: { lt: new Date(page.before) } };
  return db().queryThread.findMany({ where: { userId, expiresAt: { gt: page.now }, ...cursor }, orderBy: { updatedAt: "desc" }, take: page.limit, select: { id: true, title: true, updatedAt: true } });
}

export const removeThread = async (id: string, userId: string): Promise<boolean> => (await db().queryThread.deleteMany({ where: { id, userId } })).count > 0;

/** Threads past their expiry, and those of a user beyond the cap, oldest first. */
async function sweepThreads(userId: string, now: Date): Promise<void> {
  await db().queryThread.deleteMany({ where: { expiresAt: { lte: now } } });
  const surplus = await db().queryThread.findMany({ where: { userId }, orderBy: { updatedAt: "desc" }, skip: threadsPerUser, select: { id: true } });
  if (surplus.length > 0) await db().queryThread.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
}

/** Writes what the thread remembers: its last plans. A new one makes room for itself. */
export async function saveThread(thread: { id: string; isNew: boolean; userId: string; title: string; plans: readonly QueryPlan[] }, now: Date): Promise<void> {
  const context = json(boundedContext(thread.plans));
  if (!thread.isNew) {
    await db().queryThread.updateMany({ where: { id: thread.id, userId: thread.userId }, data: { context, updatedAt: now, expiresAt: expiry(now) } });
    return;
  }
  await db().queryThread.create({ data: { id: thread.id, userId: thread.userId, title: thread.title.slice(0, 200), context, createdAt: now, updatedAt: now, expiresAt: expiry(now) } });
  await sweepThreads(thread.userId, now);
}

/** Appends a run. Rows are never changed afterwards. */
export async function appendRun(run: { brief: Brief; userId: string | null; via: string; versions: string; at: Date }): Promise<void> {
  const { brief } = run;
  await db().queryRun.create({
    data: {
      id: brief.runId, threadId: brief.threadId, userId: run.userId, question: brief.question, plan: json(brief.plan), brief: json(brief), outcome: brief.outcome, cacheStatus: brief.trace.cache,
      totalMs: brief.trace.totalMs, via: run.via, tools: json(brief.trace.tools), stages: json(brief.trace.stages), versions: json({ data: run.versions, engine: brief.trace.engineVersion }), asOf: new Date(brief.asOf), createdAt: run.at,
    },
    select: { id: true },
  });
}

/** An own run, or any run for a reader of everybody's (`userId` null). */
export const findRun = (id: string, userId: string | null): Promise<{ brief: Prisma.JsonValue } | null> => db().queryRun.findFirst({ where: { id, ...(userId === null ? {} : { userId }) }, select: { brief: true } });

export const listRuns = (threadId: string, userId: string): Promise<{ id: string; question: string; outcome: string; createdAt: Date }[]> =>
  db().queryRun.findMany({ where: { threadId, userId }, orderBy: { seq: "asc" }, take: 100, select: { id: true, question: true, outcome: true, createdAt: true } });
