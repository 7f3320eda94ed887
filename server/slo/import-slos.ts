import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import { runImport, type ImportReport } from "../platform/imports";
import type { Ctx } from "../platform/registry";
import { sloLimits, type importSlosInput, type ImportSlos, type SloDefinition } from "./contract";
import { readSloFile, type Placed, type SloFile } from "./read-slo-file";
import { refreshSlo } from "./refresh-slo";
import { requireDefinition } from "./slo-references";
import { forgetMinutes } from "./sli-query-repository";
import { definitionOf, findReferences, findSloForEdit, hasDemoSlos, inTransaction, insertSlo, slugIsTaken, updateSloRow, type SloColumns } from "./slos-repository";

type Input = z.output<typeof importSlosInput>;
type Tx = Parameters<typeof insertSlo>[0];
type Step = ImportSlos["slos"][number];
type Found = SloFile["slos"][number];

interface Plan {
  steps: Step[];
  rejections: Placed[];
  notCarried: Placed[];
}

/** The catalogue decides what a service and an owner are; what it does not know is kept as a label, or left out. */
async function placeInCatalog(tx: Tx, { slo, line, path: at }: Found, plan: Plan): Promise<SloDefinition> {
  const { definition, service } = slo;
  const known = await findReferences(tx, { service, owner: definition.owner });
  const note = (field: string, reason: string): void => void plan.notCarried.push({ line, path: [...at, field].join("."), reason, excerpt: "" });
  if (definition.owner !== null && !known.team) note("owner", `there is no team "${definition.owner}" in the catalogue`);
  if (service !== null && !known.service) note("service", `there is no service "${service}" in the catalogue; it is kept as the label "service"`);
  return { ...definition, owner: known.team ? definition.owner : null, service: known.service ? service : null, labels: service === null || known.service ? definition.labels : { ...definition.labels, service } };
}

const canonical = (value: unknown): string => JSON.stringify(value, (_, each: unknown) => (typeof each === "object" && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each));

async function write(tx: Tx, { slug, columns }: { slug: string; columns: SloColumns }, { ctx, dryRun }: { ctx: Ctx; dryRun: boolean }): Promise<Step["outcome"]> {
  const by = { actorName: ctx.actor.name, at: ctx.clock.now() };
  const stored = await findSloForEdit(tx, ctx.actor.scope, slug);
  if (!stored) {
    if (await slugIsTaken(tx, slug)) throw new DomainError("CONFLICT", `there was an SLO "${slug}" that is archived now, or it belongs to others: choose another name`);
    if (!dryRun) await insertSlo(tx, { ...columns, id: newId("slo"), slug, isDemo: false }, by);
    return "created";
  }
  const before = definitionOf(stored);
  // An owner that comes from the service is stored with the SLO and not said in the file.
  const wanted = { ...columns.definition, owner: columns.definition.owner ?? before?.owner ?? null };
  if (canonical(before) === canonical(wanted)) return "unchanged";
  if (dryRun) return "updated";
  await updateSloRow(tx, { id: stored.id, version: stored.version }, { ...columns, ...by });
  if (canonical(before?.sli) !== canonical(wanted.sli) && wanted.sli.kind === "prometheus") await forgetMinutes(tx, stored.key);
  return "updated";
}

async function take(tx: Tx, found: Found, { plan, ctx, dryRun }: { plan: Plan; ctx: Ctx; dryRun: boolean }): Promise<void> {
  const { slo: { slug }, line, path: at } = found;
  const reject = (reason: string): void => void plan.rejections.push({ line, path: at.join("."), reason, excerpt: slug });
  if (slug === "") return reject("its name has no letter or digit to make a slug from");
  const twin = plan.steps.find((step) => step.slug === slug);
  if (twin) return reject(`the SLO "${slug}" is already on line ${twin.line}`);
  try {
    const columns = await requireDefinition(tx, await placeInCatalog(tx, found, plan));
    plan.steps.push({ slug, name: columns.definition.name, line, outcome: await write(tx, { slug, columns }, { ctx, dryRun }) });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    reject(error.message);
  }
}

const rejectionOf = ({ line, path: at, reason, excerpt }: Placed) => ({ line, reason: at === "" ? reason : `${at}: ${reason}`, excerpt });
const noteOf = ({ line, path: at, reason }: Placed): ImportSlos["notCarried"][number] => ({ line, path: at, reason });

/**
 * Imports SLOs from a file of OpenSLO v1 or Sloth. An SLO is known by its name in the file, so that importing it again changes nothing. Good ones go in together in one transaction,
 * bad ones are rejected with path, line and reason; what the portal has no place for is named.
 */
async function run(ctx: Ctx, { text, source, dryRun, allowMixed }: Input): Promise<{ report: ImportReport; plan: Plan }> {
  if (!dryRun && !allowMixed && (await hasDemoSlos())) throw new DomainError("PRECONDITION_FAILED", "This organisation holds demo data. Remove it first, or say that both may stand side by side.");
  const file = readSloFile(text);
  const plan: Plan = { steps: [], rejections: [...file.faults], notCarried: [...file.notCarried] };
  const fileHash = createHash("sha256").update(text).digest("hex");
  const report = await runImport(ctx, { kind: "slos", source, zone: "UTC", dryRun, fileHash, domains: ["slo"] }, async (session) => {
    session.rowRead(file.slos.length + file.faults.length);
    await inTransaction(async (tx) => {
      for (const found of file.slos) await take(tx, found, { plan, ctx, dryRun });
    });
    for (const { outcome } of plan.steps) session.count(outcome);
    for (const fault of plan.rejections.sort((a, b) => a.line - b.line)) session.reject(rejectionOf(fault));
  });
  if (!dryRun) for (const { slug, outcome } of plan.steps) if (outcome !== "unchanged") await refreshSlo(slug, ctx);
  return { report, plan };
}

export async function importSlos(ctx: Ctx, input: Input): Promise<ImportSlos> {
  const { report, plan } = await run(ctx, input);
  const { runId, dryRun, created, updated, unchanged, rejected } = report;
  return { runId, dryRun, created, updated, unchanged, rejected, slos: plan.steps, rejections: plan.rejections.map(rejectionOf), notCarried: plan.notCarried.map(noteOf) };
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > sloLimits.importBytes) throw new DomainError("LIMIT_EXCEEDED", "The file is larger than 512 KiB.");
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("NOT_FOUND", `The file ${file} cannot be read.`, { cause: error });
  }
}

/** The same from a file, for the command line and the page of imports. */
export async function importSlosFile(ctx: Ctx, { file, dryRun, allowMixed = false }: { file: string; dryRun: boolean; allowMixed?: boolean }): Promise<ImportReport> {
  return (await run(ctx, { text: await readText(file), source: path.basename(file), dryRun, allowMixed })).report;
}
