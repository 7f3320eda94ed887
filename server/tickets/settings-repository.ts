import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "@/server/platform/db";

const teamIds = async (userId: string | null): Promise<string[]> => (userId === null ? [] : (await db().teamMember.findMany({ where: { userId }, select: { teamId: true } })).map(({ teamId }) => teamId));

/** Macros for everybody and for the caller's groups, the most used first. */
export async function listMacroRows(userId: string | null, limit: number) {
  const teams = await teamIds(userId);
  const rows = await db().macro.findMany({ where: { OR: [{ teamId: null }, { teamId: { in: teams } }, { createdById: userId ?? "" }] }, orderBy: [{ usedCount: "desc" }, { title: "asc" }], take: limit });
  const named = await db().team.findMany({ where: { id: { in: rows.flatMap(({ teamId }) => teamId ?? []) } }, select: { id: true, slug: true, name: true } });
  return rows.map((row) => ({ ...row, team: named.find(({ id }) => id === row.teamId) ?? null }));
}

export const findMacroRow = (id: string) => db().macro.findUnique({ where: { id } });
export const insertMacro = (tx: Tx, data: Prisma.MacroUncheckedCreateInput) => tx.macro.create({ data, select: { id: true } });
/** False when the stored version is not the one that was seen. */
export const updateMacro = async (tx: Tx, key: { id: string; version: number }, data: Prisma.MacroUncheckedUpdateManyInput): Promise<boolean> => (await tx.macro.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const deleteMacroRow = async (tx: Tx, id: string): Promise<boolean> => (await tx.macro.deleteMany({ where: { id } })).count > 0;

const surface = "tickets";
export const listViewRows = (userId: string, limit: number) => db().savedView.findMany({ where: { userId, surface }, orderBy: [{ position: "asc" }, { name: "asc" }], take: limit });
export const countViews = (tx: Tx, userId: string) => tx.savedView.count({ where: { userId, surface } });
export const upsertView = (tx: Tx, view: { id: string; userId: string; name: string; query: string }) =>
  tx.savedView.upsert({ where: { userId_surface_name: { userId: view.userId, surface, name: view.name } }, create: { ...view, surface }, update: { query: view.query, version: { increment: 1 } }, select: { id: true } });
export const deleteViewRow = async (tx: Tx, key: { id: string; userId: string }): Promise<boolean> => (await tx.savedView.deleteMany({ where: key })).count > 0;
