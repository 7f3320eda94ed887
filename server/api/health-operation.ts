import "server-only";
import { z } from "zod";
import { checkReadiness, findLatestBackup, type BackupSummary } from "../platform/health";
import { DomainError } from "../platform/errors";
import { listMailRows, sendMail } from "../platform/mail";
import { listUndelivered, rearmEvents } from "../platform/outbox";
import { defineOperation } from "../platform/registry";
import { businessWrite } from "../platform/write";

const backupSchema = z.object({ file: z.string(), bytes: z.number(), tables: z.number().int(), rows: z.number(), at: z.iso.datetime() }).nullable();

const toBackup = (row: BackupSummary | null): z.input<typeof backupSchema> => (row ? { file: row.file, bytes: row.bytes, tables: row.tables, rows: row.rows, at: row.finishedAt.toISOString() } : null);

export const health = defineOperation({
  summary: "The portal's own components, its last backup and the last restore that was verified.",
  permission: "platform.read",
  effect: "read",
  rest: "GET /health",
  input: z.object({}),
  output: z.object({
    isReady: z.boolean(),
    components: z.array(z.object({ name: z.string(), status: z.enum(["ok", "failed", "off"]), latencyMs: z.number().nullable(), lastSuccessAt: z.iso.datetime().nullable(), detail: z.string() })),
    /** What has been tried and not delivered yet; without a next try it was given up. */
    undelivered: z.array(z.object({ seq: z.string(), topic: z.string(), createdAt: z.iso.datetime(), attempts: z.number().int(), error: z.string().nullable(), retryAt: z.iso.datetime().nullable() })),
    lastBackup: backupSchema,
    lastVerifiedRestore: backupSchema,
  }),
  run: async () => {
    const [readiness, events, backup, verified] = await Promise.all([checkReadiness(), listUndelivered(50), findLatestBackup("backup"), findLatestBackup("verify")]);
    const undelivered = events.map((event) => ({ ...event, createdAt: event.createdAt.toISOString(), retryAt: event.retryAt?.toISOString() ?? null }));
    return { ...readiness, undelivered, lastBackup: toBackup(backup), lastVerifiedRestore: toBackup(verified) };
  },
});

export const listMail = defineOperation({
  summary: "Outgoing mail, newest first; without SMTP it is kept here and nowhere else.",
  permission: "platform.manage",
  effect: "read",
  rest: "GET /mail",
  input: z.object({ limit: z.number().int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string().nullable(), status: z.string(), error: z.string().nullable(), createdAt: z.iso.datetime(), sentAt: z.iso.datetime().nullable() })) }),
  run: async ({ limit }) => ({ items: (await listMailRows(limit)).map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), sentAt: row.sentAt?.toISOString() ?? null })) }),
});

export const sendTestMail = defineOperation({
  summary: "Send a message to your own address, to see whether mail works.",
  permission: "platform.manage",
  effect: "write",
  rest: "POST /mail/test",
  input: z.object({}),
  output: z.object({ outcome: z.enum(["sent", "kept", "failed"]), to: z.string() }),
  run: async (_input, { actor, clock }) => {
    if (actor.email === null) throw new DomainError("PRECONDITION_FAILED", "Only a person with an e-mail address can send a test message.");
    const outcome = await sendMail({ to: actor.email, subject: "Quarterdeck: test message", text: `${actor.name} asked for this message to see whether mail works. Nothing else needs to be done.` }, clock);
    return { outcome, to: actor.email };
  },
});

export const retryDeliveries = defineOperation({
  summary: "Deliver at once what has failed, also what was given up.",
  permission: "platform.manage",
  effect: "write",
  rest: "POST /outbox/retry",
  input: z.object({}),
  output: z.object({ events: z.number().int() }),
  run: (_input, ctx) =>
    businessWrite(ctx, { domains: ["platform"] }, async (tx, record) => {
      const events = await rearmEvents(tx);
      record({ action: "platform.outbox.retry", entityType: "outbox", entityId: "all", after: { events } });
      return { events };
    }),
});
