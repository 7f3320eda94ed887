import "server-only";
import { db } from "../db";
import { newId } from "../ids";

export type BackupKind = "backup" | "verify";

export interface BackupFacts {
  bytes: number;
  tables: number;
  rows: number;
}

/** A run that is left "running" by a crash is superseded by the next one; nothing waits for it. */
export async function startRun(kind: BackupKind, file: string, startedAt: Date): Promise<string> {
  const { id } = await db().backupRun.create({ data: { id: newId("bkr"), kind, file, startedAt, status: "running" }, select: { id: true } });
  return id;
}

export async function completeRun(id: string, facts: BackupFacts, finishedAt: Date): Promise<void> {
  await db().backupRun.update({ where: { id }, data: { ...facts, status: "completed", finishedAt } });
}

export async function failRun(id: string, error: string, finishedAt: Date): Promise<void> {
  await db().backupRun.update({ where: { id }, data: { status: "failed", error, finishedAt } });
}
