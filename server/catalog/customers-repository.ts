import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListCustomers } from "./contract";
import { customersIn, servicesIn } from "./scope-where";

const rowSelect = (scope: Scope) => ({
  id: true, slug: true, name: true, tier: true, region: true, aliases: true, isDemo: true, version: true, createdAt: true,
  _count: { select: { services: { where: { service: { AND: [servicesIn(scope), { lifecycle: { not: "retired" } }] } } } } },
}) satisfies Prisma.CustomerSelect;

export type CustomerRecord = Prisma.CustomerGetPayload<{ select: ReturnType<typeof rowSelect> }>;

export async function listCustomerRecords(scope: Scope, input: ListCustomers): Promise<{ records: CustomerRecord[]; total: number }> {
  const search: Prisma.CustomerWhereInput = input.q ? { OR: [{ name: { contains: input.q, mode: "insensitive" } }, { slug: { contains: input.q.toLowerCase() } }] } : {};
  const where: Prisma.CustomerWhereInput = { AND: [customersIn(scope), search, input.tier ? { tier: input.tier } : {}] };
  const [records, total] = await Promise.all([
    db().customer.findMany({ where, select: rowSelect(scope), orderBy: [{ name: "asc" }, { id: "asc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().customer.count({ where }),
  ]);
  return { records, total };
}

export async function findCustomerRecord(scope: Scope, slug: string): Promise<CustomerRecord | null> {
  return db().customer.findFirst({ where: { AND: [customersIn(scope), { slug }] }, select: rowSelect(scope) });
}

export async function listServicesOfCustomer(scope: Scope, customerId: string) {
  const rows = await db().customerService.findMany({
    where: { customerId, service: { AND: [servicesIn(scope), { lifecycle: { not: "retired" } }] } },
    select: { service: { select: { slug: true, name: true, tier: true, lifecycle: true } } }, orderBy: [{ service: { tier: "asc" } }, { service: { name: "asc" } }],
  });
  return rows.map((row) => row.service);
}

export interface CustomerColumns {
  name: string;
  tier: string;
  region: string | null;
  aliases: string[];
}

export async function insertCustomer(tx: Tx, row: CustomerColumns & { id: string; slug: string; createdAt: Date }): Promise<void> {
  await tx.customer.create({ data: row });
}

export async function updateCustomerRow(tx: Tx, key: { slug: string; version: number }, columns: Partial<CustomerColumns>): Promise<boolean> {
  const { count } = await tx.customer.updateMany({ where: key, data: { ...columns, version: { increment: 1 } } });
  return count === 1;
}

export async function replaceCustomerServices(tx: Tx, customerId: string, serviceIds: readonly string[]): Promise<void> {
  await tx.customerService.deleteMany({ where: { customerId } });
  await tx.customerService.createMany({ data: serviceIds.map((serviceId) => ({ customerId, serviceId })) });
}

export async function findCustomerForEdit(tx: Tx, scope: Scope, slug: string) {
  const row = await tx.customer.findFirst({ where: { AND: [customersIn(scope), { slug }] }, include: { services: { select: { service: { select: { slug: true } } } } } });
  if (!row) return null;
  const { id, version, name, tier, region, aliases } = row;
  return { id, version, fields: { slug, name, tier, region, aliases, services: row.services.map((one) => one.service.slug).sort() } };
}

/** False when the row is no longer at this version. */
export async function deleteCustomerRow(tx: Tx, key: { slug: string; version: number }): Promise<boolean> {
  return (await tx.customer.deleteMany({ where: key })).count === 1;
}
