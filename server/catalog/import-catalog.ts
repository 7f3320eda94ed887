import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { requireNoDemo } from "../demo";
import { DomainError } from "../platform/errors";
import { runImport, type ImportReport } from "../platform/imports";
import type { Ctx } from "../platform/registry";
import { applyImport } from "./apply-import";
import { catalogLimits, type ImportCatalogInput } from "./contract";
import { parseRows, planImport } from "./core";
import { readYaml } from "./read-yaml";
import { lockGraph } from "./services-repository";
import { inTransaction, readSnapshot } from "./snapshot-repository";

/**
 * Imports a YAML list of teams, services, customers and goals. An entry is known by its slug, so importing the list again changes
 * nothing. Good entries go in together in one transaction; bad ones are rejected with line and reason.
 */
export async function importCatalog(ctx: Ctx, input: ImportCatalogInput): Promise<ImportReport> {
  if (!input.dryRun) await requireNoDemo(input.allowMixed);
  const { rows, faults } = readYaml(input.text);
  const parsed = parseRows(rows);
  const fileHash = createHash("sha256").update(input.text).digest("hex");
  return runImport(ctx, { kind: "catalog", source: input.source, zone: "UTC", dryRun: input.dryRun, fileHash, domains: ["catalog"] }, async (session) => {
    session.rowRead(rows.length);
    const plan = await inTransaction(async (tx) => {
      await lockGraph(tx);
      const planned = planImport(await readSnapshot(tx), parsed.entries);
      if (!input.dryRun) await applyImport(tx, planned, ctx.clock.now());
      return planned;
    });
    for (const step of plan.steps) session.count(step.outcome);
    for (const fault of [...faults, ...parsed.faults, ...plan.faults].sort((a, b) => a.line - b.line)) session.reject(fault);
  });
}

async function readList(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > catalogLimits.importBytes) throw new DomainError("LIMIT_EXCEEDED", "The list is larger than 512 KiB.");
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("NOT_FOUND", `The file ${file} cannot be read.`, { cause: error });
  }
}

/** The same from a file, for the command line. */
export async function importCatalogFile(ctx: Ctx, options: { file: string; dryRun: boolean; allowMixed?: boolean }): Promise<ImportReport> {
  const text = await readList(options.file);
  return importCatalog(ctx, { text, source: path.basename(options.file), dryRun: options.dryRun, allowMixed: options.allowMixed ?? false });
}
