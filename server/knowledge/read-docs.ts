import "server-only";
import type { z } from "zod";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { diffLines, hunksOf } from "#core/knowledge";
import { docLimits, type docDetailSchema, type getVersionInputSchema, type listDocsInputSchema, type listDocsOutputSchema, type listVersionsOutputSchema, type readDocInputSchema, type VersionDetail } from "./contract";
import { docReader } from "./doc-reader";
import { showDoc } from "./doc-text";
import { digestOf } from "./digest";
import { findDocRecord, findOpinion, findVersionRecord, listDocRecords, listSpaceRecords, listVersionRecords, noteRead, readUse, type DocRecord } from "./docs-repository";
import { dayOf, presentDoc, presentSpace, presentVersion, rolesOf } from "./present-doc";

export const noSuchDoc = (slug: string): DomainError => new DomainError("NOT_FOUND", `There is no document "${slug}".`);

/** Spaces with the documents that this person may read; a space without any is shown only to those who write. */
export async function listDocs({ space, state }: z.output<typeof listDocsInputSchema>, ctx: Ctx): Promise<z.input<typeof listDocsOutputSchema>> {
  const reader = docReader(ctx.actor);
  const [spaces, docs] = await Promise.all([listSpaceRecords(), listDocRecords(reader, state === undefined ? { state: { not: "archived" } } : { state })]);
  const now = ctx.clock.now();
  const items = spaces.filter((each) => space === undefined || each.slug === space).map((each) => ({ ...presentSpace(each), docs: docs.filter((doc) => doc.spaceId === each.id).map((doc) => presentDoc(doc, now)) }));
  return { items: items.filter((each) => each.docs.length > 0 || (reader.canWrite && !each.isShipped)), nextCursor: null };
}

export async function requireDoc(slug: string, ctx: Ctx): Promise<DocRecord> {
  const doc = await findDocRecord(docReader(ctx.actor), slug);
  if (!doc) throw noSuchDoc(slug);
  return doc;
}

/** One document as its reader sees it. Opening its page to read it is counted. */
export async function getDoc({ slug, isReading }: z.output<typeof readDocInputSchema>, ctx: Ctx): Promise<z.input<typeof docDetailSchema>> {
  const doc = await requireDoc(slug, ctx);
  const now = ctx.clock.now();
  const { userId } = ctx.actor;
  const [shown, use, opinion] = await Promise.all([
    showDoc(doc, docReader(ctx.actor)), readUse([doc.id], now), userId === null ? null : findOpinion(doc.id, userId), isReading && ctx.via === "page" ? noteRead(doc.id, now) : null,
  ]);
  const { reads = 0, yes = 0, no = 0 } = use.get(doc.id) ?? {};
  const pending = doc.versions[0];
  const canEdit = can(ctx.actor, "knowledge.write") && doc.space?.isShipped !== true;
  return {
    ...presentDoc(doc, now), ...shown, space: doc.space ? presentSpace(doc.space) : null, publishedVersion: doc.publishedVersion, version: doc.version, audience: rolesOf(doc.audience),
    reviewEveryDays: doc.reviewEveryDays, reviewedAt: doc.reviewedAt?.toISOString() ?? null, reviewedBy: doc.reviewedBy, reviewBy: dayOf(doc.reviewBy),
    sourceKey: doc.sourceKey?.replace(/^\w+:/, "") ?? null, isEdited: doc.sourceHash !== null && digestOf(doc.body) !== doc.sourceHash,
    pending: canEdit && pending && pending.number > doc.publishedVersion ? presentVersion(pending) : null, useful: { yes, no, own: opinion?.isUseful ?? null }, reads, canEdit,
  };
}

export async function listVersions({ slug }: { slug: string }, ctx: Ctx): Promise<z.input<typeof listVersionsOutputSchema>> {
  const doc = await requireDoc(slug, ctx);
  const rows = await listVersionRecords(doc.id, docLimits.versions);
  const mayDraft = can(ctx.actor, "knowledge.write");
  return { items: rows.filter((row) => mayDraft || row.state === "published").map(presentVersion), nextCursor: null };
}

/** One version and what it changed, against the one before or any other. */
export async function getVersion({ slug, number, against }: z.output<typeof getVersionInputSchema>, ctx: Ctx): Promise<VersionDetail> {
  const doc = await requireDoc(slug, ctx);
  const other = against ?? number - 1;
  const [version, base] = await Promise.all([findVersionRecord(doc.id, number), other > 0 ? findVersionRecord(doc.id, other) : null]);
  const mayDraft = can(ctx.actor, "knowledge.write");
  const hidden = [version, base].some((row) => row && row.state !== "published" && !mayDraft);
  if (!version || hidden) throw new DomainError("NOT_FOUND", `"${slug}" has no version ${number}.`);
  return { ...presentVersion(version), body: version.body, against: base?.number ?? null, hunks: hunksOf(diffLines(base?.body ?? "", version.body)) };
}
