import "server-only";
import { db, type Tx } from "../db";

export interface ImportTally {
  rowsRead: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

export interface Rejection {
  line: number;
  reason: string;
  excerpt: string;
}

export interface ImportRunRow extends ImportTally {
  id: string;
  kind: string;
  source: string;
  fileHash: string | null;
  zone: string;
  dryRun: boolean;
  status: string;
  error: string | null;
  actorName: string;
  startedAt: Date;
  finishedAt: Date | null;
}

export async function insertImportRun(row: Pick<ImportRunRow, "id" | "kind" | "source" | "fileHash" | "zone" | "dryRun" | "actorName" | "startedAt">): Promise<void> {
  await db().importRun.create({ data: { ...row, status: "running", aliveAt: new Date() } });
}

export async function saveImportProgress(id: string, tally: ImportTally): Promise<void> {
  await db().importRun.update({ where: { id }, data: { ...tally, aliveAt: new Date() } });
}

export async function noteAlive(id: string): Promise<void> {
  await db().importRun.updateMany({ where: { id, status: "running" }, data: { aliveAt: new Date() } });
}

/** Running on paper, without a sign of life since `before`. */
export async function listSilentRuns(before: Date): Promise<ImportRunRow[]> {
  return db().importRun.findMany({ where: { status: "running", OR: [{ aliveAt: { lt: before } }, { aliveAt: null, startedAt: { lt: before } }] } });
}

/** False when it has shown life, or has ended, meanwhile. */
export async function markInterrupted(tx: Tx, id: string, options: { before: Date; error: string }): Promise<boolean> {
  const where = { id, status: "running", OR: [{ aliveAt: { lt: options.before } }, { aliveAt: null }] };
  return (await tx.importRun.updateMany({ where, data: { status: "interrupted", error: options.error, finishedAt: new Date() } })).count === 1;
}

export async function finishImportRun(id: string, data: ImportTally & { status: string; error: string | null; finishedAt: Date; fileHash: string | null }): Promise<void> {
  await db().importRun.update({ where: { id }, data });
}

export async function insertRejections(runId: string, fromSeq: number, rejections: readonly Rejection[]): Promise<void> {
  if (rejections.length === 0) return;
  await db().importRejection.createMany({ data: rejections.map((rejection, index) => ({ runId, seq: fromSeq + index, ...rejection })) });
}

export async function listImportRunRows(input: { limit: number; before: string | null }): Promise<ImportRunRow[]> {
  return db().importRun.findMany({ orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: input.limit, ...(input.before ? { cursor: { id: input.before }, skip: 1 } : {}) });
}

export async function findImportRunRow(id: string): Promise<ImportRunRow | null> {
  return db().importRun.findUnique({ where: { id } });
}

export async function listRejectionPage(runId: string, page: { after: number; limit: number }): Promise<(Rejection & { seq: number })[]> {
  return db().importRejection.findMany({ where: { runId, seq: { gt: page.after } }, orderBy: { seq: "asc" }, take: page.limit, select: { seq: true, line: true, reason: true, excerpt: true } });
}

export async function listRejectionRows(runId: string, limit: number): Promise<Rejection[]> {
  return db().importRejection.findMany({ where: { runId }, orderBy: { seq: "asc" }, take: limit, select: { line: true, reason: true, excerpt: true } });
}
