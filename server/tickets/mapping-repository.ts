import "server-only";
import { createHash } from "node:crypto";
import { db, type Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { exportMappingSchema, type ExportMapping } from "#core/tickets";

const kind = "tickets";

/** A mapping belongs to a set of columns: the next file of the same desk is known by them. */
export const nameOfColumns = (columns: readonly string[]): string => createHash("sha256").update(JSON.stringify([...columns].map((column) => column.trim().toLowerCase()).sort())).digest("hex").slice(0, 32);

export async function findMapping(columns: readonly string[]): Promise<ExportMapping | null> {
  const row = await db().importMapping.findUnique({ where: { kind_name: { kind, name: nameOfColumns(columns) } } });
  const parsed = exportMappingSchema.safeParse(row?.mapping);
  return parsed.success ? parsed.data : null;
}

export const saveMappingRow = (tx: Tx, { columns, mapping, createdBy, createdAt }: { columns: readonly string[]; mapping: ExportMapping; createdBy: string; createdAt: Date }) => {
  const key = { kind, name: nameOfColumns(columns) };
  return tx.importMapping.upsert({ where: { kind_name: key }, create: { id: newId("map"), ...key, mapping, createdBy, createdAt }, update: { mapping, createdBy, version: { increment: 1 } }, select: { id: true } });
};
