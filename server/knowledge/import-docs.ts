import "server-only";
import type { ImportReport, ImportSession } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { decideImport, type ImportDecision } from "#core/knowledge";
import { digestOf } from "./digest";
import { findStoredDocs, saveImportedDocs, type DocWrite, type StoredDoc } from "./import-docs-repository";
import { importFolder, type ImportFolderOptions, type ReadFile } from "./import-folder";
import { readDocument, type ParsedDocument } from "./read-document";

export type ImportDocsOptions = ImportFolderOptions;

/** Told apart from runbooks, which are known by their bare paths. */
export const docsLibrary = "docs:";

const reasons: Partial<Record<ImportDecision, string>> = {
  conflict: "changed here and in the file since the last import; the text here stays as it is. Bring both together, then import again",
};

/** What is to be written for one file; null when nothing is, which is counted or told. */
function planDoc({ item: document, text }: ReadFile<ParsedDocument>, stored: StoredDoc | undefined, session: ImportSession): DocWrite | null {
  const digest = digestOf(text);
  const decision = decideImport({ base: stored?.sourceHash ?? null, here: stored ? digestOf(stored.body) : null, file: digest });
  if (decision === "unchanged" || decision === "kept") {
    session.count("unchanged");
    return null;
  }
  if (decision === "conflict") {
    session.reject({ line: 1, reason: `${document.path}: ${reasons.conflict ?? ""}`, excerpt: document.title });
    return null;
  }
  return { id: stored?.id ?? null, decision, document, text, digest };
}

/**
 * Imports a directory of Markdown documents. A document is known by its path; three-way by digest, so that an edit made here is never
 * overwritten and an edit on both sides is told. Documents whose files are gone stay. Drafts in work here are not touched.
 */
export async function importDocs(ctx: Ctx, options: ImportDocsOptions): Promise<ImportReport> {
  return importFolder<ParsedDocument>(ctx, options, {
    kind: "docs", noun: "documents", expected: "expected a directory of Markdown files (*.md), its first folders being the spaces, with title, owner, audience and review_by in their front matter where they have one",
    read: (file) => {
      const read = readDocument(file);
      return read.ok ? { ok: true, item: read.document } : read;
    },
    take: async (read, session) => {
      const stored = await findStoredDocs(read.map(({ item }) => `${docsLibrary}${item.path}`));
      const writes = read.flatMap((one) => planDoc(one, stored.get(`${docsLibrary}${one.item.path}`), session) ?? []);
      if (!session.dryRun) await saveImportedDocs(writes, { now: ctx.clock.now(), authorName: ctx.actor.name });
      for (const { decision } of writes) session.count(decision === "create" ? "created" : decision === "same" ? "unchanged" : "updated");
    },
  });
}
