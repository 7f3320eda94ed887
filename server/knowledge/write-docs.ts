import "server-only";
import type { z } from "zod";
import { can } from "@/server/platform/auth/actor";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { docSlugFor, nameSlug } from "#core/knowledge";
import type { createDocInputSchema, createSpaceInputSchema, decidedSchema, decideVersionInputSchema, DocSpace, draftSavedSchema, saveDraftInputSchema } from "./contract";
import { docReader } from "./doc-reader";
import { derivedFrom } from "./doc-text";
import { findDocForEdit, findVersionRecord, lockNewestVersion, type DocRecord } from "./docs-repository";
import { findRequest, findSpace, insertDoc, insertSpace, insertVersion, takenSlugs, updateDoc, updateRequest, updateVersion } from "./docs-write-repository";
import { presentSpace } from "./present-doc";
import { noSuchDoc } from "./read-docs";

/** Documents that ship with the portal change with its releases only. */
export async function requireEditable(tx: Tx, slug: string, ctx: Ctx): Promise<DocRecord> {
  const doc = await findDocForEdit(tx, docReader(ctx.actor), slug);
  if (!doc) throw noSuchDoc(slug);
  if (doc.space?.isShipped === true) throw new DomainError("PRECONDITION_FAILED", "This document comes with the portal and is read only. Write your own beside it.");
  return doc;
}

export async function createSpace({ title, description, audience }: z.output<typeof createSpaceInputSchema>, ctx: Ctx): Promise<DocSpace> {
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const slug = nameSlug(title);
    if (await findSpace(tx, slug)) throw new DomainError("CONFLICT", `There is already a space "${title}".`, { faults: [{ path: "title", message: "taken" }] });
    const space = await insertSpace(tx, { id: newId("spc"), slug, title, description, audience: [...audience], position: 100 });
    record({ action: "knowledge.space.create", entityType: "document_space", entityId: space.id, after: { slug, title, audience } });
    return presentSpace(space);
  });
}

/** A new document begins as a draft: nobody but writers sees it until it is published. */
export async function createDoc(input: z.output<typeof createDocInputSchema>, ctx: Ctx): Promise<z.input<typeof draftSavedSchema>> {
  const { title, body, section, kind } = input;
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const space = await findSpace(tx, input.space);
    if (!space || space.isShipped) throw new DomainError("VALIDATION", "Choose a space of your own for it.", { faults: [{ path: "space", message: "unknown or read only" }] });
    const slug = docSlugFor(title, await takenSlugs(tx, nameSlug(title)));
    const id = newId("doc");
    await insertDoc(tx, { id, slug, kind, spaceId: space.id, title, section, body, ...derivedFrom(body, null), state: "draft", publishedVersion: 0, ownerName: ctx.actor.name, ownerId: ctx.actor.userId, createdAt: now, updatedAt: now });
    await insertVersion(tx, { documentId: id, number: 1, title, body, authorId: ctx.actor.userId, authorName: ctx.actor.name, createdAt: now });
    if (input.requestId !== undefined) await answerRequest(tx, input.requestId, { id, now });
    record({ action: "knowledge.document.create", entityType: "document", entityId: id, after: { slug, title, space: input.space, kind } });
    return { slug, number: 1 };
  });
}

async function answerRequest(tx: Tx, id: string, by: { id: string; now: Date }): Promise<void> {
  if (!(await findRequest(tx, id))) throw new DomainError("NOT_FOUND", "There is no such request.");
  await updateRequest(tx, { id, version: null }, { documentId: by.id, state: "written", closedAt: by.now });
}

/** A new version beside the others. When somebody saved since `base`, nothing is written: the writer decides with both texts at hand. */
export async function saveDraft({ slug, title, body, note, base }: z.output<typeof saveDraftInputSchema>, ctx: Ctx): Promise<z.input<typeof draftSavedSchema>> {
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const doc = await requireEditable(tx, slug, ctx);
    const newest = await lockNewestVersion(tx, doc.id);
    if (newest !== base) throw new DomainError("CONFLICT", `Version ${newest} was saved while you were writing. Nothing of yours is lost: bring both together, then save.`);
    const number = newest + 1;
    await insertVersion(tx, { documentId: doc.id, number, title, body, note, authorId: ctx.actor.userId, authorName: ctx.actor.name, createdAt: ctx.clock.now() });
    record({ action: "knowledge.document.draft", entityType: "document", entityId: doc.id, after: { slug, number, note } });
    return { slug, number };
  });
}

const nextStates = { submit: "in_review", publish: "published", reject: "rejected" } as const;
const allowedFrom = { submit: ["draft", "rejected"], publish: ["draft", "in_review"], reject: ["in_review"] } as const;

/**
 * Moves the newest version on. Two pairs of eyes: whoever wrote a version does not publish it, administrators excepted. Publishing is
 * what readers see, and it makes an older unpublished version a thing of the past.
 */
export async function decideVersion({ slug, number, decision, note }: z.output<typeof decideVersionInputSchema>, ctx: Ctx): Promise<z.input<typeof decidedSchema>> {
  const now = ctx.clock.now();
  return businessWrite(ctx, { domains: ["knowledge"] }, async (tx, record) => {
    const doc = await requireEditable(tx, slug, ctx);
    const newest = await lockNewestVersion(tx, doc.id);
    const version = await findVersionRecord(doc.id, number, tx);
    if (!version) throw new DomainError("NOT_FOUND", `"${slug}" has no version ${number}.`);
    if (number !== newest) throw new DomainError("CONFLICT", `Version ${newest} is newer. Look at that one.`);
    if (!(allowedFrom[decision] as readonly string[]).includes(version.state)) throw new DomainError("PRECONDITION_FAILED", `A version that is ${version.state.replace("_", " ")} cannot be ${decision === "submit" ? "sent for review" : `${decision}ed`}.`);
    if (decision === "publish" && version.authorId === ctx.actor.userId && !can(ctx.actor, "accounts.manage")) throw new DomainError("FORBIDDEN", "Somebody else has to publish what you wrote. Send it for review.");
    const state = nextStates[decision];
    await updateVersion(tx, { documentId: doc.id, number }, { state, ...(decision === "submit" ? {} : { reviewedBy: ctx.actor.name, reviewNote: note, reviewedAt: now }) });
    if (decision === "publish") await updateDoc(tx, { id: doc.id, version: null }, { title: version.title, body: version.body, ...derivedFrom(version.body, doc.sourceKey), publishedVersion: number, state: "published", updatedAt: now });
    record({ action: `knowledge.document.${decision}`, entityType: "document", entityId: doc.id, before: { state: version.state, publishedVersion: doc.publishedVersion }, after: { slug, number, state, note } });
    return { slug, number, state };
  });
}
