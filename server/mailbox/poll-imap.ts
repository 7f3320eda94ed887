import "server-only";
import type { ImapFlow as Client } from "imapflow";
import { z } from "zod";
import { env } from "../platform/env";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import { mailLimits } from "./contract";
import { readPoll, savePoll } from "./mailbox-repository";
import { receiveMail } from "./receive-mail";

const perRound = 50;
const connectMs = 15_000;
const tryAgainMs = 5 * 60_000;

export interface ImapAddress {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  pass: string;
  folder: string;
}

/** imaps://user:password@host:993/Folder; the folder is INBOX where none is named. */
export function imapAddress(text: string): ImapAddress {
  const url = new URL(text);
  const secure = url.protocol === "imaps:";
  return { host: url.hostname, port: Number(url.port) || (secure ? 993 : 143), secure, user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password), folder: decodeURIComponent(url.pathname.slice(1)) || "INBOX" };
}


/** Takes what nobody has seen. A message is marked as seen when it was taken or written down as bad, not before; one that fails is passed over and tried again. */
async function readFolder(client: Client, folder: string, ctx: Ctx): Promise<number> {
  const lock = await client.getMailboxLock(folder);
  try {
    const found = (await client.search({ seen: false }, { uid: true })) || [];
    let taken = 0;
    for (const uid of found.slice(0, perRound)) {
      ctx.signal.throwIfAborted();
      const message = await client.fetchOne(String(uid), { source: { maxLength: mailLimits.bytes } }, { uid: true });
      if (!message || !message.source) continue;
      try {
        await receiveMail(message.source, ctx);
        await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
        taken += 1;
      } catch (error) {
        log().error({ err: error, uid }, "a message was not taken in and is tried again");
      }
    }
    return taken;
  } finally {
    lock.release();
  }
}

async function pollFolder(url: string, ctx: Ctx): Promise<number> {
  const { ImapFlow } = await import("imapflow");
  const { host, port, secure, user, pass, folder } = imapAddress(url);
  const client = new ImapFlow({ host, port, secure, auth: { user, pass }, logger: false, connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: 60_000 });
  // Without a listener a lost connection would end the process; the call that waits fails as well.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await readFolder(client, folder, ctx);
  } finally {
    await client.logout().catch(() => client.close());
  }
}

const pollState = z.object({ at: z.string(), error: z.string().nullable() });

/** How the last look into the folder went; null before the first. */
export const lastPoll = async (): Promise<z.output<typeof pollState> | null> => pollState.nullable().catch(null).parse(await readPoll());

const shown = (error: unknown): string => {
  const { message = "failed", responseText } = error as { message?: string; responseText?: string };
  return (responseText ?? message).slice(0, 300);
};

/** Reads the desk's folder. A server that cannot be reached is told by the scheduler's state on the health page, and is tried again. */
export async function pollMailbox(ctx: Ctx): Promise<void> {
  const { IMAP_URL } = env();
  if (IMAP_URL === undefined) return;
  const at = ctx.clock.now().toISOString();
  const before = await lastPoll();
  try {
    const taken = await pollFolder(IMAP_URL, ctx);
    // Written when something changes and now and then, not twice a minute.
    const isStale = before === null || before.error !== null || Date.parse(at) - Date.parse(before.at) > tryAgainMs;
    if (taken > 0 || isStale) await savePoll({ at, error: null });
  } catch (error) {
    await savePoll({ at, error: shown(error) });
    throw new Error(`The mail folder could not be read: ${shown(error)}`, { cause: error });
  }
}
