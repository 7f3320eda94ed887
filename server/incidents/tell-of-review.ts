import "server-only";
import { tellPeople } from "../alerts";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import type { IncidentForEdit } from "./incidents-repository";
import { findReader } from "./reviewers-repository";

interface Review {
  state: string;
  reviewerId: string | null;
  authorId: string | null;
}

interface Saved {
  incident: Pick<IncidentForEdit, "id" | "number" | "title">;
  before: Review | null;
  after: Review & { version: number; note: string };
}

/** Whom a save concerns, and what it is to them. */
function concerned({ incident: { number, title }, before, after }: Saved, by: string): { userId: string | null; title: string; body: string } | null {
  const name = `INC-${number} ${title}`;
  const said = after.note === "" ? "" : `\n\n${after.note}`;
  if (after.state === "in_review" && (before?.state !== "in_review" || before.reviewerId !== after.reviewerId)) return { userId: after.reviewerId, title: `Your review is asked for: postmortem of ${name}`, body: `By ${by}. Publish it, or send it back with what is to change.${said}` };
  if (before?.state !== "in_review" || after.state === "in_review") return null;
  return after.state === "published" ? { userId: before.authorId, title: `Postmortem published: ${name}`, body: `Reviewed by ${by}.${said}` } : { userId: before.authorId, title: `Postmortem sent back: ${name}`, body: `By ${by}. It is a draft again.${said}` };
}

/** Tells the reviewer that a postmortem waits for them, and whoever sent it what became of it: in the portal and by e-mail. Nobody is told what they did themselves. */
export async function tellOfReview(tx: Tx, saved: Saved, { actor, clock }: Pick<Ctx, "actor" | "clock">): Promise<void> {
  const message = concerned(saved, actor.name);
  if (!message || message.userId === null || message.userId === actor.userId) return;
  const person = await findReader(tx, message.userId);
  if (!person) return;
  const { incident, after } = saved;
  await tellPeople(tx, [{ ...message, userId: person.id, email: person.email, path: `/incidents/${incident.number}#postmortem`, key: `postmortem|${incident.id}|${after.version}` }], clock.now());
}
