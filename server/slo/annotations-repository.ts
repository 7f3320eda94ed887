import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

type Annotation = Prisma.SloAnnotationGetPayload<object>;

export const listAnnotations = (sloId: string): Promise<Annotation[]> => db().sloAnnotation.findMany({ where: { sloId }, orderBy: { at: "desc" }, take: 100 });

export const insertAnnotation = async (tx: Tx, row: Annotation): Promise<void> => void (await tx.sloAnnotation.create({ data: row }));

/** What was removed; null when there was none. */
export async function deleteAnnotation(tx: Tx, key: { id: string; sloId: string }): Promise<Annotation | null> {
  const found = await tx.sloAnnotation.findFirst({ where: key });
  return found !== null && (await tx.sloAnnotation.deleteMany({ where: key })).count > 0 ? found : null;
}
