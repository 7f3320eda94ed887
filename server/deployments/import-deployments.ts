import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { readHeader, readRow, settleDeployment, type DeploymentFacts, type Header } from "#core/deployments";
import { isZone } from "#contract/accounts";
import { parseInstant } from "#core/monitors";
import { requireNoDemo } from "../demo";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import { runImport, type ImportReport, type ImportSession, type ImportTally } from "../platform/imports";
import type { Ctx } from "../platform/registry";
import { deploymentLimits, reportDeploymentInput, type ReportDeployment } from "./contract";
import { findBySourceKeys, inTransaction, saveDeployment } from "./deployments-repository";
import { frameOf, knownFor, resolveMessage, type Known } from "./report-deployment";

export interface ImportDeploymentsOptions {
  path: string;
  source?: string;
  /** IANA zone of times that carry no offset. Default UTC. */
  zone?: string;
  dryRun?: boolean;
  allowDemo?: boolean;
  onProgress?: (tally: ImportTally) => void;
}

const batchRows = 500;

interface Row {
  line: number;
  text: string;
  input: ReportDeployment;
}

async function readLinesOf(file: string): Promise<{ lines: string[]; hash: string }> {
  try {
    const { size } = await stat(file);
    if (size > deploymentLimits.importBytes) throw new DomainError("LIMIT_EXCEEDED", "The list is larger than 20 MB. Split it into several files.");
    const text = await readFile(file, "utf8");
    return { lines: text.replace(/^\uFEFF/, "").split(/\r?\n/), hash: createHash("sha256").update(text).digest("hex") };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("NOT_FOUND", `The file ${path.basename(file)} cannot be read.`, { cause: error });
  }
}

const rejection = (line: number, reason: string, text: string) => ({ line, reason, excerpt: text.replaceAll("\0", "") });

/** Lines that can be read as messages; the others are rejected with their reason. */
function readRows(lines: readonly string[], { header, zone, session }: { header: Header; zone: string; session: ImportSession }): Row[] {
  const toInstant = (local: string): string | null => {
    const atMs = parseInstant(local, zone);
    return atMs === null ? null : new Date(atMs).toISOString();
  };
  return lines.flatMap((text, index): Row[] => {
    const line = index + 2;
    if (text.trim() === "") return [];
    session.rowRead();
    const read = text.length > deploymentLimits.lineLength ? { ok: false as const, reason: "The line is too long" } : readRow(text, header, toInstant);
    const parsed = read.ok ? reportDeploymentInput.safeParse(read.message) : null;
    if (parsed?.success && parsed.data.deployedAt !== undefined) return [{ line, text, input: parsed.data }];
    const [issue] = parsed?.error?.issues ?? [];
    session.reject(rejection(line, !read.ok ? read.reason : issue ? `${issue.path.join(".")}: ${issue.message}` : "deployedAt: is missing", text));
    return [];
  });
}

/** One batch in one transaction. Rows of one deployment follow each other in the order of the file, the later one on top of the earlier. */
async function takeBatch(rows: readonly Row[], { known, session, ctx }: { known: Known; session: ImportSession; ctx: Ctx }): Promise<void> {
  await inTransaction(async (tx) => {
    const messages = rows.flatMap((row) => {
      try {
        return [{ row, ...resolveMessage(row.input, known) }];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        session.reject(rejection(row.line, error.message, row.text));
        return [];
      }
    });
    const stored = await findBySourceKeys(tx, messages.map(({ sourceKey }) => sourceKey));
    for (const { row, message, sourceKey } of messages) {
      const before = stored.get(sourceKey);
      const settled = settleDeployment(before?.facts ?? null, message, { ...frameOf(ctx), sender: before?.facts.actor ?? "" });
      if (!settled.ok) {
        session.reject(rejection(row.line, settled.faults.map(({ field, message: fault }) => `${field} ${fault}`).join("; "), row.text));
        continue;
      }
      const id = before?.id ?? newId("dep");
      session.count(settled.change);
      stored.set(sourceKey, { id, facts: settled.facts satisfies DeploymentFacts });
      if (!session.dryRun && settled.change !== "unchanged") await saveDeployment(tx, { id, isNew: before === undefined, sourceKey, source: "import", facts: settled.facts, at: ctx.clock.now() });
    }
  });
}

/** Imports a list of deployments (CSV). A deployment is known by its source key, or else by service, environment and release, so that importing the list again changes nothing. */
export async function importDeployments(ctx: Ctx, options: ImportDeploymentsOptions): Promise<ImportReport> {
  const { zone = "UTC", dryRun = false, onProgress } = options;
  if (!isZone(zone)) throw new DomainError("VALIDATION", `"${zone}" is not a time zone. Use an IANA name such as Europe/Lisbon.`);
  if (!dryRun) await requireNoDemo(options.allowDemo ?? false);
  const { lines, hash } = await readLinesOf(options.path);
  const [first = "", ...rest] = lines;
  const head = readHeader(first);
  if (!head.ok) throw new DomainError("VALIDATION", head.reason);
  const run = { kind: "deployments", source: options.source ?? path.basename(options.path), zone, dryRun, fileHash: hash };
  return runImport(ctx, { ...run, domains: ["deployments"], ...(onProgress ? { onProgress } : {}) }, async (session) => {
    const rows = readRows(rest, { header: head.header, zone, session });
    const known = await knownFor(ctx, rows.flatMap(({ input }) => input.incident ?? []));
    for (let from = 0; from < rows.length; from += batchRows) {
      await takeBatch(rows.slice(from, from + batchRows), { known, session, ctx });
      await session.checkpoint();
    }
  });
}
