import "server-only";
import { z } from "zod";
import { DomainError } from "../errors";
import type { Archive } from "./archive-reader";

export const manifestEntry = "manifest.json";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  /** Of the rows as text, in the order of the primary key. */
  sha256,
  entry: z.string(),
});

const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** Version of the PostgreSQL that it was taken from, as a number such as 180004. */
  serverVersion: z.number().int(),
  /** Names the key that stored secrets are sealed with; the key itself is never part of a backup. */
  keyId: z.string().nullable(),
  /** Migrations of the schema that the rows fit, oldest first. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256, entry: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type TableRecord = Manifest["tables"][number];
export type FileRecord = Manifest["files"][number];

export async function readManifest(archive: Archive): Promise<Manifest> {
  const text = (await archive.readAll(manifestEntry)).toString("utf8");
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DomainError("VALIDATION", "The backup's manifest cannot be read: it was changed, or a newer version of Quarterdeck made it.", { cause });
  }
}
