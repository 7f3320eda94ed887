import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { nextReview } from "#core/knowledge";
import type { changeRequestInputSchema, docChangedSchema, markReviewedInputSchema, rateDocInputSchema, ratedSchema, updateDocInputSchema } from "./contract";
import { readUse, type DocRecord } from "./docs-repository";
import { findRequest, saveOpinion, updateDoc, updateRequest } from "./docs-write-repository";
import { dayOf } from "./present-doc";
import { requireDoc } from "./read-docs";
import { requireEditable } from "./write-docs";

type Changed = z.input<typeof docChangedSchema>;
const defaultEveryDays = 180;

const asDate = (day: string | null): Date | null => (day === null ? null : new Date(day));
const staleDoc = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this document since you opened it. Reload to see the change, then make yours again.");
const settingsOf = ({ section, ownerName, audience, reviewEveryDays, state, reviewBy }: DocRecord) => ({ section, ownerName, audience, reviewEveryDays, state, reviewBy: dayOf(reviewBy) });

/** Who owns it, who reads it, when it is looked at again, whether it is still shown. The text has versions of its own. */
export async function updateDocSettings({ slug, version, reviewBy, ...fields }: z.output<typeof updateDocInputSchema>, ctx: Ctx): Promise<Changed> {
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const doc = await requireEditable(tx, slug, ctx);
    if (fields.state === "published" && doc.publishedVersion === 0) throw new DomainError("PRECONDITION_FAILED", "It has no published version yet. Publish one.");
    const { audience, ...rest } = fields;
    if (!(await updateDoc(tx, { id: doc.id, version }, { ...rest, ...(audience ? { audience: [...audience] } : {}), ...(reviewBy === undefined ? {} : { reviewBy: asDate(reviewBy) }) }))) throw staleDoc();
    record({ action: "knowledge.document.update", entityType: "document", entityId: doc.id, before: settingsOf(doc), after: { slug, reviewBy, ...fields } });
    return { slug, version: version + 1 };
  });
}

/** Somebody has read it and it holds: the next look is its interval away, half a year where none is set. */
export async function markReviewed({ slug, version }: z.output<typeof markReviewedInputSchema>, ctx: Ctx): Promise<Changed> {
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const doc = await requireEditable(tx, slug, ctx);
    const reviewBy = nextReview(now.toISOString().slice(0, 10), doc.reviewEveryDays ?? defaultEveryDays);
    if (!(await updateDoc(tx, { id: doc.id, version }, { reviewedAt: now, reviewedBy: ctx.actor.name, reviewBy: new Date(reviewBy), remindedAt: null }))) throw staleDoc();
    record({ action: "knowledge.document.reviewed", entityType: "document", entityId: doc.id, before: { reviewBy: dayOf(doc.reviewBy) }, after: { slug, reviewBy } });
    return { slug, version: version + 1 };
  });
}

/** One opinion for each person and document; the last one holds. */
export async function rateDoc({ slug, isUseful, comment }: z.output<typeof rateDocInputSchema>, ctx: Ctx): Promise<z.input<typeof ratedSchema>> {
  const { userId } = ctx.actor;
  if (userId === null) throw new DomainError("FORBIDDEN", "Sign in as a person to say whether a document helped.");
  const doc = await requireDoc(slug, ctx);
  const now = ctx.clock.now();
  await businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    await saveOpinion(tx, { documentId: doc.id, userId, version: doc.publishedVersion, isUseful, comment, at: now });
    record({ action: "knowledge.document.rated", entityType: "document", entityId: doc.id, after: { slug, isUseful } });
  });
  const { yes = 0, no = 0 } = (await readUse([doc.id], now)).get(doc.id) ?? {};
  return { yes, no };
}

/** Who writes what was looked for, or that nobody will, and why. */
export async function changeRequest({ id, version, ownerName, state, note }: z.output<typeof changeRequestInputSchema>, ctx: Ctx): Promise<{ id: string; version: number }> {
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const before = await findRequest(tx, id);
    if (!before) throw new DomainError("NOT_FOUND", "There is no such request.");
    const changes = { ...(ownerName === undefined ? {} : { ownerName }), ...(state === undefined ? {} : { state, closedAt: state === "open" ? null : ctx.clock.now() }) };
    if (!(await updateRequest(tx, { id, version }, changes))) throw new DomainError("CONFLICT", "Somebody else has changed this request. Reload, then make your change again.");
    record({ action: "knowledge.request.update", entityType: "document_request", entityId: id, before: { ownerName: before.ownerName, state: before.state }, after: { ...changes, ...(note === "" ? {} : { note }) } });
    return { id, version: version + 1 };
  });
}
