import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { runImport, type ImportReport, type ImportSession, type ImportTally } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { knowledgeLimits } from "./contract";
import { hasDemoData } from "./import-repository";
import { listMarkdownFiles } from "./list-markdown-files";

export interface ImportFolderOptions {
  /** The directory to read. */
  dir: string;
  /** Its name as people know it; default: the last part of the path. */
  source?: string;
  dryRun?: boolean;
  /** Import although the portal holds demo data. */
  allowDemo?: boolean;
  onProgress?: (tally: ImportTally) => void;
}

export interface ReadFile<Item> {
  item: Item;
  text: string;
}

export interface FolderLibrary<Item> {
  kind: "docs" | "runbooks";
  /** "documents", as messages say it. */
  noun: string;
  /** What a directory of them holds. */
  expected: string;
  read: (file: { path: string; text: string }) => { ok: true; item: Item } | { ok: false; line: number; reason: string };
  /** Decides about some files, writes what is to be written (never in a dry run), and counts all of them. */
  take: (read: readonly ReadFile<Item>[], session: ImportSession) => Promise<void>;
}

const batchFiles = 50;

async function requireFiles(ctx: Ctx, options: ImportFolderOptions, { noun, expected }: Pick<FolderLibrary<unknown>, "noun" | "expected">): Promise<string[]> {
  if (!can(ctx.actor, "knowledge.import")) throw new DomainError("FORBIDDEN", `Your role does not include importing ${noun}. Ask an administrator if you need it.`);
  const name = path.basename(path.resolve(options.dir));
  const kind = await stat(options.dir).catch(() => null);
  if (!kind?.isDirectory()) throw new DomainError("VALIDATION", `There is no directory ${name}; ${expected}.`);
  const files = await listMarkdownFiles(options.dir);
  if (files.length === 0) throw new DomainError("VALIDATION", `${name} holds no ${noun}; ${expected}.`);
  if (options.allowDemo !== true && (await hasDemoData())) throw new DomainError("PRECONDITION_FAILED", `This organisation holds demo data, and your own ${noun} would mix with it. Remove the demo first (npm run -s cli -- demo remove), or confirm that both may stand side by side.`);
  return files;
}

/** One file, or null when it cannot be read: then it is rejected with its name and line. */
async function readOne<Item>(file: string, { dir, session, read }: { dir: string; session: ImportSession; read: FolderLibrary<Item>["read"] }): Promise<ReadFile<Item> | null> {
  session.rowRead();
  const refuse = (line: number, reason: string, excerpt = file): null => {
    session.reject({ line, reason: `${file}: ${reason}`, excerpt });
    return null;
  };
  const { size } = await stat(path.join(dir, file));
  if (size > knowledgeLimits.fileBytes) return refuse(1, "the file is larger than 1 MiB");
  const text = await readFile(path.join(dir, file), "utf8");
  const found = read({ path: file, text });
  return found.ok ? { item: found.item, text } : refuse(found.line, found.reason, (text.split("\n")[found.line - 1] ?? "").replaceAll("\0", ""));
}

/** Imports a directory of Markdown files. What is in it is known by its path; what is not there any more stays. Batches commit as they go; running it again completes what was interrupted. */
export async function importFolder<Item>(ctx: Ctx, options: ImportFolderOptions, library: FolderLibrary<Item>): Promise<ImportReport> {
  const files = await requireFiles(ctx, options, library);
  const { onProgress } = options;
  const run = { kind: library.kind, source: options.source ?? path.basename(path.resolve(options.dir)), zone: "UTC", dryRun: options.dryRun ?? false, fileHash: null };
  return runImport(ctx, { ...run, domains: ["knowledge"], ...(onProgress ? { onProgress } : {}) }, async (session) => {
    const digest = createHash("sha256");
    for (let from = 0; from < files.length; from += batchFiles) {
      const read: ReadFile<Item>[] = [];
      for (const file of files.slice(from, from + batchFiles)) {
        const one = await readOne(file, { dir: options.dir, session, read: library.read });
        if (one === null) continue;
        read.push(one);
        digest.update(`${file}\n${one.text}`);
      }
      await library.take(read, session);
      await session.checkpoint();
    }
    session.setFileHash(digest.digest("hex"));
  });
}
