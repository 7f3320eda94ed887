import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";
import { incidentsIn } from "./incidents-repository";
import type { Scope } from "../platform/auth/actor";

export interface TimelineEntry {
  kind: "declared" | "status" | "severity" | "role" | "alert" | "note" | "update" | "task" | "ticket" | "postmortem";
  at: Date;
  actorName: string;
  text: string;
  isPublic?: boolean;
  data?: Prisma.InputJsonObject;
}

/** Appends to an incident's timeline; gives the entry's place. The incident's row is locked, so that two writers take turns. */
export async function appendEntry(tx: Tx, incidentId: string, entry: TimelineEntry): Promise<number> {
  await tx.$executeRaw`select 1 from incident where id = ${incidentId} for update`;
  const last = await tx.incidentEvent.aggregate({ where: { incidentId }, _max: { seq: true } });
  const seq = (last._max.seq ?? 0) + 1;
  await tx.incidentEvent.create({ data: { incidentId, seq, at: entry.at, kind: entry.kind, actorName: entry.actorName, text: entry.text, isPublic: entry.isPublic ?? false, data: entry.data ?? {} } });
  return seq;
}

const actionInclude = { incident: { select: { number: true, title: true } } } satisfies Prisma.ActionItemInclude;
export type ActionRecord = Prisma.ActionItemGetPayload<{ include: typeof actionInclude }>;

export const insertAction = (tx: Tx, data: Prisma.ActionItemUncheckedCreateInput) => tx.actionItem.create({ data, select: { id: true } });
export const findAction = (tx: Tx, scope: Scope, id: string): Promise<ActionRecord | null> => tx.actionItem.findFirst({ where: { id, incident: incidentsIn(scope) }, include: actionInclude });
export const updateAction = async (tx: Tx, key: { id: string; version: number }, data: Prisma.ActionItemUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.actionItem.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;

export const listActionRecords = (scope: Scope, query: { state: "open" | "overdue" | "done"; today: Date; limit: number }): Promise<ActionRecord[]> =>
  db().actionItem.findMany({
    where: { incident: incidentsIn(scope), kind: "action", ...(query.state === "done" ? { doneAt: { not: null } } : { doneAt: null }), ...(query.state === "overdue" ? { dueOn: { lt: query.today } } : {}) },
    include: actionInclude, orderBy: query.state === "done" ? { doneAt: "desc" } : [{ dueOn: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }], take: query.limit,
  });

/** Writes a postmortem; false when the stored version is not the one that was edited. */
export async function upsertPostmortem(tx: Tx, postmortem: { incidentId: string; version: number; state: string; body: string; reviewerName: string; reviewerId: string | null; authorId: string | null; reviewedBy: string | null; reviewedAt: Date | null; updatedAt: Date }): Promise<boolean> {
  const { incidentId, version, ...data } = postmortem;
  if (version > 0) return (await tx.postmortem.updateMany({ where: { incidentId, version }, data: { ...data, version: { increment: 1 } } })).count > 0;
  return (await tx.postmortem.createMany({ data: { incidentId, ...data }, skipDuplicates: true })).count > 0;
}
