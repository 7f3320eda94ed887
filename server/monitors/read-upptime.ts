import "server-only";
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { DomainError } from "@/server/platform/errors";
import type { Rejection } from "@/server/platform/imports";
import { checkColumns, nameKey, parseCheckHeader, parseHistoryEntry, parseSummaryEntry, type CheckHeader, type HistoryEntry, type SummaryEntry } from "#core/monitors";

export interface UpptimeDirectory {
  checksFile: string;
  header: CheckHeader;
  summary: SummaryEntry[];
  /** By `nameKey` of the file's name, which the source makes of the site's name. */
  history: Map<string, HistoryEntry>;
  /** Parts of the small files that could not be read; the rest counts. */
  rejections: Rejection[];
  /** Of the small files; the reader of the checks adds to it. */
  digest: Hash;
}

const longestHeader = 8 * 1024;
const expected = `expected the record of an Upptime site list: checks.csv (${checkColumns.join(", ")}) and beside it, where there are any, summary.json and history/*.yml`;

const refuse = (directory: string, what: string): DomainError => new DomainError("VALIDATION", `${path.basename(directory)} is not an Upptime directory: ${what}; ${expected}.`);

async function readHeader(directory: string, checksFile: string): Promise<CheckHeader> {
  const file = await open(checksFile);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestHeader), 0, longestHeader, 0);
    const firstLine = buffer.toString("utf8", 0, bytesRead).split(/\r?\n/, 1)[0] ?? "";
    const header = parseCheckHeader(firstLine);
    if (!header.ok) throw refuse(directory, header.reason);
    return header.value;
  } finally {
    await file.close();
  }
}

interface PlacedValue {
  line: number;
  value: unknown;
}

/** JSON is YAML, and this reader knows on which line each entry stands. */
function readSummaryEntries(directory: string, text: string): PlacedValue[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  if (document.errors.length > 0 || !isSeq(document.contents)) throw refuse(directory, "summary.json is not a list of sites");
  return document.contents.items.map((item) => {
    const offset = isMap(item) ? (item.range?.[0] ?? 0) : 0;
    return { line: lineCounter.linePos(offset).line, value: isMap(item) ? (item.toJSON() as unknown) : null };
  });
}

async function readSummary(directory: string, into: Pick<UpptimeDirectory, "summary" | "rejections" | "digest">): Promise<void> {
  const candidates = [path.join(directory, "summary.json"), path.join(directory, "history", "summary.json")];
  const texts = await Promise.all(candidates.map((file) => readFile(file, "utf8").catch(() => null)));
  const text = texts.find((content) => content !== null);
  if (text === undefined || text === null) return;
  into.digest.update(text);
  for (const { line, value } of readSummaryEntries(directory, text)) {
    const entry = parseSummaryEntry(value);
    if (entry.ok) into.summary.push(entry.value);
    else into.rejections.push({ line, reason: `summary.json: ${entry.reason}`, excerpt: "summary.json" });
  }
}

async function readHistory(directory: string, into: Pick<UpptimeDirectory, "history" | "rejections" | "digest">): Promise<void> {
  const folder = path.join(directory, "history");
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).sort();
  for (const name of names) {
    const text = await readFile(path.join(folder, name), "utf8");
    into.digest.update(text);
    const document = parseDocument(text, { lineCounter: new LineCounter() });
    const [error] = document.errors;
    const entry = error ? { ok: false as const, reason: error.message.split("\n", 1)[0] ?? "not YAML" } : parseHistoryEntry(document.toJSON() as unknown);
    if (entry.ok) into.history.set(nameKey(name.replace(/\.ya?ml$/, "")), entry.value);
    else into.rejections.push({ line: error?.linePos?.[0].line ?? 1, reason: `history/${name}: ${entry.reason}`, excerpt: `history/${name}` });
  }
}

/** Opens a directory and reads its small files. Refuses, before anything is written, one that is not an Upptime record. */
export async function readUpptimeDirectory(directory: string): Promise<UpptimeDirectory> {
  const kind = await stat(directory).catch(() => null);
  if (!kind?.isDirectory()) throw new DomainError("VALIDATION", `There is no directory ${path.basename(directory)}; ${expected}.`);
  const checksFile = path.join(directory, "checks.csv");
  const checks = await stat(checksFile).catch(() => null);
  if (!checks?.isFile()) throw refuse(directory, "it holds no checks.csv");
  const found: UpptimeDirectory = { checksFile, header: await readHeader(directory, checksFile), summary: [], history: new Map(), rejections: [], digest: createHash("sha256") };
  await readSummary(directory, found);
  await readHistory(directory, found);
  return found;
}

export interface Line {
  /** 1 for the first line of the file. */
  line: number;
  text: string;
}

/** The lines after the header, streamed; blank ones are left out. Every byte goes into the digest. */
export async function* readCheckLines(directory: UpptimeDirectory): AsyncGenerator<Line> {
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(directory.checksFile) as AsyncIterable<Buffer>) {
      directory.digest.update(chunk);
      yield chunk;
    }
  };
  let line = 0;
  for await (const text of createInterface({ input: Readable.from(chunks()), crlfDelay: Infinity })) {
    line += 1;
    if (line > 1 && text.trim() !== "") yield { line, text };
  }
}
