import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

const include = { team: { select: { id: true, slug: true, name: true } }, overrides: { orderBy: { createdAt: "asc" } } } satisfies Prisma.RotaInclude;
export type RotaRecord = Prisma.RotaGetPayload<{ include: typeof include }>;

export const listRotaRecords = (team?: string): Promise<RotaRecord[]> => db().rota.findMany({ where: team === undefined ? {} : { team: { slug: team } }, include, orderBy: { team: { name: "asc" } } });
export const findRotaOfTeam = (teamId: string): Promise<RotaRecord | null> => db().rota.findUnique({ where: { teamId }, include });
export const findRota = (tx: Tx, team: string): Promise<RotaRecord | null> => tx.rota.findFirst({ where: { team: { slug: team } }, include });
export const listTeamsWithoutRota = (): Promise<{ slug: string; name: string }[]> => db().team.findMany({ where: { rota: null }, select: { slug: true, name: true }, orderBy: { name: "asc" } });
export const teamIdOf = async (tx: Tx, slug: string): Promise<string | null> => (await tx.team.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;

/** People of the organisation who can sign in; customers' people are never on call. */
const onCallPeople = { status: "active", customerId: null } satisfies Prisma.UserWhereInput;
export const listPeople = () => db().user.findMany({ where: onCallPeople, select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 });
export const countPeople = (tx: Tx, ids: readonly string[]): Promise<number> => tx.user.count({ where: { id: { in: [...ids] }, ...onCallPeople } });
export const namesOf = async (ids: readonly string[]): Promise<Map<string, string>> => new Map((await db().user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })).map(({ id, name }) => [id, name]));

export interface RotaData {
  zone: string;
  startsLocal: string;
  turnDays: number;
  memberIds: string[];
}

/** Writes a rota; false when the stored version is not the one that was edited (0 = none yet). */
export async function saveRota(tx: Tx, key: { id: string; teamId: string; version: number }, data: RotaData): Promise<boolean> {
  const { id, teamId, version } = key;
  if (version > 0) return (await tx.rota.updateMany({ where: { teamId, version }, data: { ...data, version: { increment: 1 } } })).count > 0;
  return (await tx.rota.createMany({ data: { id, teamId, ...data }, skipDuplicates: true })).count > 0;
}

export const deleteRota = (tx: Tx, id: string): Promise<unknown> => tx.rota.delete({ where: { id } });
export const insertOverride = (tx: Tx, data: Prisma.RotaOverrideUncheckedCreateInput): Promise<unknown> => tx.rotaOverride.create({ data });
export const deleteOverride = async (tx: Tx, key: { id: string; rotaId: string }): Promise<boolean> => (await tx.rotaOverride.deleteMany({ where: key })).count > 0;
