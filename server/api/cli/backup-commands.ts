import { env } from "../../platform/env";
import { restoreBackup, runBackup, runVerification } from "../../platform/backup";
import { print, text, UsageError, type Command } from "./command";

const backup: Command = {
  name: "backup",
  usage: "backup [--file FILE] [--verify]",
  summary: "Write a backup; --verify also restores it into a scratch cluster and compares counts and hashes.",
  options: { file: { type: "string" }, verify: { type: "boolean" } },
  run: async (invocation) => {
    const { clock } = invocation.ctx;
    const made = await runBackup(clock, text(invocation, "file"));
    print(`${made.file}: ${made.tables} tables, ${made.rows} rows, ${made.files} stored files, ${made.bytes} bytes, schema ${made.migration}`);
    if (invocation.values.verify !== true) return;
    const restored = await runVerification(clock, made.file);
    print(`Verified: restored into a scratch ${restored.place}; ${restored.tables} tables and ${restored.rows} rows agree in count and hash.`);
  },
};

const restore: Command = {
  name: "restore",
  usage: "restore FILE",
  summary: "Restore a backup into an empty database (move the data directory aside first).",
  options: {},
  run: async (invocation) => {
    const file = invocation.positionals[0];
    if (file === undefined) throw new UsageError("restore needs the backup's file.");
    const { DATABASE_URL, QUARTERDECK_DATA_DIR } = env();
    const restored = await restoreBackup({ connectionString: DATABASE_URL, dataDir: QUARTERDECK_DATA_DIR, file });
    print(`Restored the backup of ${restored.createdAt}: ${restored.tables} tables, ${restored.rows} rows, ${restored.files} stored files.`);
  },
};

export const backupCommands: readonly Command[] = [backup, restore];
