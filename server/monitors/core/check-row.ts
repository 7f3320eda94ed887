import { Temporal } from "temporal-polyfill";
import { splitCsvLine } from "#core/tickets";
import { checkStatuses, type Check, type CheckStatus } from "./check";

export const checkColumns = ["checked_at", "site", "status", "http_status", "latency_ms"] as const;

type CheckColumn = (typeof checkColumns)[number];

/** Where each column stands. */
export type CheckHeader = Readonly<Record<CheckColumn, number>>;

export interface CheckRow extends Check {
  site: string;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

const longestName = 200;
const instant = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/;
const decimal = /^\d+(?:\.\d+)?$/;

const fail = (reason: string): { ok: false; reason: string } => ({ ok: false, reason });

/** The header line of a list of checks. Columns may stand in any order and others may stand between them. */
export function parseCheckHeader(line: string): Parsed<CheckHeader> {
  const split = splitCsvLine(line.replace(/^\uFEFF/, ""));
  const cells = split.ok ? split.cells.map((cell) => cell.trim().toLowerCase()) : [];
  const missing = checkColumns.filter((column) => !cells.includes(column));
  if (missing.length > 0) return fail(`the first line of checks.csv must name the columns ${checkColumns.join(", ")}; missing: ${missing.join(", ")}`);
  return { ok: true, value: Object.fromEntries(checkColumns.map((column) => [column, cells.indexOf(column)])) as Record<CheckColumn, number> };
}

const isDay = (year: string, month: string, day: string): boolean => new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);

function inZone(local: string, zone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(local, { overflow: "reject" }).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Epoch milliseconds of an ISO 8601 time; without an offset it is wall-clock time in `zone`. Null when it is not such a time. */
export function parseInstant(text: string, zone: string): number | null {
  const [, year = "", month = "", day = "", time = "", offset] = instant.exec(text) ?? [];
  if (!isDay(year, month, day)) return null;
  const local = `${year}-${month}-${day}T${time}`;
  if (offset === undefined) return inZone(local, zone);
  // Date.parse and not Temporal: a file may hold millions of times. It wants a colon in the offset.
  const atMs = Date.parse(local + offset.replace(/^(.\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(atMs) ? null : atMs;
}

const isStatus = (text: string): text is CheckStatus => (checkStatuses as readonly string[]).includes(text);

function readHttpStatus(text: string): Parsed<number | null> {
  if (text === "" || text === "0") return { ok: true, value: null };
  return /^[1-5]\d\d$/.test(text) ? { ok: true, value: Number(text) } : fail(`http_status "${text}" is not a status code from 100 to 599 (0 or empty: no answer)`);
}

/** A latency of 0 without an answer is what a failed request writes: nothing was measured. */
function readLatency(text: string, httpStatus: number | null): Parsed<number | null> {
  if (text === "") return { ok: true, value: null };
  if (!decimal.test(text)) return fail(`latency_ms "${text}" is not a number of milliseconds`);
  const latencyMs = Number(text);
  return { ok: true, value: latencyMs === 0 && httpStatus === null ? null : latencyMs };
}

/** One line as a check, or the reason why it is none. `zone` is for times without an offset. */
export function parseCheckRow(line: string, header: CheckHeader, zone: string): Parsed<CheckRow> {
  const split = splitCsvLine(line);
  if (!split.ok) return fail(split.reason);
  const cell = (column: CheckColumn): string => split.cells[header[column]]?.trim() ?? "";
  if (split.cells.length <= Math.max(...Object.values(header))) return fail(`The line has ${split.cells.length} fields, fewer than the header names`);
  const site = cell("site");
  if (site === "" || site.length > longestName) return fail(site === "" ? "site is empty" : `site is longer than ${longestName} characters`);
  const atMs = parseInstant(cell("checked_at"), zone);
  if (atMs === null) return fail(`checked_at "${cell("checked_at")}" is not an ISO 8601 time`);
  const status = cell("status").toLowerCase();
  if (!isStatus(status)) return fail(`status "${cell("status")}" is not one of ${checkStatuses.join(", ")}`);
  const httpStatus = readHttpStatus(cell("http_status"));
  if (!httpStatus.ok) return httpStatus;
  const latencyMs = readLatency(cell("latency_ms"), httpStatus.value);
  if (!latencyMs.ok) return latencyMs;
  return { ok: true, value: { site, atMs, status, httpStatus: httpStatus.value, latencyMs: latencyMs.value } };
}
