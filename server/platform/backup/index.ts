import "server-only";

export { nightlyBackup } from "./jobs/nightly-backup";
export { restoreBackup, type RestoreResult } from "./restore-backup";
export { runBackup, runVerification } from "./run-backup";
