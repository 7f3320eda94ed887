import "server-only";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { DomainError } from "../errors";
import { withSession } from "./database-session";
import { restoreBackup, type RestoreResult } from "./restore-backup";

export interface VerifyOptions {
  /** A server where a scratch database may be made; the database named here is not touched. */
  connectionString: string;
  file: string;
}

async function createScratch(connectionString: string, name: string): Promise<void> {
  await withSession(connectionString, (client) => client.query(`create database ${pg.escapeIdentifier(name)} template template0`)).catch((cause: unknown) => {
    throw new DomainError("PRECONDITION_FAILED", "No scratch database could be made to verify the backup in: the database account needs the right to create databases.", { cause });
  });
}

/** Restores into a scratch database, which compares counts and hashes, and removes it. Throws what a restore would. */
export async function verifyBackup({ connectionString, file }: VerifyOptions): Promise<RestoreResult> {
  const name = `quarterdeck_verify_${randomBytes(6).toString("hex")}`;
  const folder = await mkdtemp(path.join(tmpdir(), "quarterdeck-verify-"));
  await createScratch(connectionString, name);
  try {
    const scratch = Object.assign(new URL(connectionString), { pathname: `/${name}` }).toString();
    return await restoreBackup({ connectionString: scratch, dataDir: folder, file });
  } finally {
    await withSession(connectionString, (client) => client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`));
    await rm(folder, { recursive: true, force: true });
  }
}
