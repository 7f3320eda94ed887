import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db } from "../platform/db";
import { peopleNamed } from "./reviewers-repository";

export const actionSubject = "incident_action";

const actionInclude = { incident: { select: { number: true, title: true, teamId: true } } } satisfies Prisma.ActionItemInclude;
export type ChasedAction = Prisma.ActionItemGetPayload<{ include: typeof actionInclude }>;

/** Open actions that are due by a day and were not chased since an instant. Made-up ones of the demo chase nobody. */
export const listChasable = ({ today, notSince }: { today: Date; notSince: Date }): Promise<ChasedAction[]> =>
  db().actionItem.findMany({ where: { doneAt: null, isDemo: false, kind: "action", dueOn: { lte: today }, OR: [{ chasedAt: null }, { chasedAt: { lt: notSince } }] }, include: actionInclude, orderBy: [{ dueOn: "asc" }, { id: "asc" }], take: 1_000 });

export interface ChasedPerson {
  id: string;
  name: string;
  email: string;
}

const active = { status: "active", customerId: null, isDemo: false } satisfies Prisma.UserWhereInput;
const fields = { id: true, name: true, email: true } as const;

/** People whom an owner's name may mean: by account, else by e-mail address or full name. */
export const findOwners = ({ ownerId, ownerName }: ChasedAction): Promise<ChasedPerson[]> =>
  db().user.findMany({ where: { ...active, ...(ownerId === null ? peopleNamed(ownerName) : { id: ownerId }) }, select: fields, take: 2 });
export async function listTeamPeople(teamId: string): Promise<ChasedPerson[]> {
  const members = await db().teamMember.findMany({ where: { teamId }, select: { userId: true } });
  return db().user.findMany({ where: { ...active, id: { in: members.map(({ userId }) => userId) } }, select: fields, orderBy: { id: "asc" } });
}

/** Writes the reminders of an action and that it was chased, or neither. One that was done or chased meanwhile is left alone. */
export const writeReminders = (action: Pick<ChasedAction, "id" | "chasedAt">, rows: readonly Prisma.DeliveryCreateManyInput[], now: Date): Promise<number> =>
  db().$transaction(async (tx) => {
    const marked = await tx.actionItem.updateMany({ where: { id: action.id, doneAt: null, chasedAt: action.chasedAt }, data: { chasedAt: now } });
    return marked.count === 0 ? 0 : (await tx.delivery.createMany({ data: [...rows], skipDuplicates: true })).count;
  });
