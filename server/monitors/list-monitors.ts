import "server-only";
import type { Ctx } from "@/server/platform/registry";
import { availabilityByDay, availabilityOf, chooseWindow, combineAvailability, observedSpan, sortKeyOf, sortMonitors, type Availability, type MonitorRecord, type SortableMonitor, type Span } from "#core/monitors";
import { monitorLimits, monitorStatuses, type ListMonitorsInput, type ListMonitorsOutput, type MonitorRow, type MonitorWindow } from "./contract";
import { decodeCursor, encodeCursor } from "./cursor";
import { listLastOutages, listMonitorRows, listOutagesOf, readCoverage, readLatencies, readLatencyTrend, type CoverageRow, type KeyedOutage, type LatencyRow, type MonitorRecordRow, type TrendRow } from "./monitors-repository";
import { claimOfRow, presentIdentity, presentLatency, presentSpan, presentWindow, recordOf, wholeSpan } from "./present-monitor";

const barDays = 30;

export const windowOf = (wish: MonitorWindow | undefined, coverage: CoverageRow, ctx: Ctx): Span & { id: MonitorWindow } =>
  chooseWindow(wish, { firstCheckMs: coverage.first?.getTime() ?? null, lastCheckMs: coverage.last?.getTime() ?? null }, ctx.clock.now().getTime());

interface Measured extends SortableMonitor {
  row: MonitorRecordRow;
  record: MonitorRecord;
  window: Availability;
  whole: Availability;
}

function byKey<T extends { monitorKey: number }>(items: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(item.monitorKey);
    if (group) group.push(item);
    else groups.set(item.monitorKey, [item]);
  }
  return groups;
}

const firstByKey = <T extends { monitorKey: number }>(items: readonly T[]): Map<number, T> => new Map(items.map((item) => [item.monitorKey, item]));

interface Figures {
  outages: Map<number, KeyedOutage[]>;
  latencies: Map<number, LatencyRow>;
}

function measure(row: MonitorRecordRow, window: Span, figures: Figures): Measured {
  const outages = figures.outages.get(row.key) ?? [];
  const record = recordOf(row, outages);
  const inWindow = availabilityOf(record, window);
  const began = outages.filter((outage) => outage.startedAtMs >= window.fromMs && outage.startedAtMs < window.toMs).length;
  const latencyP95Ms = figures.latencies.get(row.key)?.p95Ms ?? null;
  return { row, record, window: inWindow, whole: availabilityOf(record, wholeSpan(row)), slug: row.slug, name: row.name, availability: inWindow.ratio, outages: began, latencyP95Ms };
}

/** The part of the window in which any of them was checked, the last check included: one scale for the whole page. */
function spanOf(page: readonly Measured[], window: Span): Span {
  const spans = page.flatMap(({ record }) => observedSpan(record, window) ?? []);
  return { fromMs: Math.min(...spans.map(({ fromMs }) => fromMs), window.toMs), toMs: Math.max(...spans.map(({ toMs }) => toMs + 1), window.fromMs) };
}

function trendOf(rows: readonly TrendRow[]): MonitorRow["latencyTrend"] {
  if (rows.length === 0) return [];
  const means = new Map(rows.map(({ part, meanMs }) => [part, meanMs]));
  return Array.from({ length: monitorLimits.trendPoints }, (_, part) => means.get(part) ?? null);
}

async function presentPage(page: readonly Measured[], window: Span, ctx: Ctx): Promise<MonitorRow[]> {
  const keys = page.map(({ row }) => row.key);
  const span = spanOf(page, window);
  const [lastOutages, latencies, trends] = await Promise.all([
    listLastOutages(keys, ctx.signal).then(firstByKey), readLatencies(keys, window, ctx.signal).then(firstByKey), readLatencyTrend(keys, { ...span, parts: monitorLimits.trendPoints }, ctx.signal).then(byKey),
  ]);
  return page.map(({ row, record, window: availability, whole, outages }) => {
    const last = lastOutages.get(row.key);
    return {
      ...presentIdentity(row), availability, outages, latency: presentLatency(latencies.get(row.key)), days: availabilityByDay(record, window, barDays), latencyTrend: trendOf(trends.get(row.key) ?? []),
      lastOutage: last ? presentSpan(last, row) : null, sourceRatio: claimOfRow(row)?.uptimeRatio.all ?? null, wholeRatio: whole.ratio,
    };
  });
}

function summaryOf(measured: readonly Measured[]): ListMonitorsOutput["summary"] {
  const countOf = (status: string) => measured.filter(({ row }) => row.status === status).length;
  return {
    byStatus: Object.fromEntries(monitorStatuses.map((status) => [status, countOf(status)])) as ListMonitorsOutput["summary"]["byStatus"],
    availability: combineAvailability(measured.map(({ window }) => window)), outages: measured.reduce((sum, { outages }) => sum + outages, 0),
  };
}

/** Monitors with their figures in a window; figures come from the core, so that list, detail and tests agree to the millisecond. */
export async function listMonitors(input: ListMonitorsInput, ctx: Ctx): Promise<ListMonitorsOutput> {
  const { scope } = ctx.actor;
  const after = decodeCursor(input.cursor);
  const [coverage, rows] = await Promise.all([readCoverage(scope, input.group, ctx.signal), listMonitorRows(scope, { group: input.group, ...(input.status ? { status: input.status } : {}), ...(input.q ? { q: input.q } : {}) }, ctx.signal)]);
  const window = windowOf(input.window, coverage, ctx);
  const keys = rows.map((row) => row.key);
  const everything = { fromMs: 0, toMs: Math.max(window.toMs, (coverage.last?.getTime() ?? 0) + 1) };
  const [outages, latencies] = await Promise.all([
    listOutagesOf(keys, everything, ctx.signal).then(byKey),
    input.sort.endsWith("latency") ? readLatencies(keys, window, ctx.signal).then(firstByKey) : new Map<number, LatencyRow>(),
  ]);
  const measured = rows.map((row) => measure(row, window, { outages, latencies }));
  const rest = sortMonitors(measured, input.sort, after === null ? null : { key: after[0], slug: after[1] });
  const page = rest.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: await presentPage(page, window, ctx),
    nextCursor: last && rest.length > page.length ? encodeCursor([sortKeyOf(last, input.sort), last.slug]) : null,
    total: rows.length, window: presentWindow(window), summary: summaryOf(measured), dataUntil: coverage.last?.toISOString() ?? null, known: coverage.monitors,
  };
}
