import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListTeams } from "./contract";
import { servicesIn, teamsIn } from "./scope-where";

const rowSelect = (scope: Scope) => ({
  id: true, slug: true, name: true, kind: true, email: true, aliases: true, isDemo: true, version: true, createdAt: true,
  _count: { select: { services: { where: { AND: [servicesIn(scope), { lifecycle: { not: "retired" } }] } } } },
}) satisfies Prisma.TeamSelect;

export type TeamRecord = Prisma.TeamGetPayload<{ select: ReturnType<typeof rowSelect> }>;

export async function listTeamRecords(scope: Scope, input: ListTeams): Promise<{ records: TeamRecord[]; total: number }> {
  const search: Prisma.TeamWhereInput = input.q ? { OR: [{ name: { contains: input.q, mode: "insensitive" } }, { slug: { contains: input.q.toLowerCase() } }] } : {};
  const where: Prisma.TeamWhereInput = { AND: [teamsIn(scope), search, input.kind ? { kind: input.kind } : {}] };
  const [records, total] = await Promise.all([
    db().team.findMany({ where, select: rowSelect(scope), orderBy: [{ name: "asc" }, { id: "asc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().team.count({ where }),
  ]);
  return { records, total };
}

export async function findTeamRecord(scope: Scope, slug: string): Promise<TeamRecord | null> {
  return db().team.findFirst({ where: { AND: [teamsIn(scope), { slug }] }, select: rowSelect(scope) });
}

export async function listOwnedServices(scope: Scope, teamId: string) {
  return db().service.findMany({ where: { AND: [servicesIn(scope), { ownerTeamId: teamId, lifecycle: { not: "retired" } }] }, select: { slug: true, name: true, tier: true, lifecycle: true }, orderBy: [{ tier: "asc" }, { name: "asc" }] });
}

export async function teamIdBySlug(tx: Tx, slug: string): Promise<string | null> {
  return (await tx.team.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
}

export interface TeamColumns {
  name: string;
  kind: string;
  email: string | null;
  aliases: string[];
}

export async function insertTeam(tx: Tx, row: TeamColumns & { id: string; slug: string; createdAt: Date }): Promise<void> {
  await tx.team.create({ data: row });
}

export async function updateTeamRow(tx: Tx, key: { slug: string; version: number }, columns: Partial<TeamColumns>): Promise<boolean> {
  const { count } = await tx.team.updateMany({ where: key, data: { ...columns, version: { increment: 1 } } });
  return count === 1;
}

export async function findTeamForEdit(tx: Tx, scope: Scope, slug: string) {
  const row = await tx.team.findFirst({ where: { AND: [teamsIn(scope), { slug }] } });
  if (!row) return null;
  const { id, version, name, kind, email, aliases } = row;
  return { id, version, fields: { slug, name, kind, email, aliases } };
}

/** False when the row is no longer at this version. */
export async function deleteTeamRow(tx: Tx, key: { slug: string; version: number }): Promise<boolean> {
  return (await tx.team.deleteMany({ where: key })).count === 1;
}
