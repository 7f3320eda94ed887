import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, readRows, type Tx } from "../platform/db";
import type { DeploymentFacts } from "#core/deployments";
import type { ListDeployments, Outcome } from "./contract";
import { failureSql, leadSql, productionSql, restoreSql } from "./measures";

/** Deployments belong to services and so to their teams; a scope of customers sees none. */
export function deploymentsIn(scope: Scope): Prisma.DeploymentWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  return { service: { ownerTeamId: { in: [...scope.teamIds] } } };
}

const include = { service: { select: { slug: true, name: true } } } satisfies Prisma.DeploymentInclude;
export type DeploymentRecord = Prisma.DeploymentGetPayload<{ include: typeof include }>;

function matching({ q, service, environment, outcome, from, to }: ListDeployments): Prisma.DeploymentWhereInput {
  const text = { contains: q ?? "", mode: "insensitive" as const };
  return {
    ...(q ? { OR: [{ release: text }, { commit: { startsWith: q.toLowerCase() } }, { actorName: text }, { service: { name: text } }] } : {}),
    ...(service ? { service: { slug: service } } : {}), ...(environment ? { environment } : {}),
    ...(outcome === undefined ? {} : { outcome: outcome === "not_succeeded" ? { in: ["failed", "rolled_back"] } : outcome }),
    ...(from ?? to ? { deployedAt: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) } } : {}),
  };
}

const orders: Readonly<Record<ListDeployments["sort"], Prisma.DeploymentOrderByWithRelationInput[]>> = { "-deployed": [{ deployedAt: "desc" }, { id: "asc" }], deployed: [{ deployedAt: "asc" }, { id: "asc" }] };

export async function listDeploymentRecords(scope: Scope, input: ListDeployments): Promise<{ records: DeploymentRecord[]; total: number; environments: string[] }> {
  const where = { AND: [deploymentsIn(scope), matching(input)] };
  const [records, total, environments] = await Promise.all([
    db().deployment.findMany({ where, include, orderBy: orders[input.sort], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().deployment.count({ where }),
    db().deployment.findMany({ where: deploymentsIn(scope), distinct: ["environment"], select: { environment: true }, orderBy: { environment: "asc" }, take: 50 }),
  ]);
  return { records, total, environments: environments.map(({ environment }) => environment) };
}

export const findDeployment = (scope: Scope, id: string): Promise<DeploymentRecord | null> => db().deployment.findFirst({ where: { AND: [deploymentsIn(scope), { id }] }, include });

/** The deployments of the same service and environment just before and after, the newest first. */
export async function listNeighbours({ id, serviceId, environment, deployedAt }: DeploymentRecord) {
  const same = { serviceId, environment, id: { not: id } };
  const select = { id: true, release: true, outcome: true, deployedAt: true } as const;
  const [after, before] = await Promise.all([
    db().deployment.findMany({ where: { ...same, deployedAt: { gte: deployedAt } }, orderBy: { deployedAt: "asc" }, take: 3, select }),
    db().deployment.findMany({ where: { ...same, deployedAt: { lt: deployedAt } }, orderBy: { deployedAt: "desc" }, take: 5, select }),
  ]);
  return [...after.reverse(), ...before];
}

/** The numbers, titles and ends of incidents by id. */
export async function incidentsById(ids: readonly string[]): Promise<Map<string, { number: number; title: string; resolvedAt: Date | null }>> {
  const rows = ids.length === 0 ? [] : await db().incident.findMany({ where: { id: { in: [...ids] } }, select: { id: true, number: true, title: true, resolvedAt: true } });
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export const runNumber = async (id: string | null): Promise<number | null> => (id === null ? null : ((await db().changeRun.findUnique({ where: { id }, select: { number: true } }))?.number ?? null));

interface FigureRow {
  deployments: number;
  lead_ms: number | null;
  lead_known: number;
  failures: number;
  restore_ms: number | null;
  restored: number;
}

/** The measures of delivery over deployments to production in a time, with the same expressions as the metrics of the semantic layer. */
export async function readFigures(scope: Scope, range: { from: Date; to: Date; service: string | null }, signal: AbortSignal): Promise<FigureRow> {
  const teams = scope.kind === "teams" ? [...scope.teamIds] : null;
  const text = `select count(*)::int as deployments, percentile_cont(0.5) within group (order by ${leadSql}) as lead_ms, count(${leadSql})::int as lead_known, count(*) filter (where ${failureSql})::int as failures,
    percentile_cont(0.5) within group (order by ${restoreSql}) filter (where ${failureSql}) as restore_ms, count(${restoreSql}) filter (where ${failureSql})::int as restored
    from deployment d left join service s on s.id = d.service_id left join incident i on i.id = d.incident_id
    where ${productionSql} and d.deployed_at >= $1 and d.deployed_at < $2 and ($3::text is null or s.slug = $3) and ($4::text[] is null or s.owner_team_id = any($4))`;
  const none: FigureRow = { deployments: 0, lead_ms: null, lead_known: 0, failures: 0, restore_ms: null, restored: 0 };
  if (scope.kind === "customers") return none;
  const [row] = await readRows<FigureRow>({ text, values: [range.from, range.to, range.service, teams] }, { signal });
  return row ?? none;
}

/** A service by slug, within the scope of whoever reports. */
export async function listReportable(scope: Scope): Promise<Map<string, string>> {
  if (scope.kind === "customers") return new Map();
  const rows = await db().service.findMany({ where: scope.kind === "all" ? {} : { ownerTeamId: { in: [...scope.teamIds] } }, select: { id: true, slug: true } });
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

export async function incidentIdsByNumber(numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = numbers.length === 0 ? [] : await db().incident.findMany({ where: { number: { in: [...new Set(numbers)] } }, select: { id: true, number: true } });
  return new Map(rows.map(({ id, number }) => [number, id]));
}

const factsOf = (row: Prisma.DeploymentGetPayload<object>): DeploymentFacts => ({
  serviceId: row.serviceId ?? "", release: row.release, environment: row.environment, deployedAtMs: row.deployedAt.getTime(), committedAtMs: row.committedAt?.getTime() ?? null, commit: row.commit, outcome: row.outcome as Outcome,
  restoredAtMs: row.restoredAt?.getTime() ?? null, incidentId: row.incidentId, actor: row.actorName,
});
const columnsOf = (facts: DeploymentFacts) => ({
  serviceId: facts.serviceId, release: facts.release, environment: facts.environment, commit: facts.commit, outcome: facts.outcome, incidentId: facts.incidentId, actorName: facts.actor,
  deployedAt: new Date(facts.deployedAtMs), committedAt: facts.committedAtMs === null ? null : new Date(facts.committedAtMs), restoredAt: facts.restoredAtMs === null ? null : new Date(facts.restoredAtMs),
});

export interface StoredDeployment {
  id: string;
  facts: DeploymentFacts;
}

const asStored = (row: Prisma.DeploymentGetPayload<object>): [string, StoredDeployment] => [row.sourceKey, { id: row.id, facts: factsOf(row) }];

/** What is stored under these source keys. */
export const findBySourceKeys = async (tx: Tx, keys: readonly string[]): Promise<Map<string, StoredDeployment>> => new Map((await tx.deployment.findMany({ where: { sourceKey: { in: [...keys] } } })).map(asStored));

/** Takes turns with others who tell of the same deployment. */
export const lockSourceKey = (tx: Tx, key: string): Promise<number> => tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`deployment/${key}`}, 0))`;

export interface DeploymentWrite {
  id: string;
  isNew: boolean;
  sourceKey: string;
  source: string;
  facts: DeploymentFacts;
  at: Date;
}

export async function saveDeployment(tx: Tx, { id, isNew, sourceKey, source, facts, at }: DeploymentWrite): Promise<void> {
  if (isNew) await tx.deployment.create({ data: { id, sourceKey, source, createdAt: at, ...columnsOf(facts) } });
  else await tx.deployment.update({ where: { id }, data: columnsOf(facts) });
}

export const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db().$transaction(work, { timeout: 60_000 });
