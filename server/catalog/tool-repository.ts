import "server-only";
import { db } from "../platform/db";
import type { Scope } from "../platform/auth/actor";
import { servicesIn } from "./scope-where";

/** Owner and customers of services, by id. */
export async function readReach(scope: Scope, ids: readonly string[]): Promise<{ id: string; owner: string | null; customers: string[] }[]> {
  const customers = scope.kind === "customers" ? { customerId: { in: [...scope.customerIds] } } : {};
  const rows = await db().service.findMany({ where: { AND: [servicesIn(scope), { id: { in: [...ids] } }] }, select: { id: true, owner: { select: { name: true } }, customers: { where: customers, select: { customerId: true } } } });
  return rows.map((row) => ({ id: row.id, owner: row.owner?.name ?? null, customers: row.customers.map(({ customerId }) => customerId) }));
}

export interface CoveredService {
  slug: string;
  name: string;
  tier: number;
  hasOwner: boolean;
  hasCustomers: boolean;
  hasMonitor: boolean;
  hasRunbook: boolean;
}

/** Services in use, most important first, with what stands behind each. */
export async function readCovered(scope: Scope): Promise<CoveredService[]> {
  const services = await db().service.findMany({ where: { AND: [servicesIn(scope), { lifecycle: { not: "retired" } }] }, select: { id: true, slug: true, name: true, tier: true, ownerTeamId: true, _count: { select: { customers: true } } }, orderBy: [{ tier: "asc" }, { name: "asc" }] });
  const ids = services.map(({ id }) => id);
  const [monitors, documents] = await Promise.all([
    db().monitor.findMany({ where: { serviceId: { in: ids } }, select: { serviceId: true } }),
    db().document.findMany({ where: { serviceId: { in: ids }, kind: "runbook" }, select: { serviceId: true } }),
  ]);
  const [watched, written] = [new Set(monitors.map(({ serviceId }) => serviceId)), new Set(documents.map(({ serviceId }) => serviceId))];
  return services.map(({ id, slug, name, tier, ownerTeamId, _count }) => ({ slug, name, tier, hasOwner: ownerTeamId !== null, hasCustomers: _count.customers > 0, hasMonitor: watched.has(id), hasRunbook: written.has(id) }));
}
