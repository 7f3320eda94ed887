import "server-only";

export { appendAudit, type AuditEntry } from "./append";
export { verifyAudit, type AuditVerdict } from "./verify";
