import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "../platform/env";
import { keyRing } from "../platform/secrets";
import { addressWithToken, tokenIn } from "#core/mailbox";

const signatureLength = 20;

const sign = (key: string, number: string, address: string): string => createHmac("sha256", key).update(`mailbox.reply ${number.toLowerCase()} ${address.toLowerCase()}`).digest("hex").slice(0, signatureLength);

/** The address that answers to a ticket go to: whoever writes to it has received mail about the ticket at `address`. Null without MAIL_REPLY_TO. */
export function replyAddress(number: string, address: string): string | null {
  const { MAIL_REPLY_TO } = env();
  return MAIL_REPLY_TO === undefined ? null : addressWithToken(MAIL_REPLY_TO, { number, signature: sign(keyRing().current, number, address) });
}

/** The number of the ticket that one of these addresses stands for, when its token was made for the sender. Letters of the number may have changed their case. */
export function numberByToken(recipients: readonly string[], fromEmail: string): string | null {
  for (const recipient of recipients) {
    const token = tokenIn(recipient);
    const isOurs = token !== null && keyRing().all.some((key) => timingSafeEqual(Buffer.from(sign(key, token.number, fromEmail)), Buffer.from(token.signature)));
    if (isOurs) return token.number;
  }
  return null;
}
