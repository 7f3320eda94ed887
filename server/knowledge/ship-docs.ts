import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Tx } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { baseNameOf, docSlugFor, nameSlug } from "#core/knowledge";
import { derivedFrom } from "./doc-text";
import { digestOf } from "./digest";
import { listShippedDocs, lockNewestVersion } from "./docs-repository";
import { deleteDocs, ensureSpace, insertDoc, insertVersion, listBySource, takenSlugs, updateDoc } from "./docs-write-repository";
import { listMarkdownFiles } from "./list-markdown-files";
import { readDocument, type ParsedDocument } from "./read-document";

const library = "shipped:";
const shippedSpace = { slug: "quarterdeck", title: "Using Quarterdeck", description: "How the portal is used, run and built. It comes with the portal and changes with it.", position: 0, isShipped: true };

interface Shipped {
  document: ParsedDocument;
  text: string;
}

/** Where the portal's own documentation lies: beside the sources, also for a server that runs from its build. */
const contentDirectory = (): string => path.join(env().QUARTERDECK_HOME ?? process.cwd(), "content", "docs");

async function readShipped(dir: string): Promise<Shipped[]> {
  const files = await listMarkdownFiles(dir).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(path.join(dir, file), "utf8")));
  return texts.flatMap((text, index) => {
    const read = readDocument({ path: files[index] ?? "", text });
    if (!read.ok) log().error({ file: files[index], line: read.line, reason: read.reason }, "a document of the portal cannot be read");
    return read.ok ? [{ document: read.document, text }] : [];
  });
}

async function writeOne(tx: Tx, { document, text }: Shipped, { id, spaceId, now }: { id: string | null; spaceId: string; now: Date }): Promise<void> {
  const sourceKey = `${library}${document.path}`;
  const data = { title: document.title, kind: "doc", section: document.section, weight: document.weight, body: text, ...derivedFrom(text, sourceKey), audience: document.audience ?? [], spaceId, sourceHash: digestOf(text), state: "published", updatedAt: now };
  const docId = id ?? newId("doc");
  const number = id === null ? 1 : (await lockNewestVersion(tx, id)) + 1;
  // Named after its file, so that links and bookmarks outlive a better title.
  if (id === null) await insertDoc(tx, { ...data, id: docId, slug: docSlugFor(baseNameOf(document.path), await takenSlugs(tx, nameSlug(baseNameOf(document.path)))), sourceKey, createdAt: now, publishedVersion: 1 });
  else await updateDoc(tx, { id, version: null }, { ...data, publishedVersion: number });
  await insertVersion(tx, { documentId: docId, number, title: document.title, body: text, origin: "shipped", state: "published", authorName: "Quarterdeck", createdAt: now });
}

/** Brings the documentation of this release into the library: new and changed documents are written, those that are gone leave. Nothing changed, nothing written. */
export async function shipDocs(ctx: Ctx, dir = contentDirectory()): Promise<{ written: number; removed: number }> {
  const shipped = await readShipped(dir);
  // An installation without the folder keeps what it has.
  if (shipped.length === 0) return { written: 0, removed: 0 };
  const stored = new Map((await listShippedDocs(library)).map((row) => [row.sourceKey, row]));
  const changed = shipped.filter(({ document, text }) => stored.get(`${library}${document.path}`)?.sourceHash !== digestOf(text));
  const kept = new Set(shipped.map(({ document }) => `${library}${document.path}`));
  const gone = [...stored.values()].filter(({ sourceKey }) => !kept.has(sourceKey ?? ""));
  if (changed.length === 0 && gone.length === 0) return { written: 0, removed: 0 };
  const now = ctx.clock.now();
  await businessWrite(ctx, { domains: ["knowledge"], timeoutMs: 60_000 }, async (tx, record) => {
    const space = await ensureSpace(tx, shippedSpace);
    const current = new Map((await listBySource(tx, library)).map((row) => [row.sourceKey, row]));
    for (const one of changed) await writeOne(tx, one, { id: current.get(`${library}${one.document.path}`)?.id ?? null, spaceId: space.id, now });
    await deleteDocs(tx, gone.map(({ id }) => id));
    record({ action: "knowledge.ship", entityType: "document_space", entityId: space.id, after: { written: changed.length, removed: gone.length } });
  });
  return { written: changed.length, removed: gone.length };
}
