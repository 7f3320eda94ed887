import "server-only";

export { findLatestBackup, type BackupSummary } from "./backup-repository";
export { checkReadiness, type ComponentHealth } from "./check-readiness";
export { DatabaseProbe } from "./database-probe";
