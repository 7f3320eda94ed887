import "server-only";
import { env } from "@/server/platform/env";
import { DomainError } from "@/server/platform/errors";
import { newId, newSecret } from "@/server/platform/ids";
import { systemClock, type Clock } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/db";
import { linkState } from "#core/accounts";
import type { LinkPurpose } from "./contract";
import { hashSecret } from "./hash-secret";
import { findLink, insertLink, takeLink, type LinkRow } from "./links-repository";
import { knownRoles } from "./resolve-actor";

const lifetimesMs: Record<LinkPurpose, number> = { setup: 86_400_000, invite: 7 * 86_400_000, reset: 86_400_000 };
const pages: Record<LinkPurpose, string> = { setup: "/set-up", invite: "/invite", reset: "/reset" };

export interface LinkOrder {
  purpose: LinkPurpose;
  email: string | null;
  roles?: readonly string[];
  customerId?: string | null;
  now: Date;
}

export interface IssuedLink {
  id: string;
  url: string;
  expiresAt: string;
}

/** Issues a one-time link. Its secret is in the returned address only; the database keeps a digest. */
export async function issueLink(tx: Tx, order: LinkOrder): Promise<IssuedLink> {
  const secret = newSecret();
  const expiresAt = new Date(order.now.getTime() + lifetimesMs[order.purpose]);
  const id = newId("lnk");
  await insertLink(tx, { id, purpose: order.purpose, tokenHash: hashSecret(secret), email: order.email, roles: [...(order.roles ?? [])], customerId: order.customerId ?? null, createdAt: order.now, expiresAt });
  return { id, url: new URL(`${pages[order.purpose]}?token=${secret}`, env().QUARTERDECK_URL).toString(), expiresAt: expiresAt.toISOString() };
}

/** Uses a link up within the caller's transaction, or says why it cannot be used. */
export async function redeemLink(tx: Tx, wanted: { token: string; purpose: LinkPurpose; now: Date }): Promise<LinkRow> {
  const link = await takeLink(tx, { tokenHash: hashSecret(wanted.token), purpose: wanted.purpose, now: wanted.now });
  if (link === null) throw new DomainError("PRECONDITION_FAILED", "This link has been used or has expired. Ask for a new one.");
  return link;
}

/** What the page behind a link may show before it is used. */
export async function readLink(token: string, purpose: LinkPurpose, clock: Clock = systemClock) {
  const link = await findLink(hashSecret(token));
  if (link === null || link.purpose !== purpose) return { state: "unknown" as const, email: null, roles: [] };
  return { state: linkState(link, clock.now()), email: link.email, roles: knownRoles(link.roles.map((role) => ({ role }))) };
}
