import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, readRows, type Tx } from "../platform/db";
import type { ListPlans } from "./contract";

/** Plans belong to teams and services; to a scope of customers they are hidden. */
export function plansIn(scope: Scope): Prisma.ChangePlanWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  const ownerTeamId = { in: [...scope.teamIds] };
  return { OR: [{ ownerTeamId }, { service: { ownerTeamId } }] };
}

const include = {
  service: { select: { id: true, slug: true, name: true, tier: true, ownerTeamId: true } },
  runs: { select: { number: true, status: true, purpose: true, createdAt: true }, orderBy: { createdAt: "desc" as const }, take: 1 },
  _count: { select: { runs: true } },
} satisfies Prisma.ChangePlanInclude;
export type PlanRecord = Prisma.ChangePlanGetPayload<{ include: typeof include }>;

function matching({ q, status, service, purpose }: ListPlans): Prisma.ChangePlanWhereInput {
  const text = { contains: q ?? "", mode: "insensitive" as const };
  const asNumber = Number(/^(?:cp-?)?(\d{1,9})$/i.exec(q ?? "")?.[1]);
  return {
    ...(q ? { OR: [{ title: text }, { description: text }, { service: { name: text } }, ...(Number.isSafeInteger(asNumber) ? [{ number: asNumber }] : [])] } : {}),
    ...(status === undefined ? {} : { status: status === "open" ? { not: "retired" } : status }), ...(service ? { service: { slug: service } } : {}), ...(purpose ? { purpose } : {}),
  };
}

export async function listPlanRecords(scope: Scope, input: ListPlans): Promise<{ records: PlanRecord[]; total: number }> {
  const where = { AND: [plansIn(scope), matching(input)] };
  const [records, total] = await Promise.all([
    db().changePlan.findMany({ where, include, orderBy: [{ number: "desc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().changePlan.count({ where }),
  ]);
  return { records, total };
}

export const findPlan = (scope: Scope, number: number): Promise<PlanRecord | null> => db().changePlan.findFirst({ where: { AND: [plansIn(scope), { number }] }, include });

/** The plan as it is, locked: two who change it, or start it, take turns. */
export async function findPlanForEdit(tx: Tx, scope: Scope, number: number): Promise<PlanRecord | null> {
  await tx.$executeRaw`select 1 from change_plan where number = ${number} for update`;
  return tx.changePlan.findFirst({ where: { AND: [plansIn(scope), { number }] }, include });
}

export const insertPlan = (tx: Tx, data: Prisma.ChangePlanUncheckedCreateInput): Promise<{ id: string; number: number }> => tx.changePlan.create({ data, select: { id: true, number: true } });
/** False when the stored version is not the one that was seen. */
export const updatePlanRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.ChangePlanUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.changePlan.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;

export const serviceBySlug = (slug: string) => db().service.findUnique({ where: { slug }, select: { id: true, ownerTeamId: true } });
export const teamBySlug = (slug: string) => db().team.findUnique({ where: { slug }, select: { id: true } });
export const listTeams = (ids: readonly string[]) => db().team.findMany({ where: { id: { in: [...ids] } }, select: { id: true, slug: true, name: true } });

const ofPlan = (planId: string) => ({ where: { subjectType: "plan", subjectId: planId }, orderBy: [{ at: "asc" as const }, { id: "asc" as const }] });
export const listPlanApprovals = (planId: string) => db().approval.findMany(ofPlan(planId));
export const listPlanApprovalsForEdit = (tx: Tx, planId: string) => tx.approval.findMany(ofPlan(planId));
export type ApprovalRecord = Awaited<ReturnType<typeof listPlanApprovals>>[number];
export const insertApproval = (tx: Tx, data: Prisma.ApprovalUncheckedCreateInput & { subjectType: "plan" | "step" }) => tx.approval.create({ data });
export const reviewApproval = async (tx: Tx, key: { id: string; subjectId: string }, review: { reviewedBy: string; reviewedAt: Date; reviewNote: string }): Promise<boolean> =>
  (await tx.approval.updateMany({ where: { ...key, subjectType: "plan", isBreakGlass: true, reviewedAt: null }, data: review })).count > 0;

export const insertEvidence = (tx: Tx, data: Prisma.ChangeEvidenceUncheckedCreateInput) => tx.changeEvidence.create({ data });
export const listEvidence = (planId: string) => db().changeEvidence.findMany({ where: { planId }, orderBy: { at: "desc" }, take: 50 });
export const listEvidenceForEdit = (tx: Tx, planId: string) => tx.changeEvidence.findMany({ where: { planId }, orderBy: { at: "desc" }, take: 50 });
export type EvidenceRecord = Awaited<ReturnType<typeof listEvidence>>[number];

/** The snapshots of runs: what exactly was tried. */
export const listSnapshots = (tx: Tx | null, ids: readonly string[]) => (tx ?? db()).changeRun.findMany({ where: { id: { in: [...ids] } }, select: { id: true, number: true, snapshot: true } });

export interface ServiceHistory {
  runs: number;
  bad: number;
  incidents: number;
}

/** How changes of a service went, the newest runs first, and its incidents since an instant. */
export async function readServiceHistory(serviceId: string, { runs, since }: { runs: number; since: Date }): Promise<ServiceHistory> {
  const text = `select count(*)::int as runs, count(*) filter (where status in ('failed', 'rolled_back'))::int as bad,
      (select count(*)::int from incident i where i.started_at >= $3 and (i.service_id = $1 or exists (select 1 from incident_service x where x.incident_id = i.id and x.service_id = $1))) as incidents
    from (select r.status from change_run r join change_plan p on p.id = r.plan_id where p.service_id = $1 and r.purpose = 'change' and r.status in ('completed', 'failed', 'rolled_back') order by r.created_at desc limit $2) last`;
  const [row] = await readRows<ServiceHistory>({ text, values: [serviceId, runs, since] });
  return row ?? { runs: 0, bad: 0, incidents: 0 };
}

export const listNeeds = async (): Promise<[string, string][]> => (await db().serviceDependency.findMany()).map(({ serviceId, dependsOnId }) => [serviceId, dependsOnId]);
export const listServices = (ids: readonly string[]) => db().service.findMany({ where: { id: { in: [...ids] } }, select: { id: true, slug: true, name: true, tier: true }, orderBy: [{ tier: "asc" }, { name: "asc" }] });

const windowFields = { id: true, number: true, title: true, status: true, startsAt: true, endsAt: true, planId: true, version: true } as const;
export const listWindowsOfPlan = (planId: string) => db().maintenanceWindow.findMany({ where: { planId }, select: windowFields, orderBy: { startsAt: "desc" }, take: 20 });
export const findWindowByNumber = (number: number) => db().maintenanceWindow.findUnique({ where: { number }, select: windowFields });
export const findWindowById = (id: string) => db().maintenanceWindow.findUnique({ where: { id }, select: windowFields });
export type WindowRow = NonNullable<Awaited<ReturnType<typeof findWindowById>>>;
export const setPlanOfWindow = (tx: Tx, windowId: string, planId: string | null) => tx.maintenanceWindow.updateMany({ where: { id: windowId }, data: { planId } });
