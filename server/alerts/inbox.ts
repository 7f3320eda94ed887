import "server-only";
import type { z } from "zod";
import { env } from "../platform/env";
import type { Ctx } from "../platform/registry";
import type { inboxInput, inboxOutput, markReadInput, markReadOutput } from "./contract";
import { listInbox, markRead } from "./deliveries-repository";

/** The page of the portal that a message ends with; null where it ends with none of this portal's. */
function pageIn(body: string): string | null {
  const address = /https?:\/\/\S+(?=\s*$)/.exec(body)?.[0];
  if (address === undefined || !URL.canParse(address)) return null;
  const { origin, pathname, search, hash } = new URL(address);
  return origin === new URL(env().QUARTERDECK_URL).origin ? `${pathname}${search}${hash}` : null;
}

/** What the signed-in person was told in the portal. Whoever is not a person (a job) was told nothing. */
export async function readInbox({ limit }: z.output<typeof inboxInput>, { actor }: Ctx): Promise<z.input<typeof inboxOutput>> {
  if (actor.userId === null) return { items: [], nextCursor: null, unread: 0 };
  const { rows, unread } = await listInbox(actor.userId, limit);
  return { items: rows.map(({ id, title, body, alert, path, createdAt, readAt }) => ({ id, title, body, alert, href: path ?? (alert === null ? pageIn(body) : `/alerts/${alert}`), at: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null })), nextCursor: null, unread };
}

/** Marks messages as read, all of them unless some are named. Reading is nobody's business but the reader's: it is not audited. */
export async function readMessages({ ids }: z.output<typeof markReadInput>, { actor, clock }: Ctx): Promise<z.input<typeof markReadOutput>> {
  return { read: actor.userId === null ? 0 : await markRead(actor.userId, { ids: ids ?? null, now: clock.now() }) };
}
