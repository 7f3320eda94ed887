import "server-only";
import { z } from "zod";
import type { Tx } from "../db";
import { appendEvent, defineConsumer } from "../outbox";
import { findMail, insertMail, markMail } from "./mail-repository";
import { toNewMail, transmit, type Mail } from "./send-mail";

const topic = "mail.send";

/** Writes a message within the caller's transaction; it is sent after the commit, by whoever delivers the outbox. */
export async function queueMail(tx: Tx, mail: Mail, now: Date): Promise<void> {
  const row = toNewMail(mail, now);
  await insertMail(row, tx);
  if (row.status === "queued") await appendEvent(tx, { topic, payload: { mailId: row.id } });
}

export const deliverMail = defineConsumer({
  topic,
  summary: "Sends queued messages by SMTP.",
  payload: z.object({ mailId: z.string() }),
  run: async ({ mailId }, { tx, ctx }) => {
    const mail = await findMail(mailId);
    if (mail === null || mail.status === "sent") return;
    if (mail.text === null) throw new Error("The message was sealed with another key.");
    try {
      await transmit({ ...mail, text: mail.text });
    } catch (error) {
      // Outside of the transaction, which the failure undoes.
      await markMail(mailId, { status: "failed", error: error instanceof Error ? error.message : "failed", sentAt: null });
      throw error;
    }
    await markMail(mailId, { status: "sent", error: null, sentAt: ctx.clock.now() }, tx);
  },
});
