import "server-only";
import { stat } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "../clock";
import { env } from "../env";
import { DomainError } from "../errors";
import { keyIdOf, keyRing } from "../secrets";
import { completeRun, failRun, startRun, type BackupFacts, type BackupKind } from "./backup-run-repository";
import { createBackup, type BackupResult } from "./create-backup";
import { backupName, pruneBackups } from "./retention";
import { verifyBackup, type Verification } from "./verify-backup";

/** Keeps a record of the run, whatever its outcome: the health page tells from it when the last one succeeded. */
async function recorded<T>(run: { kind: BackupKind; file: string; clock: Clock }, work: () => Promise<{ result: T; facts: BackupFacts }>): Promise<T> {
  const id = await startRun(run.kind, run.file, run.clock.now());
  try {
    const { result, facts } = await work();
    await completeRun(id, facts, run.clock.now());
    return result;
  } catch (error) {
    await failRun(id, error instanceof DomainError ? error.message : "It failed for a reason that stands in the log.", run.clock.now());
    throw error;
  }
}

const backupFolder = (): string => path.resolve(env().QUARTERDECK_DATA_DIR, "backups");

/** Backs up this installation. Without a file it goes to the data directory, where all but the newest BACKUP_KEEP are removed. */
export async function runBackup(clock: Clock, file?: string): Promise<BackupResult> {
  const { DATABASE_URL, QUARTERDECK_DATA_DIR, BACKUP_KEEP } = env();
  const target = path.resolve(file ?? path.join(backupFolder(), backupName(clock.now())));
  const result = await recorded({ kind: "backup", file: target, clock }, async () => {
    const made = await createBackup({ connectionString: DATABASE_URL, dataDir: QUARTERDECK_DATA_DIR, file: target, keyId: keyIdOf(keyRing().current), now: clock.now() });
    return { result: made, facts: { bytes: made.bytes, tables: made.tables, rows: made.rows } };
  });
  if (file === undefined) await pruneBackups(backupFolder(), BACKUP_KEEP);
  return result;
}

/** Proves that a backup can be restored, in a scratch cluster, or a scratch database where the portal cannot start one. */
export async function runVerification(clock: Clock, file: string): Promise<Verification> {
  const target = path.resolve(file);
  return recorded({ kind: "verify", file: target, clock }, async () => {
    const restored = await verifyBackup({ file: target, connectionString: env().DATABASE_URL, home: env().QUARTERDECK_HOME });
    const { size } = await stat(target);
    return { result: restored, facts: { bytes: size, tables: restored.tables, rows: restored.rows } };
  });
}
