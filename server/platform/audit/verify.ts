import "server-only";
import { db } from "../db";
import { chainHash, genesisHash } from "./hash-chain";

export type AuditVerdict = { intact: true; rows: number } | { intact: false; rows: number; brokenAt: string };

/** Walks the whole chain in order and recomputes every hash. */
export async function verifyAudit(): Promise<AuditVerdict> {
  let prev = genesisHash;
  let expected = 1n;
  for (let rows = 0; ; ) {
    const page = await db().auditEvent.findMany({ where: { seq: { gte: expected } }, orderBy: { seq: "asc" }, take: 1000 });
    if (page.length === 0) return { intact: true, rows };
    for (const { prevHash, hash, ...record } of page) {
      if (record.seq !== expected || prevHash !== prev || chainHash(prev, record) !== hash) return { intact: false, rows, brokenAt: expected.toString() };
      prev = hash;
      expected += 1n;
      rows += 1;
    }
  }
}
