import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

export type ChannelRecord = Prisma.ChannelGetPayload<object>;

export async function listChannelRecords() {
  const rows = await db().channel.findMany({ orderBy: { name: "asc" } });
  const [teams, last] = await Promise.all([
    db().team.findMany({ where: { id: { in: rows.flatMap(({ teamId }) => teamId ?? []) } }, select: { id: true, slug: true, name: true } }),
    db().delivery.findMany({ where: { channelId: { in: rows.map(({ id }) => id) }, attempts: { gt: 0 } }, orderBy: [{ channelId: "asc" }, { createdAt: "desc" }], distinct: ["channelId"] }),
  ]);
  return rows.map((row) => ({ ...row, team: teams.find(({ id }) => id === row.teamId) ?? null, last: last.find(({ channelId }) => channelId === row.id) ?? null }));
}

export const findChannel = (slug: string): Promise<ChannelRecord | null> => db().channel.findUnique({ where: { slug } });
export const findChannelForEdit = (tx: Tx, slug: string): Promise<ChannelRecord | null> => tx.channel.findUnique({ where: { slug } });
export const findTarget = (id: string) => db().channel.findUnique({ where: { id }, select: { kind: true, settings: true, secret: true } });

/** False when the name is taken. */
export const insertChannel = async (tx: Tx, data: Prisma.ChannelCreateManyInput): Promise<boolean> => (await tx.channel.createMany({ data, skipDuplicates: true })).count > 0;
export const updateChannelRow = async (tx: Tx, key: { id: string; version: number }, data: Prisma.ChannelUncheckedUpdateManyInput): Promise<boolean> =>
  (await tx.channel.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const deleteChannel = (tx: Tx, id: string): Promise<unknown> => tx.channel.delete({ where: { id } });

/** The alert that speaks for a group: the oldest that fires, or else the newest of all. */
export const findOpenOfGroup = async (groupKey: string) =>
  (await db().alert.findFirst({ where: { groupKey, openKey: { not: null } }, orderBy: [{ startedAt: "asc" }, { id: "asc" }] })) ?? db().alert.findFirst({ where: { groupKey }, orderBy: { number: "desc" } });
