import { permissions, permissionsOf, type RoleName } from "./permissions";
import type { Actor } from "./actor";

/** Jobs and the command line act as the system: everything is permitted and everything is audited. */
export const systemActor = (name: string): Actor => ({
  kind: "system", userId: null, name, email: null, roles: ["admin"], permissions: new Set(permissions), scope: { kind: "all" }, sessionId: null, zone: "UTC",
});

/** The command line's `--as ROLE`: sees what that role sees. A requester is bound to one customer and so cannot be impersonated without it. */
export const roleActor = (role: RoleName): Actor => ({
  kind: "system", userId: null, name: `as ${role}`, email: null, roles: [role], permissions: permissionsOf([role]),
  scope: role === "requester" ? { kind: "customers", customerIds: [] } : { kind: "all" }, sessionId: null, zone: "UTC",
});

export const anonymousActor: Actor = {
  kind: "anonymous", userId: null, name: "anonymous", email: null, roles: [], permissions: new Set(), scope: { kind: "customers", customerIds: [] }, sessionId: null, zone: "UTC",
};
