export { passwordFaults, type PasswordOwner } from "./password-policy";
export { accountThrottle, addressThrottle, resetThrottle, resetThrottleOfAll, countAttempt, waitMs, type ThrottleCount, type ThrottlePolicy } from "./throttle";
export { bearerToken, formatToken, tokenPrefix } from "./token-format";
export { effectivePermissions, rolesFault, scopeOf, type AccountScope } from "./scope";
export { linkState, sessionState, tokenState, type SessionFacts, type SessionState } from "./session-state";
export { safeReturnPath } from "./safe-return-path";
export { auditDiff, type AuditDifference } from "./audit-diff";
export { dayBounds } from "./day-bounds";
export { describeAgent } from "./describe-agent";
