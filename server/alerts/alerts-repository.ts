import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListAlerts } from "./contract";

/** Alerts belong to teams and services; to a scope of customers they are hidden. */
export function alertsIn(scope: Scope): Prisma.AlertWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [] } };
  const ownerTeamId = { in: [...scope.teamIds] };
  return { OR: [{ teamId: ownerTeamId }, { service: { ownerTeamId } }] };
}

const named = { select: { slug: true, name: true } } as const;
const rowInclude = { service: named, team: named, incident: { select: { number: true } } } satisfies Prisma.AlertInclude;
export type AlertRecord = Prisma.AlertGetPayload<{ include: typeof rowInclude }>;

const isSilent = (now: Date): Prisma.AlertWhereInput => ({ silencedUntil: { gt: now } });
const open: Prisma.AlertWhereInput = { openKey: { not: null } };
/** Neither acknowledged, nor worked on in an incident, nor silenced. */
const waiting = (now: Date): Prisma.AlertWhereInput => ({ ...open, acknowledgedAt: null, incidentId: null, OR: [{ silencedUntil: null }, { silencedUntil: { lte: now } }] });

function inStatus(status: NonNullable<ListAlerts["status"]>, now: Date): Prisma.AlertWhereInput {
  if (status === "ended") return { openKey: null };
  if (status === "firing") return open;
  if (status === "silenced") return { ...open, ...isSilent(now) };
  return status === "open" ? waiting(now) : { ...open, acknowledgedAt: { not: null } };
}

function matching(input: ListAlerts, now: Date): Prisma.AlertWhereInput[] {
  const text = { contains: input.q ?? "", mode: "insensitive" as const };
  const asNumber = Number(/^(?:alert-?)?(\d{1,9})$/i.exec(input.q ?? "")?.[1]);
  return [
    ...(input.q ? [{ OR: [{ title: text }, { description: text }, { service: { name: text } }, ...(Number.isSafeInteger(asNumber) ? [{ number: asNumber }] : [])] }] : []),
    ...(input.status === undefined ? [] : [inStatus(input.status, now)]),
    { ...(input.severity ? { severity: input.severity } : {}), ...(input.source ? { source: input.source } : {}), ...(input.service ? { service: { slug: input.service } } : {}), ...(input.team ? { team: { slug: input.team } } : {}) },
  ];
}

const orders: Readonly<Record<ListAlerts["sort"], Prisma.AlertOrderByWithRelationInput[]>> = {
  "-started": [{ startedAt: "desc" }, { id: "asc" }],
  started: [{ startedAt: "asc" }, { id: "asc" }],
  severity: [{ severity: "asc" }, { startedAt: "desc" }, { id: "asc" }],
};

export async function listAlertRecords(scope: Scope, input: ListAlerts, now: Date) {
  const seen = alertsIn(scope);
  const group = input.group === undefined ? null : await db().alert.findFirst({ where: { AND: [seen, { number: input.group }] }, select: { groupKey: true } });
  const where: Prisma.AlertWhereInput = { AND: [seen, ...matching(input, now), ...(input.group === undefined ? [] : [{ groupKey: group?.groupKey ?? "" }])] };
  const count = (part: Prisma.AlertWhereInput): Promise<number> => db().alert.count({ where: { AND: [seen, part] } });
  const [records, total, firing, pages, unacknowledged, silenced, known] = await Promise.all([
    db().alert.findMany({ where, include: rowInclude, orderBy: orders[input.sort], take: input.limit + 1, ...(input.cursor ? { cursor: { id: input.cursor }, skip: 1 } : {}) }),
    db().alert.count({ where }), count(open), count({ ...open, severity: "page" }), count(waiting(now)), count({ ...open, ...isSilent(now) }), count({}),
  ]);
  return { records, total, summary: { firing, pages, unacknowledged, silenced, known } };
}

export const findAlert = (scope: Scope, number: number): Promise<AlertRecord | null> => db().alert.findFirst({ where: { AND: [alertsIn(scope), { number }] }, include: rowInclude });
export const findAlertForEdit = (tx: Tx, scope: Scope, number: number) => tx.alert.findFirst({ where: { AND: [alertsIn(scope), { number }] } });
export type AlertForEdit = NonNullable<Awaited<ReturnType<typeof findAlertForEdit>>>;

/** The alert with a number, for whoever shows a link that was made for it. */
export const findAlertByLink = (number: number): Promise<AlertRecord | null> => db().alert.findUnique({ where: { number }, include: rowInclude });

export interface GroupRow {
  title: string;
  severity: string;
  slug: string | null;
  name: string | null;
  firing: number;
  since: Date;
  newest: number;
  isAcknowledged: boolean;
}

/** Alerts that fire, by group: name, service and severity. */
export async function listGroups(scope: Scope): Promise<GroupRow[]> {
  const ids = scope.kind === "teams" ? [...scope.teamIds] : [];
  if (scope.kind === "customers") return [];
  return db().$queryRaw<GroupRow[]>`select (array_agg(a.title order by a.started_at desc))[1] as title, min(a.severity) as severity, min(s.slug) as slug, min(s.name) as name, count(*)::int as firing, min(a.started_at) as since,
      max(a.number)::int as newest, bool_or(a.acknowledged_at is not null) as "isAcknowledged"
    from alert a left join service s on s.id = a.service_id
    where a.open_key is not null and (${scope.kind === "all"} or a.team_id = any(${ids}::text[]) or s.owner_team_id = any(${ids}::text[]))
    group by a.group_key order by min(a.severity), min(a.started_at) desc limit 500`;
}

/** Open alerts of a group that nobody has acknowledged, locked. */
export const lockUnacknowledged = (tx: Tx, groupKey: string): Promise<{ id: string; number: number }[]> =>
  tx.$queryRaw`select id, number from alert where group_key = ${groupKey} and open_key is not null and acknowledged_at is null order by open_key for update`;

export const markAcknowledged = (tx: Tx, ids: readonly string[], by: { at: Date; name: string }): Promise<unknown> =>
  tx.alert.updateMany({ where: { id: { in: [...ids] } }, data: { acknowledgedAt: by.at, acknowledgedBy: by.name, version: { increment: 1 } } });

/** Appends a note to an alert's history; its place. */
export async function appendNote(tx: Tx, alertId: string, note: { at: Date; actorName: string; text: string }): Promise<number> {
  await tx.$executeRaw`select 1 from alert where id = ${alertId} for update`;
  const last = await tx.alertEvent.aggregate({ where: { alertId }, _max: { seq: true } });
  const seq = (last._max.seq ?? 0) + 1;
  await tx.alertEvent.create({ data: { alertId, seq, at: note.at, kind: "note", actorName: note.actorName, data: { text: note.text } } });
  return seq;
}

export const findAckPerson = (email: string) => db().user.findUnique({ where: { email }, select: { id: true, name: true, status: true } });
