import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { runImport, type ImportReport, type ImportSession, type ImportTally } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { decideImport, type ImportDecision } from "#core/knowledge";
import { digestOf } from "./digest";
import { findStoredDocs, saveImportedDocs, type DocWrite, type StoredDoc } from "./import-docs-repository";
import { hasDemoData } from "./import-repository";
import { listMarkdownFiles } from "./list-markdown-files";
import { isTooLarge, readDocument, type ParsedDocument } from "./read-document";

export interface ImportDocsOptions {
  dir: string;
  source?: string;
  dryRun?: boolean;
  allowDemo?: boolean;
  onProgress?: (tally: ImportTally) => void;
}

const batchFiles = 50;
/** Told apart from runbooks, which are known by their bare paths. */
export const docsLibrary = "docs:";

async function requireFiles(ctx: Ctx, options: ImportDocsOptions): Promise<string[]> {
  if (!can(ctx.actor, "knowledge.import")) throw new DomainError("FORBIDDEN", "Your role does not include importing documents. Ask an administrator if you need it.");
  const name = path.basename(path.resolve(options.dir));
  const kind = await stat(options.dir).catch(() => null);
  const files = kind?.isDirectory() ? await listMarkdownFiles(options.dir) : [];
  if (files.length === 0) throw new DomainError("VALIDATION", `${name} holds no documents; expected a directory of Markdown files (*.md), its first folders being the spaces, with title, owner, audience and review_by in their front matter where they have one.`);
  if (options.allowDemo !== true && (await hasDemoData())) throw new DomainError("PRECONDITION_FAILED", "This portal holds the demo organisation; real documents would mix with invented ones. Remove it first (cli demo remove), or allow the mixture explicitly.");
  return files;
}

interface ReadDoc {
  document: ParsedDocument;
  text: string;
}

async function readOne(root: string, file: string, session: ImportSession): Promise<ReadDoc | null> {
  session.rowRead();
  const refuse = (line: number, reason: string, excerpt = file): null => {
    session.reject({ line, reason: `${file}: ${reason}`, excerpt });
    return null;
  };
  const { size } = await stat(path.join(root, file));
  if (isTooLarge(size)) return refuse(1, "the file is larger than 1 MiB");
  const text = await readFile(path.join(root, file), "utf8");
  const read = readDocument({ path: file, text });
  return read.ok ? { document: read.document, text } : refuse(read.line, read.reason, (text.split("\n")[read.line - 1] ?? "").replaceAll("\0", ""));
}

const reasons: Partial<Record<ImportDecision, string>> = {
  conflict: "changed here and in the file since the last import; the text here stays as it is. Bring both together, then import again",
};

/** What is to be written for one file; null when nothing is, which is counted or told. */
function planDoc({ document, text }: ReadDoc, stored: StoredDoc | undefined, session: ImportSession): DocWrite | null {
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
  const files = await requireFiles(ctx, options);
  const { onProgress } = options;
  const run = { kind: "docs", source: options.source ?? path.basename(path.resolve(options.dir)), zone: "UTC", dryRun: options.dryRun ?? false, fileHash: null };
  return runImport(ctx, { ...run, domains: ["knowledge"], ...(onProgress ? { onProgress } : {}) }, async (session) => {
    const digest = createHash("sha256");
    for (let from = 0; from < files.length; from += batchFiles) {
      const read: ReadDoc[] = [];
      for (const file of files.slice(from, from + batchFiles)) {
        const one = await readOne(options.dir, file, session);
        if (one) read.push(one);
      }
      for (const { document, text } of read) digest.update(`${document.path}\n${text}`);
      const stored = await findStoredDocs(read.map(({ document }) => `${docsLibrary}${document.path}`));
      const writes = read.flatMap((one) => planDoc(one, stored.get(`${docsLibrary}${one.document.path}`), session) ?? []);
      if (!session.dryRun) await saveImportedDocs(writes, { now: ctx.clock.now(), authorName: ctx.actor.name });
      for (const { decision } of writes) session.count(decision === "create" ? "created" : decision === "same" ? "unchanged" : "updated");
      await session.checkpoint();
    }
    session.setFileHash(digest.digest("hex"));
  });
}
