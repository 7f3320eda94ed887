import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

export const groupSubject = "alert_group";

export interface NewDelivery {
  id: string;
  channelId: string | null;
  kind: "email" | "webhook" | "in_app" | "push";
  recipient: string;
  subjectId: string;
  dedupeKey: string;
  title: string;
  body: string;
}

/** What is told in the portal itself is told by being written; everything else waits to be sent. */
const stateOf = (kind: NewDelivery["kind"], now: Date) => ({ createdAt: now, ...(kind === "in_app" ? { status: "sent", sentAt: now, attempts: 1 } : {}) });

/** Writes messages that are to be sent; one that was written before is left out. */
export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[], now: Date): Promise<number> {
  const data = rows.map((row) => ({ ...row, subjectType: groupSubject, ...stateOf(row.kind, now) }));
  return data.length === 0 ? 0 : (await tx.delivery.createMany({ data, skipDuplicates: true })).count;
}

/** What messages to one person that are not about an alert call their subject: a path of the portal. */
export const pageSubject = "page";
export async function insertPersonal(tx: Tx, rows: readonly Omit<NewDelivery, "channelId">[], now: Date): Promise<void> {
  if (rows.length > 0) await tx.delivery.createMany({ data: rows.map((row) => ({ ...row, subjectType: pageSubject, ...stateOf(row.kind, now) })), skipDuplicates: true });
}

export type DeliveryRow = Prisma.DeliveryGetPayload<object>;

/** Messages that wait and are due, oldest first; e-mail goes before what may keep us waiting. */
export const listDueDeliveries = (now: Date, limit: number): Promise<DeliveryRow[]> =>
  db().delivery.findMany({ where: { status: { in: ["waiting", "failed"] }, kind: { in: ["email", "push", "webhook"] }, OR: [{ retryAt: null }, { retryAt: { lte: now } }] }, orderBy: [{ kind: "asc" }, { createdAt: "asc" }], take: limit });

export interface Outcome {
  status: "sent" | "kept" | "failed" | "given_up";
  error: string | null;
  retryAt: Date | null;
  sentAt: Date | null;
}

export const markDelivery = async (id: string, outcome: Outcome): Promise<void> => void (await db().delivery.updateMany({ where: { id }, data: { ...outcome, attempts: { increment: 1 } } }));

export interface EndNotice {
  groupKey: string;
  kind: NewDelivery["kind"];
  recipient: string;
  channelId: string | null;
}

const endMark = "ended:";
const lookBackMs = 90 * 86_400_000;

/** Whoever was told of a group that has ended since, and has not been told that. */
export const listOwedEnds = (now: Date): Promise<EndNotice[]> =>
  db().$queryRaw<EndNotice[]>`
    select distinct d.subject_id as "groupKey", d.kind, d.recipient, d.channel_id as "channelId" from delivery d
    where d.subject_type = ${groupSubject} and d.created_at > ${new Date(now.getTime() - lookBackMs)} and d.dedupe_key not like ${`${endMark}%`} and d.status in ('sent', 'kept')
      and not exists (select 1 from alert a where a.group_key = d.subject_id and a.open_key is not null)
      and exists (select 1 from alert a where a.group_key = d.subject_id)
      and not exists (select 1 from delivery e where e.subject_type = ${groupSubject} and e.subject_id = d.subject_id and e.recipient = d.recipient and e.kind = d.kind and e.dedupe_key like ${`${endMark}%`} and e.created_at >= d.created_at)`;

export const endKey = (alertId: string, { kind, channelId, recipient }: EndNotice): string => `${endMark}${alertId}:${kind}:${channelId ?? ""}:${recipient}`;

/** What could not be sent before the end is not sent after it. */
export const dropOutdated = (now: Date): Promise<number> =>
  db().$executeRaw`update delivery d set status = 'given_up', error = 'The alert ended before this could be delivered.', retry_at = null
    where d.subject_type = ${groupSubject} and d.status in ('waiting', 'failed') and d.created_at > ${new Date(now.getTime() - lookBackMs)} and d.dedupe_key not like ${`${endMark}%`}
      and not exists (select 1 from alert a where a.group_key = d.subject_id and a.open_key is not null)`;

/** The alert of each group that ended last, to speak for the group. */
export const listLastEnded = (groupKeys: readonly string[]) =>
  db().alert.findMany({ where: { groupKey: { in: [...groupKeys] } }, orderBy: [{ groupKey: "asc" }, { endedAt: "desc" }], distinct: ["groupKey"], include: { service: { select: { name: true } } } });

export interface DeliveryFilter {
  channelId?: string;
  status?: string;
  limit: number;
  cursor?: string;
}

/** One more than the limit where there are more. */
export async function listDeliveryRecords({ channelId, status, limit, cursor }: DeliveryFilter) {
  // What is told to other systems has a log of its own.
  const where = { kind: { not: "event" }, ...(channelId === undefined ? {} : { channelId }), ...(status === undefined ? {} : { status }) };
  const [rows, total] = await Promise.all([db().delivery.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: limit + 1, ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }) }), db().delivery.count({ where })]);
  return { rows: await withNames(rows), total };
}

/** A push goes to one browser of one person: the log can say whose it was after the browser is gone. */
export const pushRecipientOf = (userId: string, subscriptionId: string): string => `${userId}/${subscriptionId}`;
export function pushRecipient(recipient: string): { userId: string; subscriptionId: string } {
  const [userId = "", subscriptionId = ""] = recipient.split("/");
  return { userId, subscriptionId };
}

/** Deliveries with the names of their channels, and of the people where they are told in the portal. */
export async function withNames<T extends { channelId: string | null; kind: string; recipient: string }>(rows: readonly T[]): Promise<(T & { channel: string | null })[]> {
  const [channels, people, devices] = await Promise.all([
    db().channel.findMany({ where: { id: { in: rows.flatMap(({ channelId }) => channelId ?? []) } }, select: { id: true, name: true } }),
    db().user.findMany({ where: { id: { in: rows.flatMap(({ kind, recipient }) => (kind === "in_app" || kind === "push" ? [pushRecipient(recipient).userId] : [])) } }, select: { id: true, name: true } }),
    db().pushSubscription.findMany({ where: { id: { in: rows.flatMap(({ kind, recipient }) => (kind === "push" ? [pushRecipient(recipient).subscriptionId] : [])) } }, select: { id: true, endpoint: true } }),
  ]);
  const channelNames = new Map(channels.map(({ id, name }) => [id, name]));
  const personNames = new Map(people.map(({ id, name }) => [id, name]));
  const hosts = new Map(devices.map(({ id, endpoint }) => [id, new URL(endpoint).host]));
  const toldTo = ({ kind, recipient }: T): string => {
    if (kind !== "in_app" && kind !== "push") return recipient;
    const { userId, subscriptionId } = pushRecipient(recipient);
    const name = personNames.get(userId) ?? "somebody who has left";
    return kind === "in_app" ? name : `${name}, ${hosts.get(subscriptionId) ?? "a browser that is gone"}`;
  };
  return rows.map((row) => ({ ...row, channel: row.channelId === null ? null : (channelNames.get(row.channelId) ?? "a channel that was removed"), recipient: toldTo(row) }));
}

/** What a person was told in the portal. */
export async function listInbox(userId: string, limit: number) {
  const where = { kind: "in_app", recipient: userId };
  const [rows, unread] = await Promise.all([db().delivery.findMany({ where, orderBy: { createdAt: "desc" }, take: limit }), db().delivery.count({ where: { ...where, readAt: null } })]);
  const alerts = await db().alert.findMany({ where: { groupKey: { in: rows.map(({ subjectId }) => subjectId) } }, orderBy: { number: "desc" }, distinct: ["groupKey"], select: { groupKey: true, number: true } });
  const numberOf = new Map(alerts.map(({ groupKey, number }) => [groupKey, number]));
  return { rows: rows.map((row) => ({ ...row, alert: numberOf.get(row.subjectId) ?? null, path: row.subjectType === pageSubject ? row.subjectId : null })), unread };
}

export const markRead = async (userId: string, { ids, now }: { ids: readonly string[] | null; now: Date }): Promise<number> =>
  (await db().delivery.updateMany({ where: { kind: "in_app", recipient: userId, readAt: null, ...(ids === null ? {} : { id: { in: [...ids] } }) }, data: { readAt: now } })).count;
