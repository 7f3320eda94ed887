import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import type { SpaceRecord } from "./docs-repository";

export const takenSlugs = async (tx: Tx, prefix: string): Promise<Set<string>> => new Set((await tx.document.findMany({ where: { slug: { startsWith: prefix } }, select: { slug: true } })).map(({ slug }) => slug));
export const findSpace = (tx: Tx, slug: string): Promise<SpaceRecord | null> => tx.documentSpace.findUnique({ where: { slug } });
// A list that is left out would be null, and "is empty" does not hold for null.
export const insertSpace = (tx: Tx, data: Prisma.DocumentSpaceCreateInput): Promise<SpaceRecord> => tx.documentSpace.create({ data: { audience: [], ...data } });

/** The space of this name, made when it is not there. */
export async function ensureSpace(tx: Tx, space: { slug: string; title: string; description?: string; position?: number; isShipped?: boolean; audience?: string[] }): Promise<SpaceRecord> {
  return (await findSpace(tx, space.slug)) ?? insertSpace(tx, { id: newId("spc"), ...space });
}

export const insertDoc = (tx: Tx, data: Prisma.DocumentUncheckedCreateInput) => tx.document.create({ data: { audience: [], alertNames: [], links: [], ...data } });
export const insertVersion = (tx: Tx, data: Prisma.DocumentVersionUncheckedCreateInput) => tx.documentVersion.create({ data });
export const updateVersion = (tx: Tx, key: { documentId: string; number: number }, data: Prisma.DocumentVersionUncheckedUpdateInput) => tx.documentVersion.update({ where: { documentId_number: key }, data });

/** False when somebody changed the row since `version`; null writes whatever its version is. */
export async function updateDoc(tx: Tx, key: { id: string; version: number | null }, data: Prisma.DocumentUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await tx.document.updateMany({ where: { id: key.id, ...(key.version === null ? {} : { version: key.version }) }, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

export const deleteDocs = async (tx: Tx, ids: readonly string[]): Promise<number> => (await tx.document.deleteMany({ where: { id: { in: [...ids] } } })).count;
export const listBySource = (tx: Tx, prefix: string) => tx.document.findMany({ where: { sourceKey: { startsWith: prefix } }, select: { id: true, slug: true, sourceKey: true, sourceHash: true, body: true } });

export const saveOpinion = (tx: Tx, row: { documentId: string; userId: string; version: number; isUseful: boolean; comment: string; at: Date }) =>
  tx.documentFeedback.upsert({ where: { documentId_userId: { documentId: row.documentId, userId: row.userId } }, create: row, update: row });

export const findRequest = (tx: Tx, id: string) => tx.documentRequest.findUnique({ where: { id } });
export async function updateRequest(tx: Tx, key: { id: string; version: number | null }, data: Prisma.DocumentRequestUncheckedUpdateManyInput): Promise<boolean> {
  const { count } = await tx.documentRequest.updateMany({ where: { id: key.id, ...(key.version === null ? {} : { version: key.version }) }, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}
