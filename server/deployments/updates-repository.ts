import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";

interface Names {
  services: Map<string, { id: string; slug: string; name: string }>;
  teams: Map<string, { id: string; slug: string; name: string }>;
  plans: Map<string, { id: string; number: number; title: string }>;
}

export type CycleRecord = Prisma.UpdateCycleGetPayload<object>;
const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));
const idsOf = (values: readonly (string | null)[]): string[] => values.flatMap((id) => id ?? []);

/** Cycles that the scope may see: those of its teams, or of services that its teams own. */
async function cyclesIn(scope: Scope): Promise<Prisma.UpdateCycleWhereInput> {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  const teamIds = [...scope.teamIds];
  const services = await db().service.findMany({ where: { ownerTeamId: { in: teamIds } }, select: { id: true } });
  return { OR: [{ ownerTeamId: { in: teamIds } }, { serviceId: { in: services.map(({ id }) => id) } }] };
}

export const listCycles = async (scope: Scope): Promise<CycleRecord[]> => db().updateCycle.findMany({ where: await cyclesIn(scope), orderBy: [{ title: "asc" }, { id: "asc" }], take: 1_000 });
export const findCycle = async (scope: Scope, id: string): Promise<CycleRecord | null> => db().updateCycle.findFirst({ where: { AND: [await cyclesIn(scope), { id }] } });

/** What cycles name, in three look-ups. */
export async function namesFor(cycles: readonly CycleRecord[]): Promise<Names> {
  const select = { id: true, slug: true, name: true } as const;
  const [services, teams, plans] = await Promise.all([
    db().service.findMany({ where: { id: { in: idsOf(cycles.map(({ serviceId }) => serviceId)) } }, select }),
    db().team.findMany({ where: { id: { in: idsOf(cycles.map(({ ownerTeamId }) => ownerTeamId)) } }, select }),
    db().changePlan.findMany({ where: { id: { in: idsOf(cycles.map(({ planId }) => planId)) } }, select: { id: true, number: true, title: true } }),
  ]);
  return { services: byId(services), teams: byId(teams), plans: byId(plans) };
}

/** Ids of what is named; undefined where it does not exist. */
export async function referencesOf({ service, team, plan }: { service?: string | null | undefined; team?: string | null | undefined; plan?: number | null | undefined }) {
  const [foundService, foundTeam, foundPlan] = await Promise.all([
    service ? db().service.findUnique({ where: { slug: service }, select: { id: true, ownerTeamId: true } }) : null, team ? db().team.findUnique({ where: { slug: team }, select: { id: true } }) : null, plan ? db().changePlan.findUnique({ where: { number: plan }, select: { id: true } }) : null,
  ]);
  return { service: foundService, team: foundTeam, plan: foundPlan };
}

export const insertCycle = (tx: Tx, data: Prisma.UpdateCycleUncheckedCreateInput): Promise<CycleRecord> => tx.updateCycle.create({ data });
export const updateCycleRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.UpdateCycleUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.updateCycle.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const deleteCycleRow = async (tx: Tx, key: { id: string; version: number }): Promise<boolean> => (await tx.updateCycle.deleteMany({ where: key })).count > 0;

/** Everything that was said to be done, the newest first: the audit is its record. */
export const listDone = (id: string) => db().auditEvent.findMany({ where: { entityType: "update_cycle", entityId: id, action: "updates.cycle.done" }, orderBy: { seq: "desc" }, take: 50, select: { at: true, actorName: true, after: true } });
