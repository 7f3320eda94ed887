import "server-only";
import { db } from "../db";

export interface BackupSummary {
  kind: string;
  file: string;
  bytes: number;
  tables: number;
  rows: number;
  finishedAt: Date;
}

/** The newest completed run of a kind (backup | verify), or null when there has been none. */
export async function findLatestBackup(kind: "backup" | "verify"): Promise<BackupSummary | null> {
  const row = await db().backupRun.findFirst({ where: { kind, status: "completed", finishedAt: { not: null } }, orderBy: { startedAt: "desc" } });
  if (!row?.finishedAt) return null;
  return { kind: row.kind, file: row.file, bytes: Number(row.bytes), tables: row.tables, rows: Number(row.rows), finishedAt: row.finishedAt };
}
