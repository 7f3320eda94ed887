import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListWindows, WindowStatus } from "./contract";

/** Planned work belongs to the teams of its services; to a scope of customers it is hidden (the status page is theirs). */
export function windowsIn(scope: Scope): Prisma.MaintenanceWindowWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  const ownerTeamId = { in: [...scope.teamIds] };
  return { OR: [{ ownerTeamId }, { services: { some: { service: { ownerTeamId } } } }] };
}

const include = { services: { select: { service: { select: { id: true, slug: true, name: true, tier: true, ownerTeamId: true } } }, orderBy: { service: { name: "asc" as const } } } } satisfies Prisma.MaintenanceWindowInclude;
export type WindowRecord = Prisma.MaintenanceWindowGetPayload<{ include: typeof include }>;

export const overStatuses: WindowStatus[] = ["completed", "cancelled", "failed", "rolled_back"];
export const waitingStatuses: WindowStatus[] = ["draft", "requested", "approved", "announced"];

function statusIs(status: ListWindows["status"]): Prisma.MaintenanceWindowWhereInput {
  if (status === undefined) return {};
  if (status === "planned") return { status: { in: waitingStatuses } };
  return { status: status === "active" ? { in: ["in_progress", "verifying"] } : status };
}

/** Windows whose number, title, text or service the words name. */
function named(q: string | undefined): Prisma.MaintenanceWindowWhereInput {
  if (!q) return {};
  const text = { contains: q, mode: "insensitive" as const };
  const asNumber = Number(/^(?:mw-?)?(\d{1,9})$/i.exec(q)?.[1]);
  return { OR: [{ title: text }, { description: text }, { services: { some: { service: { name: text } } } }, ...(Number.isSafeInteger(asNumber) ? [{ number: asNumber }] : [])] };
}

const matching = ({ q, status, service, from, to }: ListWindows): Prisma.MaintenanceWindowWhereInput => ({
  AND: [named(q), statusIs(status), service ? { services: { some: { service: { slug: service } } } } : {}, from ? { endsAt: { gt: new Date(from) } } : {}, to ? { startsAt: { lt: new Date(to) } } : {}],
});

export async function listWindowRecords(scope: Scope, input: ListWindows): Promise<{ records: WindowRecord[]; total: number }> {
  const where = { AND: [windowsIn(scope), matching(input)] };
  const direction = input.sort === "starts" ? "asc" : "desc";
  const [records, total] = await Promise.all([
    db().maintenanceWindow.findMany({ where, include, orderBy: [{ startsAt: direction }, { id: "asc" }], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().maintenanceWindow.count({ where }),
  ]);
  return { records, total };
}

/** Windows that touch a time, in order. */
export async function listWindowsBetween(scope: Scope, range: { from: Date; to: Date; limit: number }, where: Prisma.MaintenanceWindowWhereInput = {}): Promise<WindowRecord[]> {
  return db().maintenanceWindow.findMany({ where: { AND: [windowsIn(scope), where, { startsAt: { lt: range.to }, endsAt: { gt: range.from } }] }, include, orderBy: [{ startsAt: "asc" }, { number: "asc" }], take: range.limit });
}

/** Under way, or approved and about to begin. */
export const listWindowsNow = (scope: Scope, { now, ahead, service }: { now: Date; ahead: Date; service: string | undefined }): Promise<WindowRecord[]> =>
  db().maintenanceWindow.findMany({
    where: { AND: [windowsIn(scope), service === undefined ? {} : { services: { some: { service: { slug: service } } } }, { OR: [{ status: { in: ["in_progress", "verifying"] } }, { status: { in: ["approved", "announced"] }, startsAt: { lt: ahead }, endsAt: { gt: now } }] }] },
    include, orderBy: [{ startsAt: "asc" }, { number: "asc" }], take: 50,
  });

export const findWindow = (scope: Scope, number: number): Promise<WindowRecord | null> => db().maintenanceWindow.findFirst({ where: { AND: [windowsIn(scope), { number }] }, include });
export const findWindowForEdit = (tx: Tx, scope: Scope, number: number): Promise<WindowRecord | null> => tx.maintenanceWindow.findFirst({ where: { AND: [windowsIn(scope), { number }] }, include });
/** Other occurrences of a repetition that wait for approval as the series plans them: those changed on their own are looked at on their own. */
const askedOf = (seriesId: string, windowId: string): Prisma.MaintenanceWindowWhereInput => ({ seriesId, status: "requested", isOverride: false, id: { not: windowId } });
export const countAsked = (seriesId: string, windowId: string): Promise<number> => db().maintenanceWindow.count({ where: askedOf(seriesId, windowId) });
export const listAskedForEdit = (tx: Tx, scope: Scope, { seriesId, windowId }: { seriesId: string; windowId: string }): Promise<WindowRecord[]> => tx.maintenanceWindow.findMany({ where: { AND: [windowsIn(scope), askedOf(seriesId, windowId)] }, include, orderBy: { startsAt: "asc" } });
export const insertWindow = (tx: Tx, data: Prisma.MaintenanceWindowUncheckedCreateInput) => tx.maintenanceWindow.create({ data, include });
export const updateWindowRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.MaintenanceWindowUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.maintenanceWindow.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;

export async function replaceWindowServices(tx: Tx, windowId: string, serviceIds: readonly string[]): Promise<void> {
  await tx.maintenanceWindowService.deleteMany({ where: { windowId } });
  await tx.maintenanceWindowService.createMany({ data: serviceIds.map((serviceId) => ({ windowId, serviceId })) });
}

/** Windows that the clock may have something to do with: about to begin, under way, or run over. */
export const listDueWindows = (now: Date): Promise<WindowRecord[]> =>
  db().maintenanceWindow.findMany({ where: { OR: [{ isAutomatic: true, status: { in: ["approved", "announced"] }, startsAt: { lte: now }, endsAt: { gt: now } }, { status: { in: ["in_progress", "verifying"] }, endsAt: { lte: now }, OR: [{ overrunAt: null }, { isAutomatic: true }] }] }, include, orderBy: { startsAt: "asc" }, take: 200 });

export interface EventEntry {
  kind: "created" | "status" | "moved" | "approved" | "rejected" | "withdrawn" | "told" | "note" | "overrun" | "break_glass";
  at: Date;
  actorName: string;
  text: string;
}

/** Appends to a window's record; gives the place. The row is locked, so that two writers take turns. */
export async function appendWindowEvent(tx: Tx, windowId: string, entry: EventEntry): Promise<number> {
  await tx.$executeRaw`select 1 from maintenance_window where id = ${windowId} for update`;
  const last = await tx.maintenanceEvent.aggregate({ where: { windowId }, _max: { seq: true } });
  const seq = (last._max.seq ?? 0) + 1;
  await tx.maintenanceEvent.create({ data: { windowId, seq, ...entry } });
  return seq;
}

export const listWindowEvents = (windowId: string) => db().maintenanceEvent.findMany({ where: { windowId }, orderBy: { seq: "asc" }, take: 1_000 });

const approvalsOf = (windowId: string) => ({ where: { subjectType: "window", subjectId: windowId }, orderBy: [{ at: "asc" as const }, { id: "asc" as const }] });
export const listApprovals = (windowId: string) => db().approval.findMany(approvalsOf(windowId));
export const listApprovalsForEdit = (tx: Tx, windowId: string) => tx.approval.findMany(approvalsOf(windowId));
export type ApprovalRecord = Awaited<ReturnType<typeof listApprovals>>[number];
export const insertApproval = (tx: Tx, data: Omit<Prisma.ApprovalUncheckedCreateInput, "subjectType">) => tx.approval.create({ data: { ...data, subjectType: "window" } });
export const reviewApprovalRow = async (tx: Tx, key: { id: string; subjectId: string }, review: { reviewedBy: string; reviewedAt: Date; reviewNote: string }): Promise<boolean> =>
  (await tx.approval.updateMany({ where: { ...key, isBreakGlass: true, reviewedAt: null }, data: review })).count > 0;
export const findApproval = (tx: Tx, key: { id: string; subjectId: string }) => tx.approval.findFirst({ where: { ...key, subjectType: "window" } });

/** People of the organisation with their roles. */
export const listPeopleWithRoles = (tx?: Tx) => (tx ?? db()).user.findMany({ where: { status: "active", customerId: null }, select: { id: true, name: true, roles: { select: { role: true } } }, orderBy: { name: "asc" }, take: 500 });
