import "server-only";
import { z } from "zod";
import { defineOperation, type Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { exportMappingSchema, guessMapping, readExportRow, stateUnder, type ExportMapping } from "#core/tickets";
import { readExport, type ExportRows } from "./import-tickets";
import { findMapping, nameOfColumns, saveMappingRow } from "./mapping-repository";

const shown = 5;
const columns = z.array(z.string().max(200)).min(1).max(500);

const mostWords = 30;

function unknownStates({ rows }: ExportRows, mapping: ExportMapping): string[] {
  const words = rows.map(({ row }) => (row[mapping.columns.state ?? ""] ?? "").trim().slice(0, 120)).filter((word) => word !== "" && stateUnder(mapping, word) === null);
  return [...new Set(words)].slice(0, mostWords);
}

const previewInput = z.object({ /** The beginning of the file, whole records; or a short file whole. */ text: z.string().min(1).max(500_000), /** Of times that carry none; null: as it was saved, or UTC. */ zone: z.string().min(1).max(64).nullable().default(null), /** Null: as it was saved, or as it looks. */ mapping: exportMappingSchema.nullable().default(null) });
const previewOutput = z.object({
  columns: z.array(z.string()), mapping: exportMappingSchema, isSaved: z.boolean(), rows: z.number().int(),
  tickets: z.array(z.object({ number: z.string(), subject: z.string(), state: z.string(), stateKind: z.string(), priority: z.string().nullable(), openedAt: z.string(), resolvedAt: z.string().nullable() })),
  /** Words for a state whose meaning nobody has said: tickets with them are refused. */
  unknownStates: z.array(z.string()),
  faults: z.array(z.object({ line: z.number().int(), reason: z.string() })),
});

async function preview({ text, zone, mapping }: z.output<typeof previewInput>): Promise<z.input<typeof previewOutput>> {
  const read = readExport(text);
  const saved = mapping === null ? await findMapping(read.columns) : null;
  const isSaved = saved !== null;
  const known = mapping ?? saved ?? guessMapping(read.columns, read.rows.map(({ row }) => row), "UTC");
  const used = { ...known, zone: zone ?? known.zone };
  const results = read.rows.map(({ line, row }) => ({ line, result: readExportRow(row, used) }));
  return {
    columns: read.columns, mapping: used, isSaved, unknownStates: unknownStates(read, used), rows: read.rows.length,
    tickets: results.flatMap(({ result }) => (result.ok ? [result.exported.ticket] : [])).slice(0, shown).map(({ number, subject, state, stateKind, priority, openedAt, resolvedAt }) => ({ number, subject, state, stateKind, priority, openedAt, resolvedAt })),
    faults: results.flatMap(({ line, result }) => (result.ok ? [] : [{ line, reason: result.reason }])).slice(0, shown),
  };
}

const saveInput = z.object({ columns, mapping: exportMappingSchema });

const save = async (input: z.output<typeof saveInput>, ctx: Ctx): Promise<{ name: string }> =>
  businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { id } = await saveMappingRow(tx, { ...input, createdBy: ctx.actor.name, createdAt: ctx.clock.now() });
    record({ action: "ticket.import.map", entityType: "import_mapping", entityId: id, after: { preset: input.mapping.preset, columns: input.mapping.columns } });
    return { name: nameOfColumns(input.columns) };
  });

/** How somebody else's list of tickets is read: guessed, looked at, saved for every later file with the same columns. */
export const mappingOperations = {
  previewImport: defineOperation({ permission: "tickets.import", effect: "read", cost: "normal", summary: "How a list of tickets would be read: columns, states, the first tickets and the first faults", rest: "POST /ticket-imports/preview", input: previewInput, output: previewOutput, run: preview }),
  saveImportMapping: defineOperation({ permission: "tickets.import", effect: "write", summary: "Save how lists with these columns are read", rest: "POST /ticket-imports/mappings", input: saveInput, output: z.object({ name: z.string() }), run: save }),
};
