import type { Permission, RoleName } from "./permissions";

/** Which rows an actor may see. Repositories require one; it is part of the fingerprint that partitions the answer cache. */
export type Scope =
  | { kind: "all" }
  /** With `requesterKeys` only what one person asked for: account id, and address in lower case. */
  | { kind: "customers"; customerIds: readonly string[]; requesterKeys?: readonly string[] }
  | { kind: "teams"; teamIds: readonly string[] };

export interface Actor {
  kind: "user" | "token" | "system" | "anonymous";
  userId: string | null;
  name: string;
  email: string | null;
  roles: readonly RoleName[];
  permissions: ReadonlySet<Permission>;
  scope: Scope;
  sessionId: string | null;
  /** IANA zone in which this person reads dates. */
  zone: string;
}

export const can = (actor: Actor, permission: Permission | "public"): boolean => permission === "public" || actor.permissions.has(permission);

const listed = (ids: readonly string[]): string => [...ids].sort().join(",");

function scopeText(scope: Scope): string {
  if (scope.kind === "all") return "all";
  if (scope.kind === "teams") return `t:${listed(scope.teamIds)}`;
  return `c:${listed(scope.customerIds)}${scope.requesterKeys ? `;r:${listed(scope.requesterKeys)}` : ""}`;
}

/** Equal for two actors exactly when they may see the same rows and run the same operations. */
export function authorisationFingerprint(actor: Actor): string {
  return `${scopeText(actor.scope)}|${[...actor.permissions].sort().join(",")}|${[...actor.roles].sort().join(",")}`;
}
