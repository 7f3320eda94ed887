export interface SessionFacts {
  expiresAt: Date;
  revokedAt: Date | null;
  authVersion: number;
  user: { authVersion: number; status: string };
}

export type SessionState = "live" | "revoked" | "expired" | "outdated" | "inactive";

/** A session counts only while the account's authVersion is the one it began with. The end itself is no longer live. */
export function sessionState(session: SessionFacts, now: Date): SessionState {
  if (session.user.status !== "active") return "inactive";
  if (session.revokedAt !== null) return "revoked";
  if (session.expiresAt.getTime() <= now.getTime()) return "expired";
  return session.authVersion === session.user.authVersion ? "live" : "outdated";
}

export interface ExpiringFacts {
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export function tokenState(token: ExpiringFacts, now: Date): "active" | "expired" | "revoked" {
  if (token.revokedAt !== null) return "revoked";
  return token.expiresAt !== null && token.expiresAt.getTime() <= now.getTime() ? "expired" : "active";
}

export function linkState(link: { expiresAt: Date; usedAt: Date | null }, now: Date): "usable" | "used" | "expired" {
  if (link.usedAt !== null) return "used";
  return link.expiresAt.getTime() <= now.getTime() ? "expired" : "usable";
}
