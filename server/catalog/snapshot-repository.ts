import "server-only";
import { db, type Tx } from "../platform/db";
import { createCustomerSchema, createGoalSchema, createServiceSchema, createTeamSchema } from "./contract";
import { slugify, type CatalogSnapshot } from "./core";
import { insertCustomer, replaceCustomerServices, updateCustomerRow, type CustomerColumns } from "./customers-repository";
import { insertGoal, updateGoalRow, type GoalColumns } from "./goals-repository";
import { insertService, replaceDependencies, updateServiceRow, type ServiceColumns } from "./services-repository";
import { insertTeam, updateTeamRow, type TeamColumns } from "./teams-repository";

type Reader = Pick<Tx, "team" | "service" | "customer" | "goal">;

async function readServices(from: Reader): Promise<CatalogSnapshot["service"]> {
  const rows = await from.service.findMany({ include: { owner: { select: { slug: true } }, dependencies: { select: { dependsOn: { select: { slug: true } } } } } });
  return new Map(rows.map((row) => [row.slug, createServiceSchema.parse({ ...row, owner: row.owner?.slug ?? null, dependsOn: row.dependencies.map((one) => one.dependsOn.slug) })]));
}

/** The whole catalogue as an import compares itself with it. */
export async function readSnapshot(tx?: Tx): Promise<CatalogSnapshot> {
  const from: Reader = tx ?? db();
  const teams = await from.team.findMany();
  const customers = await from.customer.findMany({ include: { services: { select: { service: { select: { slug: true } } } } } });
  const goals = await from.goal.findMany({ orderBy: { createdAt: "desc" } });
  return {
    team: new Map(teams.map((row) => [row.slug, createTeamSchema.parse(row)])),
    service: await readServices(from),
    customer: new Map(customers.map((row) => [row.slug, createCustomerSchema.parse({ ...row, services: row.services.map((one) => one.service.slug) })])),
    goal: new Map(goals.map((row) => [slugify(row.title), createGoalSchema.parse({ ...row, dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null, startOn: row.startOn?.toISOString().slice(0, 10) ?? null })])),
  };
}

/** Ids by slug of everything that steps may refer to. */
export async function readIds(tx: Tx): Promise<{ teams: Map<string, string>; services: Map<string, string>; customers: Map<string, string>; goals: Map<string, string> }> {
  const select = { id: true, slug: true };
  const bySlug = (rows: { id: string; slug: string }[]) => new Map(rows.map((row) => [row.slug, row.id]));
  const goals = await tx.goal.findMany({ select: { id: true, title: true }, orderBy: { createdAt: "desc" } });
  return {
    teams: bySlug(await tx.team.findMany({ select })), services: bySlug(await tx.service.findMany({ select })), customers: bySlug(await tx.customer.findMany({ select })),
    goals: new Map(goals.map((row) => [slugify(row.title), row.id])),
  };
}

const versionOf = async (find: Promise<{ version: number } | null>): Promise<number> => (await find)?.version ?? 0;

export async function saveTeam(tx: Tx, key: { id: string; slug: string; isNew: boolean; at: Date }, columns: TeamColumns): Promise<void> {
  if (key.isNew) return insertTeam(tx, { ...columns, id: key.id, slug: key.slug, createdAt: key.at });
  await updateTeamRow(tx, { slug: key.slug, version: await versionOf(tx.team.findUnique({ where: { slug: key.slug } })) }, columns);
}

export async function saveService(tx: Tx, key: { id: string; slug: string; isNew: boolean; at: Date }, columns: ServiceColumns): Promise<void> {
  if (key.isNew) return insertService(tx, { ...columns, id: key.id, slug: key.slug, createdAt: key.at });
  await updateServiceRow(tx, { slug: key.slug, version: await versionOf(tx.service.findUnique({ where: { slug: key.slug } })) }, columns);
}

export async function saveCustomer(tx: Tx, key: { id: string; slug: string; isNew: boolean; at: Date; serviceIds: string[] }, columns: CustomerColumns): Promise<void> {
  if (key.isNew) await insertCustomer(tx, { ...columns, id: key.id, slug: key.slug, createdAt: key.at });
  else await updateCustomerRow(tx, { slug: key.slug, version: await versionOf(tx.customer.findUnique({ where: { slug: key.slug } })) }, columns);
  await replaceCustomerServices(tx, key.id, key.serviceIds);
}

export async function saveGoal(tx: Tx, key: { id: string; isNew: boolean; at: Date }, columns: GoalColumns): Promise<void> {
  if (key.isNew) return insertGoal(tx, { ...columns, id: key.id, createdAt: key.at });
  await updateGoalRow(tx, { id: key.id, version: await versionOf(tx.goal.findUnique({ where: { id: key.id } })) }, columns);
}

export { replaceDependencies };

/** One transaction around a whole list: the catalogue is never half imported. */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { timeout: 60_000, maxWait: 5_000 });
}
