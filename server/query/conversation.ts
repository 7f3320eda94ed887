import "server-only";
import { queryPlanSchema, type AskInput, type Brief, type QueryPlan } from "#contract/query";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { versionsText, type Versions } from "@/server/platform/versions";
import { askedDomains } from "./domains-read";
import { appendRun, completeRun, findRun, findThread, openRun, rememberPlan } from "./query-repository";

/** Where a question belongs: a person's thread, or nowhere. The run's id is known before its answer. */
export interface Conversation {
  runId: string;
  threadId: string | null;
  isNew: boolean;
  title: string;
  /** What a follow-up may lean on, oldest first. */
  plans: QueryPlan[];
}

export interface Asking {
  input: AskInput;
  ctx: Ctx;
  conversation: Conversation;
  now: string;
  versions: Versions;
}

/** The plan of the answer that the asker has before them, last; nothing when it is not an answer of this conversation. */
async function planBefore({ afterRun }: AskInput, threadId: string, userId: string): Promise<QueryPlan[]> {
  const run = afterRun === null ? null : await findRun(afterRun, userId);
  const plan = run?.threadId === threadId ? queryPlanSchema.safeParse(run.plan) : null;
  return plan?.success === true && plan.data.scope === "in" ? [plan.data] : [];
}

/** Questions from a person's browser are kept as a thread; another face sends its context along. */
export async function openConversation(input: AskInput, ctx: Ctx): Promise<Conversation> {
  const { threadId, question } = input;
  const { userId } = ctx.actor;
  const runId = newId("qr");
  const found = threadId !== null && userId !== null ? await findThread(threadId, userId, ctx.clock.now()) : null;
  if (found && userId !== null) return { runId, threadId: found.id, isNew: false, title: found.title, plans: [...found.plans, ...(await planBefore(input, found.id, userId))] };
  const isKept = userId !== null && ctx.via === "browser";
  return { runId, threadId: isKept ? newId("qth") : null, isNew: isKept, title: question, plans: [] };
}

/** Keeps the question of a conversation before its answer is computed: a reload or a restart finds it again. */
export async function beginRun({ input, ctx, conversation, now, plan }: Omit<Asking, "versions"> & { plan: QueryPlan }): Promise<void> {
  const { runId, threadId, isNew, title } = conversation;
  const { userId } = ctx.actor;
  if (threadId === null || userId === null) return;
  await openRun({ id: runId, thread: { id: threadId, isNew, title }, userId, question: input.question, plan, via: ctx.via, asOf: now }, ctx.clock.now());
}

/** Keeps the answer. One that was given stands even if it could not be recorded; the failure is logged. What a page asks for itself is not kept. */
export async function endRun({ ctx, conversation, versions: known }: Asking, brief: Brief): Promise<void> {
  const versions = versionsText(known, askedDomains);
  const { userId } = ctx.actor;
  if (ctx.via === "page") return;
  try {
    if (conversation.threadId === null || userId === null) return await appendRun({ brief, versions, userId, via: ctx.via, at: ctx.clock.now() });
    await completeRun({ brief, versions });
    if (brief.plan.scope === "in") await rememberPlan({ id: conversation.threadId, userId }, brief.plan);
  } catch (error) {
    log().error({ err: error, requestId: ctx.requestId, runId: brief.runId }, "query run was not recorded");
  }
}
