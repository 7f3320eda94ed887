import "server-only";
import { permissionsOf } from "../platform/auth/permissions";
import { anonymousActor } from "../platform/auth/system-actor";
import type { Clock } from "../platform/clock";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { readAckToken, type AckGrant } from "./ack-link";
import { findAckPerson, findAlertByLink } from "./alerts-repository";
import { acknowledgeAlert } from "./work-on-alert";

export type AckView = { state: "invalid" } | { state: "pending" | "acknowledged" | "ended"; number: number; title: string; service: string | null; since: string; by: string | null };

/** The link is the right to acknowledge; whoever has been deactivated since has lost it. */
async function grantOf(token: string, now: Date): Promise<(AckGrant & { name: string; userId: string | null }) | null> {
  const grant = readAckToken(token, now);
  if (!grant) return null;
  const person = await findAckPerson(grant.address);
  if (person && person.status !== "active") return null;
  return { ...grant, name: person?.name ?? grant.address, userId: person?.id ?? null };
}

/** What a link leads to. Looking changes nothing: mail programs open links on their own. */
export async function readAckLink(token: string, clock: Clock): Promise<AckView> {
  const grant = await grantOf(token, clock.now());
  const alert = grant && (await findAlertByLink(grant.number));
  if (!alert) return { state: "invalid" };
  const state = alert.endedAt !== null ? "ended" : alert.acknowledgedAt !== null ? "acknowledged" : "pending";
  return { state, number: alert.number, title: alert.title, service: alert.service?.name ?? null, since: alert.startedAt.toISOString(), by: alert.acknowledgedBy };
}

/** Acknowledges in the name of the address that the link was sent to, and shows what is so now. */
export async function ackByLink(token: string, clock: Clock): Promise<AckView> {
  const grant = await grantOf(token, clock.now());
  if (!grant) return { state: "invalid" };
  const ctx: Ctx = { requestId: newId("rq"), clock, signal: AbortSignal.timeout(10_000), via: "page", actor: { ...anonymousActor, userId: grant.userId, name: `${grant.name} (by mail link)`, permissions: permissionsOf(["operator"]), scope: { kind: "all" } } };
  await acknowledgeAlert({ number: grant.number, note: "" }, ctx).catch((error: unknown) => {
    // Pressed twice, or late: the page shows how it is.
    if (!(error instanceof DomainError && error.code === "PRECONDITION_FAILED")) throw error;
  });
  return readAckLink(token, clock);
}
