import "server-only";

export { appendAudit, pendingAudit, type AuditEntry } from "./append";
export { verifyAudit, type AuditVerdict } from "./verify";
