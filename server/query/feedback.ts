import "server-only";
import type { z } from "zod";
import type { Feedback, rateInput } from "#contract/query";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { findFeedback, saveFeedback } from "./feedback-repository";
import { findRun } from "./query-repository";
import { owner } from "./threads";

/** What the asker thought of an own answer. The comment stays out of the audit: it may quote people. */
export async function rateAnswer(input: z.output<typeof rateInput>, ctx: Ctx): Promise<Feedback> {
  const userId = owner(ctx);
  const { runId, isUseful, comment } = input;
  const run = await findRun(runId, userId);
  if (!run) throw new DomainError("NOT_FOUND", "There is no such answer.");
  const reason = isUseful ? null : input.reason;
  await businessWrite(ctx, { domains: ["query"] }, async (tx, record) => {
    const before = await findFeedback(tx, { runId, userId });
    await saveFeedback(tx, { runId, userId, isUseful, reason, comment, at: ctx.clock.now() });
    record({ action: "query.answer.rate", entityType: "query_run", entityId: runId, before, after: { isUseful, reason } });
  });
  return { isUseful, reason, comment };
}
