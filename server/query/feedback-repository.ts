import "server-only";
import type { Tx } from "@/server/platform/db";

interface Opinion {
  runId: string;
  userId: string;
  isUseful: boolean;
  reason: string | null;
  comment: string;
  at: Date;
}

type Key = Pick<Opinion, "runId" | "userId">;

export const findFeedback = (tx: Tx, { runId, userId }: Key): Promise<Pick<Opinion, "isUseful" | "reason"> | null> =>
  tx.queryFeedback.findUnique({ where: { runId_userId: { runId, userId } }, select: { isUseful: true, reason: true } });

/** One opinion for each person and answer: a second one takes the place of the first. */
export async function saveFeedback(tx: Tx, { runId, userId, at, ...opinion }: Opinion): Promise<void> {
  const data = { ...opinion, createdAt: at };
  await tx.queryFeedback.upsert({ where: { runId_userId: { runId, userId } }, create: { runId, userId, ...data }, update: data });
}
