import "server-only";
import type { NoticeTemplate } from "#core/maintenance";
import { db, type Tx } from "../../platform/db";

const newest = { orderBy: [{ audience: "asc" as const }, { version: "desc" as const }] };

/** Every version of an audience's words, or of all, the newest first. */
export const listTemplateVersions = () => db().noticeTemplate.findMany({ ...newest, take: 300 });
export type TemplateRecord = Awaited<ReturnType<typeof listTemplateVersions>>[number];

/** What the organisation says in words of its own, by audience. */
export async function ownTemplates(): Promise<Map<string, NoticeTemplate>> {
  const rows = await db().noticeTemplate.findMany({ ...newest, distinct: ["audience"] });
  return new Map(rows.flatMap(({ audience, title, body }) => (title === null || body === null ? [] : [[audience, { title, body }] as const])));
}

/** False when somebody has written that version already. */
export const insertTemplate = async (tx: Tx, data: TemplateRecord): Promise<boolean> => (await tx.noticeTemplate.createMany({ data, skipDuplicates: true })).count > 0;
