import "server-only";
import { env } from "@/server/platform/env";
import type { Tx } from "@/server/platform/db";
import { hasMailServer, queueMail } from "@/server/platform/mail";
import type { Ctx } from "@/server/platform/registry";
import type { IssuedLink } from "./links";

export interface LinkLetter {
  to: string;
  subject: string;
  /** What the link is and who sends it, in a sentence or two. */
  opening: string;
  link: IssuedLink;
}

const dayAndTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Queues the message that carries a one-time link. Returns whether a mail server will get it. */
export async function mailLink(tx: Tx, letter: LinkLetter, ctx: Ctx): Promise<boolean> {
  const { to, subject, opening, link } = letter;
  const text = `${opening}\n\n${link.url}\n\nThe link works once, until ${dayAndTime(link.expiresAt)}. If you did not expect this message, you need not do anything.\n\n${env().QUARTERDECK_URL}\n`;
  await queueMail(tx, { to, subject, text }, ctx.clock.now());
  return hasMailServer();
}
