import "server-only";

export { createBackup, type BackupResult } from "./create-backup";
export { restoreBackup, type RestoreResult } from "./restore-backup";
export { verifyBackup } from "./verify-backup";
export { backupName, listBackups, pruneBackups } from "./retention";
