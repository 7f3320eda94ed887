import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../../platform/auth/actor";
import { db, type Tx } from "../../platform/db";
import type { FeedKind } from "../contract";
import { windowsIn } from "../windows-repository";

const live = { revokedAt: null } as const;

export const insertFeed = (tx: Tx, data: Prisma.CalendarFeedUncheckedCreateInput) => tx.calendarFeed.create({ data });
export const countFeeds = (tx: Tx, userId: string): Promise<number> => tx.calendarFeed.count({ where: { userId, ...live } });
export const findFeed = (id: string) => db().calendarFeed.findFirst({ where: { id, ...live } });
export const findFeedByHash = (tokenHash: string) => db().calendarFeed.findFirst({ where: { tokenHash, ...live } });
export const revokeFeedRow = async (tx: Tx, id: string, at: Date): Promise<boolean> => (await tx.calendarFeed.updateMany({ where: { id, ...live }, data: { revokedAt: at } })).count > 0;
export const touchFeed = (id: string, at: Date) => db().calendarFeed.updateMany({ where: { id }, data: { usedAt: at } });
/** Feeds that work, of one person or of all. */
export const listFeedRecords = (userId: string | null) => db().calendarFeed.findMany({ where: { ...live, ...(userId === null ? {} : { userId }) }, orderBy: [{ createdAt: "desc" }, { id: "asc" }], take: 500 });

export async function subjectIdOf(kind: FeedKind, slug: string): Promise<string | null> {
  const found = kind === "team" ? await db().team.findUnique({ where: { slug }, select: { id: true } }) : await db().service.findUnique({ where: { slug }, select: { id: true } });
  return found?.id ?? null;
}

/** Names of people, teams and services by id. */
export async function feedNames(ids: readonly string[]): Promise<Map<string, string>> {
  const where = { id: { in: [...new Set(ids)] } };
  const select = { id: true, name: true } as const;
  const found = await Promise.all([db().user.findMany({ where, select }), db().team.findMany({ where, select }), db().service.findMany({ where, select })]);
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

const select = {
  id: true, number: true, title: true, status: true, startsAt: true, endsAt: true, zone: true, sequence: true, updatedAt: true, seriesId: true, occurrence: true, risk: true, kind: true,
  services: { select: { service: { select: { name: true } } }, orderBy: { service: { name: "asc" as const } } },
} satisfies Prisma.MaintenanceWindowSelect;
export type FeedRecord = Prisma.MaintenanceWindowGetPayload<{ select: typeof select }>;

const mostWindows = 20_000;

function subjectIs(kind: FeedKind, id: string): Prisma.MaintenanceWindowWhereInput {
  if (kind === "user") return {};
  return kind === "service" ? { services: { some: { serviceId: id } } } : { OR: [{ ownerTeamId: id }, { services: { some: { service: { ownerTeamId: id } } } }] };
}

/** Windows of a feed: those of a time, and of a repetition all that were ever written, so that its rule can be told whole. */
export async function listFeedWindows(scope: Scope, { kind, subjectId, from, to }: { kind: FeedKind; subjectId: string; from: Date; to: Date }): Promise<FeedRecord[]> {
  const where: Prisma.MaintenanceWindowWhereInput = { AND: [windowsIn(scope), subjectIs(kind, subjectId), { status: { not: "draft" } }] };
  const within = { startsAt: { lt: to }, endsAt: { gt: from } };
  const series = await db().maintenanceWindow.findMany({ where: { ...where, ...within, seriesId: { not: null } }, distinct: ["seriesId"], select: { seriesId: true } });
  return db().maintenanceWindow.findMany({ where: { ...where, OR: [within, { seriesId: { in: series.flatMap(({ seriesId }) => seriesId ?? []) } }] }, select, orderBy: [{ startsAt: "asc" }, { id: "asc" }], take: mostWindows });
}

export const listSeriesOf = (ids: readonly string[]) => db().maintenanceSeries.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: "asc" } });
