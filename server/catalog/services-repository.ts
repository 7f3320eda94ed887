import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListServices } from "./contract";
import { servicesIn } from "./scope-where";

const rowSelect = (scope: Scope) => ({
  id: true, slug: true, name: true, description: true, tier: true, region: true, lifecycle: true, aliases: true, isDemo: true, version: true, createdAt: true,
  owner: { select: { slug: true, name: true } },
  _count: { select: { dependencies: { where: { dependsOn: servicesIn(scope) } }, customers: { where: customersOf(scope) } } },
}) satisfies Prisma.ServiceSelect;

const customersOf = (scope: Scope): Prisma.CustomerServiceWhereInput => (scope.kind === "customers" ? { customerId: { in: [...scope.customerIds] } } : {});

export type ServiceRecord = Prisma.ServiceGetPayload<{ select: ReturnType<typeof rowSelect> }>;

function matching(input: ListServices): Prisma.ServiceWhereInput {
  const search = input.q ? [{ name: { contains: input.q, mode: "insensitive" as const } }, { slug: { contains: input.q.toLowerCase() } }, { aliases: { has: input.q.toLowerCase() } }] : null;
  const owner = input.owner === "none" ? { ownerTeamId: null } : input.owner ? { owner: { slug: input.owner } } : {};
  return { ...(search ? { OR: search } : {}), ...(input.tier ? { tier: input.tier } : {}), ...owner, lifecycle: input.lifecycle ?? { not: "retired" } };
}

/** One more row than asked for tells whether there is a next page. */
export async function listServiceRecords(scope: Scope, input: ListServices): Promise<{ records: ServiceRecord[]; total: number }> {
  const where = { AND: [servicesIn(scope), matching(input)] };
  const direction = input.sort.startsWith("-") ? "desc" : "asc";
  const column = input.sort.replace("-", "");
  const [records, total] = await Promise.all([
    db().service.findMany({ where, select: rowSelect(scope), orderBy: [{ [column]: direction }, { name: "asc" }, { id: "asc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().service.count({ where }),
  ]);
  return { records, total };
}

export async function findServiceRecord(scope: Scope, slug: string): Promise<ServiceRecord | null> {
  return db().service.findFirst({ where: { AND: [servicesIn(scope), { slug }] }, select: rowSelect(scope) });
}

export async function listCustomersOfService(scope: Scope, serviceId: string) {
  const rows = await db().customerService.findMany({ where: { serviceId, ...customersOf(scope) }, select: { customer: { select: { slug: true, name: true, tier: true } } }, orderBy: { customer: { name: "asc" } } });
  return rows.map((row) => row.customer);
}

export interface GraphNode {
  id: string;
  slug: string;
  name: string;
  tier: number;
}

/** The services in scope and the dependencies between them: the catalogue is small enough to be read whole. */
export async function readGraph(scope: Scope): Promise<{ nodes: GraphNode[]; edges: { from: string; to: string }[] }> {
  const where = servicesIn(scope);
  const [nodes, edges] = await Promise.all([
    db().service.findMany({ where, select: { id: true, slug: true, name: true, tier: true } }),
    db().serviceDependency.findMany({ where: { service: where, dependsOn: where } }),
  ]);
  return { nodes, edges: edges.map((edge) => ({ from: edge.serviceId, to: edge.dependsOnId })) };
}

const graphLock = 7_251_002;

/** Two writers, each harmless alone, could close a circle together: changes of dependencies stand in line. */
export async function lockGraph(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${graphLock})`;
}

/** Every dependency as slugs, read inside the transaction that is about to change some. */
export async function readEdges(tx: Tx): Promise<{ from: string; to: string }[]> {
  const edges = await tx.serviceDependency.findMany({ select: { service: { select: { slug: true } }, dependsOn: { select: { slug: true } } } });
  return edges.map((edge) => ({ from: edge.service.slug, to: edge.dependsOn.slug }));
}

/** Slugs to ids; what is not in the result does not exist. */
export async function serviceIdsBySlug(tx: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.service.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true, slug: true } });
  return new Map(rows.map((row) => [row.slug, row.id]));
}

export interface ServiceColumns {
  name: string;
  description: string;
  tier: number;
  ownerTeamId: string | null;
  region: string | null;
  lifecycle: string;
  aliases: string[];
}

export async function insertService(tx: Tx, row: ServiceColumns & { id: string; slug: string; createdAt: Date }): Promise<void> {
  await tx.service.create({ data: row });
}

/** False when the row is no longer at this version. */
export async function updateServiceRow(tx: Tx, key: { slug: string; version: number }, columns: Partial<ServiceColumns>): Promise<boolean> {
  const { count } = await tx.service.updateMany({ where: key, data: { ...columns, version: { increment: 1 } } });
  return count === 1;
}

export async function replaceDependencies(tx: Tx, serviceId: string, dependsOnIds: readonly string[]): Promise<void> {
  await tx.serviceDependency.deleteMany({ where: { serviceId } });
  await tx.serviceDependency.createMany({ data: dependsOnIds.map((dependsOnId) => ({ serviceId, dependsOnId })) });
}

/** The row with its links as slugs: what the audit keeps and what an editor starts from. */
export async function findServiceForEdit(tx: Tx, scope: Scope, slug: string) {
  const row = await tx.service.findFirst({ where: { AND: [servicesIn(scope), { slug }] }, include: { owner: { select: { slug: true } }, dependencies: { select: { dependsOn: { select: { slug: true } } } } } });
  if (!row) return null;
  const { id, name, description, tier, region, lifecycle, aliases, version } = row;
  return { id, version, fields: { slug, name, description, tier, owner: row.owner?.slug ?? null, region, lifecycle, aliases, dependsOn: row.dependencies.map((one) => one.dependsOn.slug).sort() } };
}
