import type { Permission, RoleName } from "./permissions";

/** Which rows an actor may see. Repositories require one; it is part of the fingerprint that partitions the answer cache. */
export type Scope =
  | { kind: "all" }
  | { kind: "customers"; customerIds: readonly string[] }
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

/** Equal for two actors exactly when they may see the same rows and run the same operations. */
export function authorisationFingerprint(actor: Actor): string {
  const scope = actor.scope.kind === "all" ? "all" : actor.scope.kind === "customers" ? `c:${[...actor.scope.customerIds].sort().join(",")}` : `t:${[...actor.scope.teamIds].sort().join(",")}`;
  return `${scope}|${[...actor.permissions].sort().join(",")}`;
}
