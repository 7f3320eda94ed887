import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { requireNoDemo } from "@/server/demo";
import { can } from "@/server/platform/auth/actor";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { runImport, type ImportReport, type ImportSession, type ImportTally } from "@/server/platform/imports";
import type { Ctx } from "@/server/platform/registry";
import { createLocalTimeParser, emptyFileReason, foldTicket, foldVersion, groupSlug, parseLogHeader, parseLogRow, splitCsvLine, type FoldedTicket, type LocalTimeParser, type LogHeader } from "#core/tickets";
import { findServiceIds, findStoredTickets, writeTickets, type GroupName, type StoredTicket, type TicketWrite } from "./import-repository";
import { readLines, type Line } from "./read-lines";
import { withStage, type Stage, type StagedRow, type StagedTicket } from "./stage-repository";

export interface ImportServiceDeskOptions {
  /** The file to read. */
  path: string;
  /** Its name as people know it; default: the last part of the path. */
  source?: string;
  /** IANA zone of the times in the file, which carry none. Default UTC. */
  zone?: string;
  dryRun?: boolean;
  /** Import although the portal holds demo data. */
  allowDemo?: boolean;
  onProgress?: (tally: ImportTally) => void;
}

const maxLineLength = 64 * 1024;
const stageRows = 500;
const batchTickets = 100;

async function requireReadiness(ctx: Ctx, options: ImportServiceDeskOptions): Promise<LocalTimeParser> {
  if (!can(ctx.actor, "tickets.import")) throw new DomainError("FORBIDDEN", "Your role does not include importing tickets. Ask an administrator if you need it.");
  const zone = options.zone ?? "UTC";
  const parseTime = createLocalTimeParser(zone);
  if (parseTime === null) throw new DomainError("VALIDATION", `"${zone}" is not a time zone. Use an IANA name such as Europe/Lisbon.`);
  const file = await stat(options.path).catch(() => null);
  if (!file?.isFile()) throw new DomainError("VALIDATION", `There is no file at ${options.path}.`);
  if (options.dryRun !== true) await requireNoDemo(options.allowDemo ?? false);
  return parseTime;
}

interface Reading {
  session: ImportSession;
  stage: Stage;
  parseTime: LocalTimeParser;
}

function readHeader(first: Line | undefined): LogHeader {
  if (first === undefined) throw new DomainError("VALIDATION", emptyFileReason);
  const cells = first.text === null ? { ok: false as const, reason: "" } : splitCsvLine(first.text);
  const parsed = parseLogHeader(cells.ok ? cells.cells : []);
  if (!parsed.ok) throw new DomainError("VALIDATION", parsed.reason);
  return parsed.header;
}

function readLine(line: Line, header: LogHeader, reading: Reading): StagedRow | null {
  const { session, parseTime } = reading;
  session.rowRead();
  const cells = line.text === null ? { ok: false as const, reason: `The line is longer than ${maxLineLength} characters` } : splitCsvLine(line.text);
  const parsed = cells.ok ? parseLogRow(cells.cells, header, parseTime) : cells;
  if (parsed.ok) return { line: line.line, row: parsed.row };
  session.reject({ line: line.line, reason: parsed.reason, excerpt: (line.text ?? "").replaceAll("\0", "") });
  return null;
}

/** First pass: every good line goes to the stage, every bad one is rejected with its reason. */
async function stageFile(file: string, reading: Reading): Promise<void> {
  const hash = createHash("sha256");
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
    }
  };
  let header: LogHeader | null = null;
  let batch: StagedRow[] = [];
  for await (const line of readLines(chunks(), maxLineLength)) {
    if (header === null) {
      header = readHeader(line);
      continue;
    }
    const row = readLine(line, header, reading);
    if (row) batch.push(row);
    if (batch.length < stageRows) continue;
    await reading.stage.add(batch);
    await reading.session.checkpoint();
    batch = [];
  }
  if (header === null) readHeader(undefined);
  await reading.stage.add(batch);
  reading.session.setFileHash(hash.digest("hex"));
}

const digestOf = (ticket: FoldedTicket, serviceId: string | null): string => createHash("sha256").update(JSON.stringify([foldVersion, serviceId, ticket])).digest("hex");

interface FoldedBatchItem {
  firstLine: number;
  ticket: FoldedTicket;
}

/** Decides about one ticket: null when there is nothing to write (unchanged or rejected, both counted). */
function planWrite(item: FoldedBatchItem, stored: StoredTicket | undefined, context: { session: ImportSession; serviceId: string | null }): TicketWrite | null {
  const { ticket } = item;
  if (stored && stored.sourceKey !== ticket.number) {
    context.session.reject({ line: item.firstLine, reason: `Ticket ${ticket.number} exists and did not come from an import`, excerpt: ticket.number });
    return null;
  }
  const contentHash = digestOf(ticket, context.serviceId);
  if (stored?.sourceHash === contentHash) {
    context.session.count("unchanged");
    return null;
  }
  return { id: stored?.id ?? newId("tkt"), isNew: stored === undefined, ticket, contentHash, serviceId: context.serviceId };
}

const groupsOf = (writes: readonly TicketWrite[]): GroupName[] => {
  const groups = writes.flatMap(({ ticket }) => [ticket.group, ...ticket.events.map((event) => event.group)]).filter((group) => group !== null);
  return [...new Map(groups.map((group) => [groupSlug(group), { slug: groupSlug(group), name: group }])).values()];
};

/** Second pass: one batch of whole tickets, compared with what is stored and written in one transaction. */
async function importBatch(batch: readonly StagedTicket[], session: ImportSession): Promise<void> {
  const items = batch.flatMap(({ firstLine, rows }) => {
    const ticket = foldTicket(rows);
    return ticket === null ? [] : [{ firstLine, ticket }];
  });
  const stored = await findStoredTickets(items.map(({ ticket }) => ticket.number));
  const services = await findServiceIds([...new Set(items.flatMap(({ ticket }) => ticket.configurationItem ?? []))]);
  const writes = items.flatMap((item) => {
    const serviceId = services.get(item.ticket.configurationItem?.toLowerCase() ?? "") ?? null;
    return planWrite(item, stored.get(item.ticket.number), { session, serviceId }) ?? [];
  });
  if (!session.dryRun) await writeTickets(writes, groupsOf(writes), { runId: session.runId, slugOf: groupSlug });
  for (const write of writes) session.count(write.isNew ? "created" : "updated");
  await session.checkpoint();
}

/**
 * Imports a ServiceNow incident event log. The file is the truth about the tickets that it names: their events are replaced by the
 * file's, tickets that it does not name stay. Batches commit as they go; running it again completes what was interrupted.
 */
export async function importServiceDesk(ctx: Ctx, options: ImportServiceDeskOptions): Promise<ImportReport> {
  const parseTime = await requireReadiness(ctx, options);
  const { onProgress } = options;
  const run = { kind: "service-desk", source: options.source ?? path.basename(options.path), zone: options.zone ?? "UTC", dryRun: options.dryRun ?? false, fileHash: null };
  return runImport(ctx, { ...run, domains: ["tickets", "catalog"], ...(onProgress ? { onProgress } : {}) }, (session) =>
    withStage(async (stage) => {
      await stageFile(options.path, { session, stage, parseTime });
      for await (const batch of stage.tickets(batchTickets)) await importBatch(batch, session);
    }));
}
