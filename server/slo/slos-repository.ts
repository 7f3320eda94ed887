import "server-only";
import { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import { sloDefinitionSchema, type SloDefinition } from "./contract";

/** SLOs belong to services and teams; to a scope of customers they are hidden. */
function slosIn(scope: Scope): Prisma.SloWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  const teams = { in: [...scope.teamIds] };
  return { OR: [{ ownerTeamId: teams }, { service: { ownerTeamId: teams } }] };
}

const named = { select: { slug: true, name: true } } as const;
const include = { service: named, owner: named, status: true } satisfies Prisma.SloInclude;
export type SloRecord = Prisma.SloGetPayload<{ include: typeof include }>;

/** The definition as it is stored; null when it is not one this version understands. */
export function definitionOf(record: SloRecord): SloDefinition | null {
  const { name, description, sli, target, window, method, noData, minimumSamples, exclusionCapMinutes, labels, alertRows, ruleAlerting } = record;
  const parsed = sloDefinitionSchema.safeParse({ name, description, service: record.service?.slug ?? null, owner: record.owner?.slug ?? null, sli, target, window, method, noData, minimumSamples, exclusionCapMinutes, labels, alertRows, ruleAlerting });
  return parsed.success ? parsed.data : null;
}

export const findSloForEdit = (tx: Tx, scope: Scope, slug: string): Promise<SloRecord | null> => tx.slo.findFirst({ where: { AND: [slosIn(scope), { slug, archivedAt: null }] }, include });

export const listVersions = (sloId: string) => db().sloVersion.findMany({ where: { sloId }, orderBy: { version: "desc" }, take: 20, select: { version: true, actorName: true, at: true } });

export interface SloColumns {
  definition: SloDefinition;
  serviceId: string | null;
  ownerTeamId: string | null;
}

const columnsOf = ({ definition, serviceId, ownerTeamId }: SloColumns) => ({
  name: definition.name, description: definition.description, serviceId, ownerTeamId, sli: definition.sli, target: definition.target, window: definition.window, method: definition.method,
  noData: definition.noData, minimumSamples: definition.minimumSamples, exclusionCapMinutes: definition.exclusionCapMinutes, labels: definition.labels,
  alertRows: definition.alertRows ?? Prisma.DbNull, ruleAlerting: definition.ruleAlerting ?? Prisma.DbNull,
});

const versionRow = (columns: SloColumns, { version, actorName, at }: { version: number; actorName: string; at: Date }) => ({ version, actorName, at, definition: { ...columns.definition } });

export async function insertSlo(tx: Tx, slo: SloColumns & { id: string; slug: string; isDemo: boolean }, by: { actorName: string; at: Date }): Promise<void> {
  await tx.slo.create({ data: { id: slo.id, slug: slo.slug, isDemo: slo.isDemo, ...columnsOf(slo), createdAt: by.at, versions: { create: versionRow(slo, { version: 1, ...by }) } } });
}

/** False when the stored version is not the one that was edited. */
export async function updateSloRow(tx: Tx, key: { id: string; version: number }, columns: SloColumns & { actorName: string; at: Date }): Promise<boolean> {
  const { count } = await tx.slo.updateMany({ where: { id: key.id, version: key.version }, data: { ...columnsOf(columns), version: { increment: 1 } } });
  if (count === 0) return false;
  await tx.sloVersion.create({ data: { sloId: key.id, ...versionRow(columns, { version: key.version + 1, actorName: columns.actorName, at: columns.at }) } });
  return true;
}

export const setPaused = async (tx: Tx, key: { id: string; version: number }, isPaused: boolean): Promise<boolean> =>
  (await tx.slo.updateMany({ where: key, data: { isPaused, version: { increment: 1 } } })).count > 0;

export const archiveRow = (tx: Tx, id: string, at: Date) => tx.slo.update({ where: { id }, data: { archivedAt: at, version: { increment: 1 } }, select: { id: true } });

/** Ids by slug of what a definition names; null where there is no such thing. */
export async function findReferences(tx: Tx | null, { service, owner }: { service: string | null; owner: string | null }): Promise<{ service: { id: string; ownerTeamId: string | null } | null; team: { id: string } | null }> {
  const at = tx ?? db();
  const serviceRow = service === null ? null : await at.service.findUnique({ where: { slug: service }, select: { id: true, ownerTeamId: true } });
  const team = owner === null ? null : await at.team.findUnique({ where: { slug: owner }, select: { id: true } });
  return { service: serviceRow, team };
}

export const slugIsTaken = async (tx: Tx, slug: string): Promise<boolean> => (await tx.slo.count({ where: { slug } })) > 0;

const importTimeoutMs = 60_000;
export const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db().$transaction(work, { timeout: importTimeoutMs });

export const hasDemoSlos = async (): Promise<boolean> => (await db().slo.count({ where: { isDemo: true }, take: 1 })) > 0;
