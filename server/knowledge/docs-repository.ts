import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "@/server/platform/db";
import { docsFor, type DocReader } from "./doc-reader";

const pending = { where: { state: { not: "published" } }, orderBy: { number: "desc" }, take: 1 } satisfies Prisma.Document$versionsArgs;
const include = { space: true, versions: pending } satisfies Prisma.DocumentInclude;
export type DocRecord = Prisma.DocumentGetPayload<{ include: typeof include }>;
export type VersionRecord = Prisma.DocumentVersionGetPayload<object>;
export type SpaceRecord = Prisma.DocumentSpaceGetPayload<object>;

export const listSpaceRecords = (): Promise<SpaceRecord[]> => db().documentSpace.findMany({ orderBy: [{ position: "asc" }, { title: "asc" }] });

export const listDocRecords = (reader: DocReader, where: Prisma.DocumentWhereInput = {}): Promise<DocRecord[]> =>
  db().document.findMany({ where: { AND: [docsFor(reader), where] }, include, orderBy: [{ weight: "asc" }, { title: "asc" }], take: 5000 });

export const findDocRecord = (reader: DocReader, slug: string): Promise<DocRecord | null> => db().document.findFirst({ where: { AND: [docsFor(reader), { slug }] }, include });
export const findDocForEdit = (tx: Tx, reader: DocReader, slug: string): Promise<DocRecord | null> => tx.document.findFirst({ where: { AND: [docsFor(reader), { slug }] }, include });

/** Slug and title of documents that this reader may see, by where they were imported from. */
export async function findDocsByPath(reader: DocReader, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db().document.findMany({ where: { AND: [docsFor(reader), { sourceKey: { in: [...keys] } }] }, select: { sourceKey: true, slug: true } });
  return new Map(rows.map((row) => [row.sourceKey ?? "", row.slug]));
}

export const findHeadings = (reader: DocReader, slugs: readonly string[]): Promise<{ slug: string; headings: unknown }[]> =>
  slugs.length === 0 ? Promise.resolve([]) : db().document.findMany({ where: { AND: [docsFor(reader), { slug: { in: [...slugs] } }] }, select: { slug: true, headings: true } });

export const listVersionRecords = (documentId: string, take: number): Promise<VersionRecord[]> => db().documentVersion.findMany({ where: { documentId }, orderBy: { number: "desc" }, take });
export const findVersionRecord = (documentId: string, number: number, tx: Tx | ReturnType<typeof db> = db()): Promise<VersionRecord | null> => tx.documentVersion.findUnique({ where: { documentId_number: { documentId, number } } });

/** The newest number a document has; the row is locked so that two savers follow each other. */
export async function lockNewestVersion(tx: Tx, documentId: string): Promise<number> {
  await tx.$queryRaw`select 1 from document where id = ${documentId} for update`;
  const { _max } = await tx.documentVersion.aggregate({ where: { documentId }, _max: { number: true } });
  return _max.number ?? 0;
}

const sinceDay = (now: Date): Date => new Date(now.getTime() - 30 * 86_400_000);

/** Readings of 30 days and opinions, by document. */
export async function readUse(ids: readonly string[], now: Date): Promise<Map<string, { reads: number; yes: number; no: number }>> {
  const documentId = { in: [...ids] };
  const [reads, opinions] = await Promise.all([
    db().documentRead.groupBy({ by: ["documentId"], where: { documentId, day: { gte: sinceDay(now) } }, _sum: { reads: true } }),
    db().documentFeedback.groupBy({ by: ["documentId", "isUseful"], where: { documentId }, _count: true }),
  ]);
  const use = new Map(ids.map((id) => [id, { reads: 0, yes: 0, no: 0 }]));
  for (const row of reads) Object.assign(use.get(row.documentId) ?? {}, { reads: row._sum.reads ?? 0 });
  for (const row of opinions) Object.assign(use.get(row.documentId) ?? {}, row.isUseful ? { yes: row._count } : { no: row._count });
  return use;
}

export const findOpinion = (documentId: string, userId: string) => db().documentFeedback.findUnique({ where: { documentId_userId: { documentId, userId } }, select: { isUseful: true } });

/** Telemetry, not a change: no audit and no version. */
export async function noteRead(documentId: string, now: Date): Promise<void> {
  const day = new Date(now.toISOString().slice(0, 10));
  await db().$executeRaw`insert into document_read (document_id, day, reads) values (${documentId}, ${day}, 1) on conflict (document_id, day) do update set reads = document_read.reads + 1`;
}

export const listRequestRecords = () => db().documentRequest.findMany({ where: { state: "open" }, orderBy: [{ times: "desc" }, { lastAt: "desc" }], take: 50 });
export const listInReview = (reader: DocReader) =>
  db().documentVersion.findMany({ where: { state: "in_review", document: docsFor(reader) }, include: { document: { select: { slug: true } } }, orderBy: { createdAt: "asc" }, take: 50 });

export const listShippedDocs = (prefix: string) => db().document.findMany({ where: { sourceKey: { startsWith: prefix } }, select: { id: true, sourceKey: true, sourceHash: true } });
