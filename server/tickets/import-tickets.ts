import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { requireNoDemo } from "@/server/demo";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { runImport, type ImportReport, type ImportSession } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { createLocalTimeParser, guessMapping, groupSlug, readExportRow, splitCsv, type ExportedTicket, type ExportMapping } from "#core/tickets";
import { findServiceIds, findStoredTickets, writeRatings, writeTickets, type StoredTicket, type TicketWrite } from "./import-repository";
import type { ImportServiceDeskOptions } from "./import-service-desk";
import { findMapping } from "./mapping-repository";

export const listLimitBytes = 50_000_000;
const batchTickets = 200;
/** Rows that a guess is made from. */
const guessedFrom = 2_000;
/** Begins the digest of what a list told, so that a list never takes the place of a history. */
const listMark = "list:";

export interface ExportRows {
  columns: string[];
  rows: { line: number; row: Record<string, string> }[];
}

const plain = (value: unknown): string => (value === null || value === undefined ? "" : typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "");

/** A record as columns: what lies one or two steps within has a name with dots. */
function flat(record: object, prefix = "", depth = 0): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (typeof value === "object" && value !== null && !Array.isArray(value) && depth < 2 ? Object.entries(flat(value as object, `${prefix}${name}.`, depth + 1)) : [[`${prefix}${name}`, plain(value)]])));
}

function readJson(text: string): ExportRows {
  const parsed: unknown = ((): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return text.split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as unknown);
    }
  })();
  const list = Array.isArray(parsed) ? parsed : Object.values(parsed as object).find((value) => Array.isArray(value));
  if (!Array.isArray(list)) throw new Error("no list");
  const rows = list.filter((record) => typeof record === "object" && record !== null).map((record, index) => ({ line: index + 1, row: flat(record as object) }));
  return { columns: [...new Set(rows.slice(0, guessedFrom).flatMap(({ row }) => Object.keys(row)))], rows };
}

function readCsv(text: string): ExportRows {
  const [header, ...records] = splitCsv(text);
  const columns = (header?.cells ?? []).map((column) => column.trim());
  // Jira repeats columns: the first of a name counts.
  return { columns: [...new Set(columns)], rows: records.map(({ line, cells }) => ({ line, row: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""] as const).reverse()) })) };
}

/** The rows of an export, whatever desk wrote it. */
export function readExport(text: string): ExportRows {
  const isJson = /^\s*[[{]/.test(text);
  try {
    return isJson ? readJson(text) : readCsv(text);
  } catch (error) {
    throw new DomainError("VALIDATION", "The file looks like JSON and is no list of tickets.", { cause: error });
  }
}

/** How the file is read: as somebody has saved it for these columns, otherwise as it looks. A zone that is given counts more than the one that was saved. */
export async function mappingFor({ columns, rows }: ExportRows, zone?: string): Promise<ExportMapping> {
  const saved = await findMapping(columns);
  const mapping = saved ?? guessMapping(columns, rows.slice(0, guessedFrom).map(({ row }) => row), zone ?? "UTC");
  const missing = (["number", "state", "openedAt"] as const).filter((field) => mapping.columns[field] === undefined);
  if (missing.length > 0) throw new DomainError("VALIDATION", `No column of the file says the ${missing.join(", ")} of a ticket. It has: ${columns.slice(0, 30).join(", ")}. Save a mapping for it, or name the columns as number, state and created.`);
  return zone === undefined ? mapping : { ...mapping, zone };
}

interface Planned {
  write: TicketWrite;
  exported: ExportedTicket;
}

function plan(exported: ExportedTicket, { line, stored, serviceId, session }: { line: number; stored: StoredTicket | undefined; serviceId: string | null; session: ImportSession }): Planned | null {
  const { ticket, description, requesterEmail } = exported;
  const contentHash = `${listMark}${createHash("sha256").update(JSON.stringify([1, serviceId, exported])).digest("hex")}`;
  if (stored && stored.sourceHash?.startsWith(listMark) !== true) {
    session.reject({ line, reason: stored.sourceKey === null ? `Ticket ${ticket.number} exists and did not come from an import` : `Ticket ${ticket.number} is known with its history, which a list has not`, excerpt: ticket.number });
    return null;
  }
  if (stored?.sourceHash === contentHash) {
    session.count("unchanged");
    return null;
  }
  return { exported, write: { id: stored?.id ?? newId("tkt"), isNew: stored === undefined, ticket, contentHash, serviceId, description, requesterEmail } };
}

async function importBatch(batch: readonly { line: number; exported: ExportedTicket }[], session: ImportSession): Promise<void> {
  const stored = await findStoredTickets(batch.map(({ exported }) => exported.ticket.number));
  const services = await findServiceIds([...new Set(batch.flatMap(({ exported }) => exported.ticket.configurationItem ?? []))]);
  const planned = batch.flatMap(({ line, exported }) => plan(exported, { line, session, stored: stored.get(exported.ticket.number), serviceId: services.get(exported.ticket.configurationItem?.toLowerCase() ?? "") ?? null }) ?? []);
  if (!session.dryRun) {
    const groups = [...new Set(planned.flatMap(({ exported }) => exported.ticket.group ?? []))].map((name) => ({ slug: groupSlug(name), name }));
    await writeTickets(planned.map(({ write }) => write), [...new Map(groups.map((group) => [group.slug, group])).values()], { runId: session.runId, slugOf: groupSlug });
    await writeRatings(planned.flatMap(({ write, exported: { rating, ticket } }) => (rating === null ? [] : [{ ticketId: write.id, score: rating, at: ticket.resolvedAt ?? ticket.updatedAt }])));
  }
  for (const { write } of planned) session.count(write.isNew ? "created" : "updated");
  await session.checkpoint();
}

async function readFileOf(ctx: Ctx, { path: file, zone = "UTC", dryRun, allowDemo }: ImportServiceDeskOptions): Promise<string> {
  if (!can(ctx.actor, "tickets.import")) throw new DomainError("FORBIDDEN", "Your role does not include importing tickets. Ask an administrator if you need it.");
  if (createLocalTimeParser(zone) === null) throw new DomainError("VALIDATION", `"${zone}" is not a time zone. Use an IANA name such as Europe/Lisbon.`);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new DomainError("VALIDATION", `There is no file at ${file}.`);
  if (found.size > listLimitBytes) throw new DomainError("LIMIT_EXCEEDED", "The list is larger than 50 MB. Split it into several files.");
  if (dryRun !== true) await requireNoDemo(allowDemo ?? false);
  return readFile(file, "utf8");
}

/**
 * Imports a list of tickets that another desk exported: ServiceNow, Jira and Zendesk are known by their columns, others are guessed or read by a saved
 * mapping. A list has no history: nothing is said of the time in states, and a ticket that is known with its history is left alone.
 */
export async function importTickets(ctx: Ctx, options: ImportServiceDeskOptions): Promise<ImportReport> {
  const text = await readFileOf(ctx, options);
  const { onProgress, zone, dryRun = false } = options;
  const rows = readExport(text);
  const mapping = await mappingFor(rows, zone);
  const run = { kind: "tickets", source: options.source ?? path.basename(options.path), zone: mapping.zone, dryRun, fileHash: createHash("sha256").update(text).digest("hex") };
  return runImport(ctx, { ...run, domains: ["tickets", "catalog"], ...(onProgress ? { onProgress } : {}) }, async (session) => {
    let batch = new Map<string, { line: number; exported: ExportedTicket }>();
    for (const { line, row } of rows.rows) {
      session.rowRead();
      const read = readExportRow(row, mapping);
      if (read.ok) batch.set(read.exported.ticket.number, { line, exported: read.exported });
      else session.reject({ line, reason: read.reason, excerpt: Object.values(row).join(",").slice(0, 500).replaceAll("\0", "") });
      if (batch.size < batchTickets) continue;
      await importBatch([...batch.values()], session);
      batch = new Map();
    }
    await importBatch([...batch.values()], session);
  });
}
