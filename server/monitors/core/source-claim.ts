import { z } from "zod";
import type { SourceClaim } from "../contract";
import { parseInstant } from "./check-row";

const percent = /^(\d+(?:\.\d+)?)\s*%$/;

/** "99.62%" -> 0.9962; null for text that is not a percentage from 0 to 100. */
function ratioOf(text: unknown): number | null {
  const match = typeof text === "string" ? percent.exec(text.trim()) : null;
  const value = Number(match?.[1] ?? Number.NaN);
  return value >= 0 && value <= 100 ? Number((value / 100).toFixed(8)) : null;
}

const isAmount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const amountOf = (value: unknown): number | null => (isAmount(value) ? value : null);

const text = z.string().trim().max(2000);
const summarySchema = z.looseObject({ name: text.min(1).max(200), url: text.default(""), slug: text.max(200).default(""), status: z.string().optional(), dailyMinutesDown: z.record(z.iso.date(), z.number().min(0)).optional() });
const historySchema = z.looseObject({ url: text.min(1), status: z.string().optional(), code: z.unknown(), startTime: z.unknown(), lastUpdated: z.unknown(), generator: z.string().optional() });

/** One site of Upptime's `summary.json`. */
export interface SummaryEntry {
  name: string;
  url: string;
  /** The source's own slug: the name of the site's history file. */
  sourceSlug: string;
  status: string | null;
  uptimeRatio: SourceClaim["uptimeRatio"];
  latencyMs: SourceClaim["latencyMs"];
  minutesDownByDay: Record<string, number> | null;
}

/** One of Upptime's `history/*.yml`: where the site stands now. */
export interface HistoryEntry {
  url: string;
  status: string | null;
  httpStatus: number | null;
  startedAt: string | null;
  updatedAt: string | null;
  generator: string | null;
}

export type EntryResult<T> = { ok: true; value: T } | { ok: false; reason: string };

const reasonOf = (error: z.ZodError): string => error.issues.map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`)).join("; ");

export function parseSummaryEntry(raw: unknown): EntryResult<SummaryEntry> {
  const parsed = summarySchema.safeParse(raw);
  if (!parsed.success) return { ok: false, reason: reasonOf(parsed.error) };
  const { name, url, slug, status, dailyMinutesDown, ...rest } = parsed.data;
  return {
    ok: true,
    value: {
      name, url, sourceSlug: slug, status: status ?? null, minutesDownByDay: dailyMinutesDown ?? null,
      uptimeRatio: { all: ratioOf(rest.uptime), day: ratioOf(rest.uptimeDay), week: ratioOf(rest.uptimeWeek), month: ratioOf(rest.uptimeMonth), year: ratioOf(rest.uptimeYear) },
      latencyMs: { all: amountOf(rest.time), day: amountOf(rest.timeDay), week: amountOf(rest.timeWeek), month: amountOf(rest.timeMonth), year: amountOf(rest.timeYear) },
    },
  };
}

const isoOf = (value: unknown): string | null => {
  const atMs = typeof value === "string" ? parseInstant(value, "UTC") : null;
  return atMs === null ? null : new Date(atMs).toISOString();
};

export function parseHistoryEntry(raw: unknown): EntryResult<HistoryEntry> {
  const parsed = historySchema.safeParse(raw);
  if (!parsed.success) return { ok: false, reason: reasonOf(parsed.error) };
  const { url, status, code, startTime, lastUpdated, generator } = parsed.data;
  return { ok: true, value: { url, status: status ?? null, httpStatus: Number.isInteger(code) && (code as number) >= 100 ? (code as number) : null, startedAt: isoOf(startTime), updatedAt: isoOf(lastUpdated), generator: generator?.replace(/\s*<.*$/, "") ?? null } };
}

const noPeriods = { all: null, day: null, week: null, month: null, year: null };

/** Both files about one site as one claim. Where a file is silent, what it said before stays; null when neither ever spoke. */
export function claimOf(summary: SummaryEntry | null, history: HistoryEntry | null, before: SourceClaim | null): SourceClaim | null {
  if (summary === null && history === null) return before;
  return {
    generator: history?.generator ?? before?.generator ?? "Upptime",
    status: history?.status ?? summary?.status ?? before?.status ?? null, httpStatus: history?.httpStatus ?? before?.httpStatus ?? null,
    startedAt: history?.startedAt ?? before?.startedAt ?? null, updatedAt: history?.updatedAt ?? before?.updatedAt ?? null,
    uptimeRatio: (summary ?? before)?.uptimeRatio ?? noPeriods, latencyMs: (summary ?? before)?.latencyMs ?? noPeriods,
    minutesDownByDay: (summary ?? before)?.minutesDownByDay ?? null,
  };
}
