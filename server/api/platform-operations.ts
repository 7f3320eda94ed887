import "server-only";
import { z } from "zod";
import { firstSteps } from "./first-steps-operation";
import { health, listMail, retryDeliveries, sendTestMail } from "./health-operation";
import { findImportRunRow, isRejectionsFileKept, listImportRunRows, listRejectionRows, type ImportRunRow } from "../platform/imports";
import { DomainError } from "../platform/errors";
import { defineOperation } from "../platform/registry";

const importRunSchema = z.object({
  id: z.string(), kind: z.string(), source: z.string(), zone: z.string(), dryRun: z.boolean(), status: z.string(), error: z.string().nullable(), actorName: z.string(),
  rowsRead: z.number().int(), created: z.number().int(), updated: z.number().int(), unchanged: z.number().int(), rejected: z.number().int(),
  startedAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable(),
});

const toRun = (row: ImportRunRow): z.input<typeof importRunSchema> => ({ ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null });

const listImports = defineOperation({
  summary: "Import runs, newest first.",
  permission: "platform.read",
  effect: "read",
  rest: "GET /imports",
  input: z.object({ limit: z.number().int().min(1).max(100).default(25), cursor: z.string().nullable().default(null) }),
  output: z.object({ items: z.array(importRunSchema), nextCursor: z.string().nullable() }),
  run: async ({ limit, cursor }) => {
    const rows = await listImportRunRows({ limit: limit + 1, before: cursor });
    const items = rows.slice(0, limit).map(toRun);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

const getImport = defineOperation({
  summary: "One import run with the rows that it rejected.",
  permission: "platform.read",
  effect: "read",
  rest: "GET /imports/{id}",
  input: z.object({ id: z.string() }),
  output: z.object({ run: importRunSchema, rejections: z.array(z.object({ line: z.number().int(), reason: z.string(), excerpt: z.string() })), hasRejectionsFile: z.boolean() }),
  run: async ({ id }) => {
    const row = await findImportRunRow(id);
    if (!row) throw new DomainError("NOT_FOUND", "There is no import run with this id.");
    const [rejections, hasRejectionsFile] = await Promise.all([listRejectionRows(id, 1000), isRejectionsFileKept(id)]);
    return { run: toRun(row), rejections, hasRejectionsFile };
  },
});

export const platformOperations = { listImports, getImport, health, retryDeliveries, listMail, sendTestMail, firstSteps };
