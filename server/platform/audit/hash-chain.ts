import "server-only";
import { createHash } from "node:crypto";

export interface AuditRecord {
  seq: bigint;
  at: Date;
  actorId: string | null;
  actorName: string;
  via: string;
  action: string;
  entityType: string;
  entityId: string;
  before: unknown;
  after: unknown;
  requestId: string;
}

export const genesisHash = "0".repeat(64);

/** JSON with sorted keys: the database returns jsonb keys in its own order, and the hash must not care. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.entries(value as Record<string, unknown>).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonicalJson(v)}`).join(",")}}`;
}

/** What is hashed of a row before and behind its number, which is known only when the row takes its place in the chain. `seq` sorts between the other fields and `via`. */
export function hashedParts({ via, ...rest }: Omit<AuditRecord, "seq">): { head: string; tail: string } {
  return { head: `${canonicalJson({ ...rest, at: rest.at.toISOString() }).slice(0, -1)},"seq":"`, tail: `","via":${JSON.stringify(via)}}` };
}

/** sha256 over the previous hash and every field of the row: changing, removing or inserting a row breaks the chain from there on. */
export function chainHash(prevHash: string, { seq, ...record }: AuditRecord): string {
  const { head, tail } = hashedParts(record);
  return createHash("sha256").update(prevHash).update("\n").update(`${head}${seq}${tail}`).digest("hex");
}
