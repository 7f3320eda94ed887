import "server-only";
import { dayMs, evaluateSlo, hourMs, tallyOf, burnRate, type BurnReading, type Evaluation, type Interval } from "#core/slo";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import type { SloStatusName } from "./contract";
import { countedExclusions, loadSloData, reachOf, type SloData, type SloSource } from "./load-slo-data";
import { listExclusions, type ExclusionRow } from "./sli-repository";
import { listSloRecords } from "./slo-records-repository";
import { definitionOf, type SloRecord } from "./slos-repository";
import { saveRound, upsertDays, type DayRow, type EventRow, type StatusRow } from "./status-repository";

interface Candidate extends SloSource {
  record: SloRecord;
}

const alertKey = ({ row }: BurnReading): string => `${row.severity} ${row.longMs}`;
const storedAlerts = (alerts: readonly BurnReading[]): StatusRow["alerts"] =>
  alerts.map(({ row, factor, longBurn, shortBurn, isFiring }) => ({ severity: row.severity, budgetFraction: row.budgetFraction, longMs: row.longMs, shortMs: row.shortMs, factor, longBurn, shortBurn, isFiring }));

interface StoredAlert {
  severity: string;
  longMs: number;
  isFiring: boolean;
}

/** Status changes, and alerts that began or ended since the last round. */
function eventsOf(record: SloRecord, evaluation: Evaluation): EventRow[] {
  const at = new Date(evaluation.at);
  const before = record.status;
  const changed = before?.status === evaluation.status ? [] : [{ sloId: record.id, at, kind: "status", data: { from: before?.status ?? "none", to: evaluation.status } }];
  const firing = new Set(((before?.alerts ?? []) as unknown as StoredAlert[]).filter(({ isFiring }) => isFiring).map(({ severity, longMs }) => `${severity} ${longMs}`));
  const alerts = evaluation.alerts.filter((alert) => alert.isFiring !== firing.has(alertKey(alert))).map((alert) => ({ sloId: record.id, at, kind: alert.isFiring ? "alert_began" : "alert_ended", data: { severity: alert.row.severity, longMs: alert.row.longMs, factor: alert.factor } }));
  return [...changed, ...alerts];
}

function statusRow(record: SloRecord, evaluation: Evaluation, { series, rules, lastDataMs }: SloData): StatusRow {
  const { adjusted, raw, period, elapsed } = evaluation;
  const hour = tallyOf(series, { fromMs: elapsed.toMs - hourMs, toMs: elapsed.toMs }, { method: rules.method, noData: rules.noData, minuteWeight: rules.minuteWeight, exclusions: [] });
  return {
    sloId: record.id, status: evaluation.status, since: record.status?.status === evaluation.status ? record.status.since : new Date(evaluation.at), evaluatedAt: new Date(evaluation.at),
    periodFrom: new Date(period.fromMs), periodTo: new Date(period.toMs), sli: adjusted.sli, rawSli: raw.sli, remaining: adjusted.remaining, rawRemaining: raw.remaining,
    burnHour: burnRate(hour, rules.target), burnPeriod: burnRate(adjusted.tally, rules.target), budgetMs: evaluation.budgetMs, isFull: evaluation.isFull,
    lastDataAt: lastDataMs === null ? null : new Date(Math.min(lastDataMs, evaluation.at)), alerts: storedAlerts(evaluation.alerts),
  };
}

const startOfDay = (atMs: number): number => Math.floor(atMs / dayMs) * dayMs;

/** Days of a stretch, each with its own sums and the budget left at its end (or now, for the day that is not over). */
export function daysOf(key: number, data: SloData, { exclusions, stretch }: { exclusions: readonly Interval[]; stretch: Interval }): DayRow[] {
  const { rules, series, firstDataMs } = data;
  const rows: DayRow[] = [];
  for (let fromMs = startOfDay(stretch.fromMs); fromMs < stretch.toMs; fromMs += dayMs) {
    const toMs = Math.min(fromMs + dayMs, stretch.toMs);
    const day = { fromMs, toMs };
    const tallyRules = { method: rules.method, noData: rules.noData, minuteWeight: rules.minuteWeight };
    const [raw, adjusted] = [tallyOf(series, day, { ...tallyRules, exclusions: [] }), tallyOf(series, day, { ...tallyRules, exclusions })];
    // Its last minute belongs to the day, so that a month's last day is measured with that month's budget.
    const end = evaluateSlo({ ...rules, alertRows: [] }, { series, firstDataMs, exclusions, previous: null }, toMs - 1);
    if (raw.total > 0) rows.push({ sloKey: key, day: new Date(fromMs), rawGood: raw.good, rawTotal: raw.total, adjustedGood: adjusted.good, adjustedTotal: adjusted.total, rawRemaining: end.raw.remaining, remaining: end.adjusted.remaining });
  }
  return rows;
}

/** SLOs that can be evaluated; one whose stored definition is not understood is logged and left out. */
export const candidatesOf = (records: readonly SloRecord[]): Candidate[] =>
  records.flatMap((record) => {
    const definition = definitionOf(record);
    if (definition === null) log().error({ slo: record.slug }, "the stored definition of an SLO is not valid");
    return definition === null ? [] : [{ key: record.key, record, definition, isPaused: record.isPaused }];
  });

/** Evaluates SLOs, all of them unless some are given, as of now and keeps the result: status, what changed, and the day. */
export async function evaluateSlos(ctx: Pick<Ctx, "clock" | "signal">, records?: readonly SloRecord[]): Promise<{ evaluated: number; changed: number }> {
  const atMs = ctx.clock.now().getTime();
  const candidates = candidatesOf(records ?? (await listSloRecords({ kind: "all" }, {})));
  const exclusions = new Map<string, ExclusionRow[]>();
  for (const row of await listExclusions(candidates.map(({ record }) => record.id))) exclusions.set(row.sloId, [...(exclusions.get(row.sloId) ?? []), row]);
  const countedOf = ({ record }: Candidate): Interval[] => countedExclusions(exclusions.get(record.id) ?? [], record);
  const data = await loadSloData(candidates, { reach: ({ definition }) => reachOf(definition, atMs), exclusions: countedOf, atMs }, ctx.signal);
  const statuses: StatusRow[] = [];
  const events: EventRow[] = [];
  const days: DayRow[] = [];
  for (const [candidate, found] of data) {
    const { record, key } = candidate;
    const counted = countedOf(candidate);
    const evaluation = evaluateSlo(found.rules, { ...found, exclusions: counted, previous: (record.status?.status ?? null) as SloStatusName | null }, atMs);
    statuses.push(statusRow(record, evaluation, found));
    events.push(...eventsOf(record, evaluation));
    days.push(...daysOf(key, found, { exclusions: counted, stretch: { fromMs: startOfDay(atMs - 1), toMs: evaluation.elapsed.toMs } }));
  }
  await saveRound(statuses, events);
  await upsertDays(days);
  return { evaluated: statuses.length, changed: events.length };
}
