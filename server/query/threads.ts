import "server-only";
import type { z } from "zod";
import { briefSchema, feedbackReasons, type Brief, type Feedback, type threadListInput, type threadListOutput, type threadOutput } from "#contract/query";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { withoutSql } from "./ask";
import { findRun, findThread, listRuns, listThreads, removeThread } from "./query-repository";

export const owner = (ctx: Ctx): string => {
  if (ctx.actor.userId === null) throw new DomainError("FORBIDDEN", "Conversations belong to a signed-in person.");
  return ctx.actor.userId;
};

const missing = (): DomainError => new DomainError("NOT_FOUND", "There is no such conversation, or it has expired.");

/** A person's own conversations, newest first. */
export async function listOwnThreads(input: z.output<typeof threadListInput>, ctx: Ctx): Promise<z.input<typeof threadListOutput>> {
  const rows = await listThreads(owner(ctx), { now: ctx.clock.now(), limit: input.limit + 1, before: input.cursor, q: input.q });
  const items = rows.slice(0, input.limit).map(({ id, title, updatedAt }) => ({ id, title, updatedAt: updatedAt.toISOString() }));
  return { items, nextCursor: rows.length > input.limit ? (items.at(-1)?.updatedAt ?? null) : null };
}

const reasonOf = (text: string | null): Feedback["reason"] => feedbackReasons.find((reason) => reason === text) ?? null;

/** One own conversation with the questions that were asked in it. */
export async function getOwnThread({ id }: { id: string }, ctx: Ctx): Promise<z.input<typeof threadOutput>> {
  const userId = owner(ctx);
  const thread = await findThread(id, userId, ctx.clock.now());
  if (!thread) throw missing();
  const runs = await listRuns(id, userId);
  return { id, title: thread.title, updatedAt: thread.updatedAt.toISOString(), runs: runs.map(({ createdAt, isUseful, reason, comment, ...run }) => ({ ...run, createdAt: createdAt.toISOString(), feedback: isUseful === null ? null : { isUseful, reason: reasonOf(reason), comment: comment ?? "" } })) };
}

/** Forgets a conversation. Its runs stay: they are the record of what was answered. */
export async function deleteOwnThread({ id }: { id: string }, ctx: Ctx): Promise<{ id: string }> {
  if (!(await removeThread(id, owner(ctx)))) throw missing();
  return { id };
}

/** A brief as it was given. Own runs only; the system (command line, jobs) reads any. */
export async function getRun({ id }: { id: string }, ctx: Ctx): Promise<Brief> {
  const row = await findRun(id, ctx.actor.kind === "system" ? null : owner(ctx));
  const brief = briefSchema.safeParse(row?.brief);
  if (!row || !brief.success) throw new DomainError("NOT_FOUND", "There is no such answer.");
  return ctx.actor.permissions.has("query.sql") ? brief.data : withoutSql(brief.data);
}
