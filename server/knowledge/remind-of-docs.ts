import "server-only";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { listRemindable, writeDocReminder } from "./remind-repository";

const dayMs = 86_400_000;
const everyDays = 14;
const aheadDays = 7;

/** Reminds the owner of a document a week before its review and again every two weeks until somebody looked. A document whose owner is nobody the portal knows stays on the board. */
export async function remindOfDocs({ clock, signal }: Pick<Ctx, "clock" | "signal">): Promise<{ documents: number; told: number }> {
  const now = clock.now();
  const today = now.toISOString().slice(0, 10);
  const until = new Date(Date.parse(today) + aheadDays * dayMs);
  const tally = { documents: 0, told: 0 };
  for (const { document, owner } of await listRemindable({ until, notSince: new Date(now.getTime() - (everyDays - 0.5) * dayMs) })) {
    signal.throwIfAborted();
    const day = document.reviewBy?.toISOString().slice(0, 10) ?? today;
    const when = day < today ? `was due on ${day}` : day === today ? "is due today" : `is due on ${day}`;
    const url = new URL(`/docs/${document.slug}`, env().QUARTERDECK_URL).toString();
    const words = { title: `[document] ${document.title}: review ${when}`.slice(0, 250), body: `You own this document. Read it, change what is wrong, and press "Reviewed": ${url}` };
    const key = `docreview:${document.id}:${today}`;
    tally.told += await writeDocReminder(document, [
      { id: newId("dlv"), kind: "in_app", recipient: owner.id, subjectType: "document", subjectId: document.id, dedupeKey: `${key}:in_app:${owner.id}`, ...words, status: "sent", attempts: 1, createdAt: now, sentAt: now },
      { id: newId("dlv"), kind: "email", recipient: owner.email, subjectType: "document", subjectId: document.id, dedupeKey: `${key}:email:${owner.email}`, ...words, createdAt: now },
    ], now);
    tally.documents += 1;
  }
  return tally;
}
