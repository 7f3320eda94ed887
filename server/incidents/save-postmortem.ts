import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import type { savePostmortemInput } from "./contract";
import { staleIncident } from "./edit-incident";
import type { IncidentForEdit } from "./incidents-repository";
import { findNamedReader } from "./reviewers-repository";
import { tellOfReview } from "./tell-of-review";
import { appendEntry, upsertPostmortem } from "./timeline-repository";
import { besideIncident } from "./work-on-incident";

type Input = z.output<typeof savePostmortemInput>;
type Stored = IncidentForEdit["postmortem"];

function refuseEarly({ body, state }: Input, incident: IncidentForEdit): void {
  if (incident.resolvedAt === null && state === "published") throw new DomainError("PRECONDITION_FAILED", "The incident is not resolved yet: its postmortem can be drafted, not published.");
  if (state === "published" && body.trim() === "") throw new DomainError("VALIDATION", "The postmortem is empty.", { faults: [{ path: "body", message: "something to read" }] });
}

/** Whom the reviewer's name means. A name that stays as it was is not looked up again: the person may have left since. */
async function reviewerOf(tx: Tx, named: string | undefined, before: Stored): Promise<{ reviewerName: string; reviewerId: string | null }> {
  if (named === undefined || named === before?.reviewerName) return { reviewerName: before?.reviewerName ?? "", reviewerId: before?.reviewerId ?? null };
  if (named === "") return { reviewerName: "", reviewerId: null };
  const person = await findNamedReader(tx, named);
  if (!person) throw new DomainError("VALIDATION", `"${named}" is not the name of exactly one person who can sign in, so nobody could be told. Use the name on their profile, or their e-mail address.`, { faults: [{ path: "reviewer", message: "one person with an account" }] });
  return { reviewerName: person.name, reviewerId: person.id };
}

/** Saves a postmortem; publishing it says who reviewed it. `version` 0 is the first one. */
export const savePostmortem = (input: Input, ctx: Ctx): Promise<{ number: number; version: number }> =>
  besideIncident(input.number, ctx, async (tx, incident, record) => {
    refuseEarly(input, incident);
    const { number, version, body, state, note } = input;
    const before = incident.postmortem;
    const now = ctx.clock.now();
    const isSent = state === "in_review" && before?.state !== "in_review";
    const people = { ...(await reviewerOf(tx, input.reviewer, before)), authorId: isSent ? ctx.actor.userId : (before?.authorId ?? null) };
    const review = state === "published" ? { reviewedBy: ctx.actor.name, reviewedAt: now } : { reviewedBy: null, reviewedAt: null };
    if (!(await upsertPostmortem(tx, { incidentId: incident.id, version, state, body, ...people, ...review, updatedAt: now }))) throw staleIncident();
    if (before?.state !== state) await appendEntry(tx, incident.id, { kind: "postmortem", at: now, actorName: ctx.actor.name, text: `Postmortem ${state.replace("_", " ")}${note === "" ? "" : `: ${note}`}` });
    await tellOfReview(tx, { incident, before, after: { state, version: version + 1, note, ...people } }, ctx);
    record({ action: "incident.postmortem", before: before ? { state: before.state, version, reviewer: before.reviewerName } : undefined, after: { state, version: version + 1, reviewer: people.reviewerName } });
    return { number, version: version + 1 };
  });
