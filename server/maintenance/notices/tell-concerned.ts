import "server-only";
import { concernedBy, eligibleFor, planText } from "#core/maintenance";
import { tellPeople } from "../../alerts";
import type { Tx } from "../../platform/db";
import type { Ctx } from "../../platform/registry";
import type { WindowStatus } from "../contract";
import { listApprovers, policyOfWindow } from "../policy";
import type { WindowRecord } from "../windows-repository";

const words = (status: string): string => status.replace("_", " ");

interface Change {
  before: WindowRecord;
  after: WindowRecord;
}

function newsOf({ before, after }: Change): string {
  if (before.status === "requested" && after.status === "draft") return "a draft again";
  return before.status === after.status || (after.status === "requested" && before.approvedAt !== null) ? "moved, waits for approval anew" : words(after.status);
}

/** Tells single people, in the transaction of the change, what it means for them: approvers that their word is asked for, the requester what became of the work. */
export async function tellConcerned(tx: Tx, { before, after }: Change, ctx: Ctx): Promise<void> {
  const isMoved = before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime();
  const isAsked = after.status === "requested" && before.requestedAt?.getTime() !== after.requestedAt?.getTime();
  if (!isAsked && !isMoved && before.status === after.status) return;
  const approvers = isAsked ? eligibleFor(await listApprovers(tx), { policy: policyOfWindow(after), requesterId: after.requestedById }).eligible.map(({ userId }) => userId) : [];
  const told = concernedBy({ from: before.status as WindowStatus, to: after.status as WindowStatus, isMoved, isAsked, requesterId: before.requestedById ?? after.requestedById, actorId: ctx.actor.userId, approvers });
  const name = `MW-${after.number} ${after.title}`;
  const plan = `${planText({ startsAtMs: after.startsAt.getTime(), endsAtMs: after.endsAt.getTime() }, after.zone)}. ${after.services.map(({ service }) => service.name).join(", ")}.`;
  await tellPeople(tx, told.map(({ userId, why }) => ({
    userId, path: `/maintenance/${after.number}`, key: `mw-person|${after.id}|${after.version}|${why}`,
    title: why === "asked" ? `Your approval is asked for: ${name}` : `${name}: ${newsOf({ before, after })}`,
    body: `${plan} ${why === "asked" ? `Asked by ${after.requestedBy ?? ctx.actor.name}; ${after.risk} risk, ${after.impact === "none" ? "no impact" : after.impact}.` : `By ${ctx.actor.name}.`}`,
  })), ctx.clock.now());
}
