import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../../platform/db";
import type { WindowRecord } from "../windows-repository";

/** What the shared table of deliveries calls messages about planned work. */
export const noticeSubjectType = "maintenance_window";

const windowInclude = { services: { select: { service: { select: { id: true, slug: true, name: true, tier: true, ownerTeamId: true } } }, orderBy: { service: { name: "asc" as const } } } } satisfies Prisma.MaintenanceWindowInclude;
const aheadMs = 7 * 86_400_000;
const lookBackMs = 86_400_000;
const windowsPerRound = 2_000;

/** Windows that somebody may have to be told of: agreed ones of the next seven days, and those that changed within a day and that people know of. Never those of the demo. */
export async function listTellableWindows(now: Date): Promise<WindowRecord[]> {
  const [ahead, since] = [new Date(now.getTime() + aheadMs), new Date(now.getTime() - lookBackMs)];
  const ids = await db().$queryRaw<{ id: string }[]>`
    select w.id from maintenance_window w
    where not w.is_demo and w.status <> 'draft' and (
      (w.status in ('approved', 'announced') and w.starts_at > ${now} and w.starts_at <= ${ahead})
      or (w.updated_at >= ${since} and (w.announced_at is not null or w.started_at is not null or exists (select 1 from delivery d where d.subject_type = ${noticeSubjectType} and d.subject_id = w.id)))
      or w.status in ('in_progress', 'verifying'))
    order by w.starts_at limit ${windowsPerRound}`;
  return ids.length === 0 ? [] : db().maintenanceWindow.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, include: windowInclude });
}

export interface NewNotice {
  id: string;
  kind: "email" | "webhook";
  recipient: string;
  subjectId: string;
  dedupeKey: string;
  title: string;
  body: string;
}

/** Writes messages to be sent, and gives the keys of those that were not there before. */
export async function insertNotices(tx: Tx, rows: readonly NewNotice[], now: Date): Promise<Set<string>> {
  const made = await tx.delivery.createManyAndReturn({ data: rows.map((row) => ({ ...row, subjectType: noticeSubjectType, createdAt: now })), select: { dedupeKey: true }, skipDuplicates: true });
  return new Set(made.map(({ dedupeKey }) => dedupeKey));
}

/** What was written about windows before, oldest first. */
export const listToldOf = (windowIds: readonly string[]) => db().delivery.findMany({ where: { subjectType: noticeSubjectType, subjectId: { in: [...windowIds] } }, select: { subjectId: true, dedupeKey: true, createdAt: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });

export const noticesShown = 200;
export async function listNoticeRecords(windowId: string) {
  const where = { subjectType: noticeSubjectType, subjectId: windowId };
  const [rows, total] = await Promise.all([db().delivery.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: noticesShown }), db().delivery.count({ where })]);
  return { rows, total };
}

/** A reminder that could not be sent before the work began, was moved or was called off is not sent after it. */
export const dropOutdatedReminders = (now: Date): Promise<number> =>
  db().$executeRaw`update delivery d set status = 'given_up', error = 'It was out of date before it could be delivered.', retry_at = null
    from maintenance_window w
    where d.subject_type = ${noticeSubjectType} and d.subject_id = w.id and d.status in ('waiting', 'failed') and split_part(d.dedupe_key, '|', 3) in ('announced', 't7d', 't24h', 't1h')
      and (w.starts_at <= ${now} or w.status = 'cancelled' or split_part(split_part(d.dedupe_key, '|', 4), '-', 1) <> (extract(epoch from w.starts_at) * 1000)::bigint::text)`;

/** Zones of the people who read mail at these addresses. */
export async function zonesByAddress(addresses: readonly string[]): Promise<Map<string, string>> {
  const people = addresses.length === 0 ? [] : await db().user.findMany({ where: { email: { in: [...addresses] } }, select: { email: true, zone: true } });
  return new Map(people.map(({ email, zone }) => [email, zone]));
}

export const servicesOfCustomers = async (customerIds: readonly string[]): Promise<{ customerId: string; serviceId: string }[]> => (customerIds.length === 0 ? [] : db().customerService.findMany({ where: { customerId: { in: [...customerIds] } } }));
