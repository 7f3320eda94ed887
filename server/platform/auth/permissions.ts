/** Every permission in the product. A role is a set of them; an API token holds a subset of its owner's. */
export const permissions = [
  "accounts.read", "accounts.manage", "audit.read", "platform.read", "platform.manage",
  "catalog.read", "catalog.write", "tickets.read", "tickets.write", "tickets.request", "tickets.import", "sla.write", "sla.read",
  "monitors.read", "monitors.write", "monitors.import", "slo.read", "slo.write", "slo.override", "slo.push", "incidents.read", "incidents.write", "alerts.read", "alerts.write", "alerts.push", "maintenance.read", "maintenance.write", "maintenance.approve", "status.manage", "docs.read", "search.use", "knowledge.read", "knowledge.write", "knowledge.import", "deployments.read", "deployments.push", "runbooks.run",
  "query.ask", "query.sql", "profile.own",
] as const;

export type Permission = (typeof permissions)[number];

export const roleNames = ["admin", "operator", "support", "executive", "viewer", "requester"] as const;
export type RoleName = (typeof roleNames)[number];

const readers: Permission[] = ["catalog.read", "tickets.read", "monitors.read", "slo.read", "incidents.read", "alerts.read", "maintenance.read", "deployments.read", "docs.read", "search.use", "knowledge.read", "query.ask", "profile.own", "sla.read"];

export const permissionsOfRole: Record<RoleName, readonly Permission[]> = {
  admin: permissions,
  operator: [...readers, "platform.read", "catalog.write", "monitors.write", "monitors.import", "slo.write", "slo.override", "slo.push", "sla.write", "incidents.write", "alerts.write", "alerts.push", "maintenance.write", "maintenance.approve", "status.manage", "knowledge.write", "knowledge.import", "runbooks.run", "query.sql", "deployments.push"],
  support: [...readers, "platform.read", "tickets.write", "tickets.import", "incidents.write", "knowledge.write", "runbooks.run"],
  executive: [...readers, "query.sql"],
  // A viewer sees services and their health; customers' tickets are hidden from the role.
  viewer: ["catalog.read", "monitors.read", "slo.read", "incidents.read", "maintenance.read", "deployments.read", "docs.read", "search.use", "knowledge.read", "query.ask", "profile.own"],
  requester: ["tickets.read", "tickets.request", "docs.read", "search.use", "query.ask", "profile.own"],
};

export function permissionsOf(roles: readonly RoleName[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => permissionsOfRole[role]));
}
