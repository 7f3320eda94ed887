import "server-only";
import { db } from "../db";

export interface StoredFileRow {
  id: string;
  path: string;
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  createdAt: Date;
}

export async function saveStoredFile(row: StoredFileRow): Promise<void> {
  const { path, ...data } = { ...row, bytes: BigInt(row.bytes) };
  await db().storedFile.upsert({ where: { path }, create: { path, ...data }, update: data });
}

export async function findStoredFile(path: string): Promise<StoredFileRow | null> {
  const row = await db().storedFile.findUnique({ where: { path } });
  return row && { ...row, bytes: Number(row.bytes) };
}
