import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { csvLine } from "../platform/csv/csv-line";
import type { Ctx } from "../platform/registry";
import { ageDays, type AgeRow, type ComplianceRow, type SlaReport, type slaReportInput } from "./contract";
import { requireDesk } from "./list-rules";
import { readAges, readCompliance, type AgeRecord, type ComplianceRecord } from "./reports-repository";

const dayMs = 86_400_000;

const toRow = ({ key, label, met, breached, p50, p90 }: ComplianceRecord): ComplianceRow => ({ key: key ?? "", label: label ?? "All", met, breached, rate: met + breached === 0 ? null : met / (met + breached), p50Ms: p50, p90Ms: p90 });

function ageing(records: readonly AgeRecord[]): AgeRow[] {
  const keys = [...new Set(records.map(({ priority }) => priority ?? ""))].sort((a, b) => (a || "z").localeCompare(b || "z"));
  const rowOf = (key: string, label: string, ages: readonly number[]): AgeRow => {
    const bounds = [0, ...ageDays.map((days) => days * dayMs), Infinity];
    const buckets = bounds.slice(1).map((until, index) => ages.filter((age) => age >= (bounds[index] ?? 0) && age < until).length);
    return { key, label, buckets, total: ages.length, oldestMs: ages.length === 0 ? null : ages.reduce((most, age) => Math.max(most, age), 0) };
  };
  const groups = keys.map((key) => rowOf(key, key === "" ? "not stated" : key.toUpperCase(), records.filter(({ priority }) => (priority ?? "") === key).map(({ ageMs }) => ageMs)));
  return records.length === 0 ? [] : [...groups, rowOf("all", "All", records.map(({ ageMs }) => ageMs))];
}

/** What was kept and what was broken in a period, by group, and how old the open tickets are now. */
export async function reportCompliance({ from, to, by, kind }: z.output<typeof slaReportInput>, ctx: Ctx): Promise<SlaReport> {
  requireDesk(ctx);
  const now = ctx.clock.now();
  const until = to === undefined ? now : new Date(to);
  const since = from === undefined ? new Date(until.getTime() - 30 * dayMs) : new Date(from);
  if (since >= until) throw new DomainError("VALIDATION", "The period ends after it begins.", { faults: [{ path: "to", message: "does not lie after the beginning" }] });
  const [records, ages] = await Promise.all([readCompliance(ctx.actor.scope, { from: since, to: until, by, kind }, { signal: ctx.signal }), readAges(ctx.actor.scope, now, { signal: ctx.signal })]);
  const total = records.find(({ key }) => key === null);
  const none: ComplianceRecord = { key: null, label: null, met: 0, breached: 0, p50: null, p90: null };
  return { from: since.toISOString(), to: until.toISOString(), by, kind, rows: records.filter(({ key }) => key !== null).map(toRow), total: toRow(total ?? none), ageing: ageing(ages) };
}

/** The report as CSV: promises first, then the ages of open tickets. Times are hours of business time. */
export function complianceCsv({ rows, total, by, kind, from, to, ageing: ages }: SlaReport): string {
  const hours = (ms: number | null): number | null => (ms === null ? null : Number((ms / 3_600_000).toPrecision(6)));
  const lines = [...rows, total].map((row) => csvLine([from, to, kind, row.label, row.met, row.breached, row.rate, hours(row.p50Ms), hours(row.p90Ms)]));
  const heads = ageDays.map((days) => `under_${days}_d`);
  const aged = ages.map((row) => csvLine([row.label, ...row.buckets, row.total, row.oldestMs === null ? null : Number((row.oldestMs / dayMs).toPrecision(6))]));
  return [csvLine(["from", "to", "promise", by, "met", "breached", "kept", "median_hours", "p90_hours"]), ...lines, csvLine([]), csvLine(["open_tickets_by_priority", ...heads, `over_${ageDays.at(-1)}_d`, "total", "oldest_days"]), ...aged].join("");
}
