import "server-only";
import { db, type Tx } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { bumpVersions } from "@/server/platform/versions";
import { docSlugFor, nameSlug, type ImportDecision } from "#core/knowledge";
import { derivedFrom } from "./doc-text";
import { lockNewestVersion } from "./docs-repository";
import { ensureSpace, insertDoc, insertVersion, takenSlugs, updateDoc } from "./docs-write-repository";
import type { ParsedDocument } from "./read-document";

export interface StoredDoc {
  id: string;
  sourceHash: string | null;
  body: string;
}

export interface DocWrite {
  id: string | null;
  decision: ImportDecision;
  document: ParsedDocument;
  text: string;
  digest: string;
}

export async function findStoredDocs(keys: readonly string[]): Promise<Map<string, StoredDoc>> {
  const rows = await db().document.findMany({ where: { sourceKey: { in: [...keys] } }, select: { id: true, sourceKey: true, sourceHash: true, body: true } });
  return new Map(rows.map((row) => [row.sourceKey ?? "", row]));
}

interface Import {
  now: Date;
  authorName: string;
}

/** What the file says of its document; a key that the file leaves out keeps what was set here. */
const settingsOf = ({ ownerName, audience, reviewBy, reviewEveryDays }: ParsedDocument) => ({
  ...(ownerName === undefined ? {} : { ownerName }), ...(audience === undefined ? {} : { audience }), ...(reviewBy === undefined ? {} : { reviewBy: new Date(reviewBy) }), ...(reviewEveryDays === undefined ? {} : { reviewEveryDays }),
});

async function saveOne(tx: Tx, { id, decision, document, text, digest }: DocWrite, { now, authorName }: Import): Promise<void> {
  // Both sides made the same change: only the common ground moves.
  if (id !== null && decision === "same") return void (await updateDoc(tx, { id, version: null }, { sourceHash: digest }));
  const sourceKey = `docs:${document.path}`;
  const space = await ensureSpace(tx, { slug: nameSlug(document.space ?? "Imported"), title: document.space ?? "Imported", position: 100 });
  const data = { title: document.title, kind: document.kind, section: document.section, weight: document.weight, body: text, ...derivedFrom(text, sourceKey), ...settingsOf(document), spaceId: space.id, sourceHash: digest, state: "published", updatedAt: now };
  const docId = id ?? newId("doc");
  const number = id === null ? 1 : (await lockNewestVersion(tx, id)) + 1;
  if (id === null) await insertDoc(tx, { ...data, id: docId, slug: docSlugFor(document.title, await takenSlugs(tx, nameSlug(document.title))), sourceKey, createdAt: now, publishedVersion: number });
  else await updateDoc(tx, { id, version: null }, { ...data, publishedVersion: number });
  await insertVersion(tx, { documentId: docId, number, title: document.title, body: text, origin: "import", state: "published", authorName, createdAt: now });
}

export async function saveImportedDocs(writes: readonly DocWrite[], run: Import): Promise<void> {
  if (writes.length === 0) return;
  await db().$transaction(async (tx) => {
    for (const write of writes) await saveOne(tx, write, run);
    await bumpVersions(tx, ["knowledge"]);
  }, { timeout: 60_000, maxWait: 10_000 });
}
