import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { runImport, type ImportReport, type ImportSession, type ImportTally } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { runbookSlug } from "#core/knowledge";
import { knowledgeLimits } from "./contract";
import { digestOf } from "./digest";
import { listMarkdownFiles } from "./list-markdown-files";
import { findServiceIds, findStoredRunbooks, hasDemoData, listDocumentSlugs, saveRunbooks, type RunbookWrite, type StoredRunbook } from "./import-repository";
import { readRunbook, type ParsedRunbook } from "./read-runbook";

export interface ImportRunbooksOptions {
  /** The directory to read, with its folders as sections. */
  dir: string;
  /** Its name as people know it; default: the last part of the path. */
  source?: string;
  dryRun?: boolean;
  /** Import although the portal holds demo data. */
  allowDemo?: boolean;
  onProgress?: (tally: ImportTally) => void;
}

const batchFiles = 50;

async function requireReadiness(ctx: Ctx, options: ImportRunbooksOptions): Promise<string[]> {
  if (!can(ctx.actor, "knowledge.import")) throw new DomainError("FORBIDDEN", "Your role does not include importing runbooks. Ask an administrator if you need it.");
  const name = path.basename(path.resolve(options.dir));
  const expected = "expected a directory of Markdown files (*.md), its folders being the sections, with title and weight in their front matter where they have one";
  const kind = await stat(options.dir).catch(() => null);
  if (!kind?.isDirectory()) throw new DomainError("VALIDATION", `There is no directory ${name}; ${expected}.`);
  const files = await listMarkdownFiles(options.dir);
  if (files.length === 0) throw new DomainError("VALIDATION", `${name} holds no runbooks; ${expected}.`);
  if (options.allowDemo !== true && (await hasDemoData())) {
    throw new DomainError("PRECONDITION_FAILED", "This portal holds the demo organisation; real runbooks would mix with invented ones. Remove it first (cli demo remove), or allow the mixture explicitly.");
  }
  return files;
}

interface ReadFile {
  runbook: ParsedRunbook;
  text: string;
}

async function readOne(root: string, file: string, session: ImportSession): Promise<ReadFile | null> {
  session.rowRead();
  const full = path.join(root, file);
  const { size } = await stat(full);
  if (size > knowledgeLimits.fileBytes) {
    session.reject({ line: 1, reason: `${file}: the file is larger than 1 MiB`, excerpt: file });
    return null;
  }
  const text = await readFile(full, "utf8");
  const read = readRunbook({ path: file, text });
  if (read.ok) return { runbook: read.runbook, text };
  session.reject({ line: read.line, reason: `${file}: ${read.reason}`, excerpt: (text.split("\n")[read.line - 1] ?? "").replaceAll("\0", "") });
  return null;
}

interface Plan {
  session: ImportSession;
  slugs: Set<string>;
  services: Map<string, string>;
}

/** Decides about one file: null when there is nothing to write (unchanged or rejected, both counted). */
function planWrite({ runbook, text }: ReadFile, stored: StoredRunbook | undefined, { session, slugs, services }: Plan): RunbookWrite | null {
  const digest = digestOf(text);
  const serviceId = services.get(runbook.serviceName?.toLowerCase() ?? "") ?? stored?.serviceId ?? null;
  if (stored?.sourceHash === digest && stored.serviceId === serviceId) {
    session.count("unchanged");
    return null;
  }
  // What was edited here is nobody's to overwrite: both versions have changed, and a person decides.
  if (stored && digestOf(stored.body) !== stored.sourceHash) {
    session.reject({ line: 1, reason: `${runbook.path}: edited here since its import; the text here stays as it is`, excerpt: runbook.title });
    return null;
  }
  const slug = stored ? "" : runbookSlug(runbook.path, slugs);
  if (!stored) slugs.add(slug);
  return { id: stored?.id ?? null, slug, runbook, text, digest, serviceId };
}

/**
 * Imports a directory of Markdown runbooks. A runbook is known by its path in the directory; runbooks whose files are not there stay.
 * Batches commit as they go; running it again completes what was interrupted.
 */
export async function importRunbooks(ctx: Ctx, options: ImportRunbooksOptions): Promise<ImportReport> {
  const files = await requireReadiness(ctx, options);
  const { onProgress } = options;
  const run = { kind: "runbooks", source: options.source ?? path.basename(path.resolve(options.dir)), zone: "UTC", dryRun: options.dryRun ?? false, fileHash: null };
  return runImport(ctx, { ...run, domains: ["knowledge"], ...(onProgress ? { onProgress } : {}) }, async (session) => {
    const digest = createHash("sha256");
    const slugs = await listDocumentSlugs();
    for (let from = 0; from < files.length; from += batchFiles) {
      const read: ReadFile[] = [];
      for (const file of files.slice(from, from + batchFiles)) {
        const one = await readOne(options.dir, file, session);
        if (one) read.push(one);
      }
      for (const { runbook, text } of read) digest.update(`${runbook.path}\n${text}`);
      const stored = await findStoredRunbooks(read.map(({ runbook }) => runbook.path));
      const services = await findServiceIds(read.flatMap(({ runbook }) => runbook.serviceName ?? []));
      const writes = read.flatMap((one) => planWrite(one, stored.get(one.runbook.path), { session, slugs, services }) ?? []);
      if (!session.dryRun) await saveRunbooks(writes, ctx.clock.now());
      for (const write of writes) session.count(write.id === null ? "created" : "updated");
      await session.checkpoint();
    }
    session.setFileHash(digest.digest("hex"));
  });
}
