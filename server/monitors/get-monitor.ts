import "server-only";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { availabilityByDay, availabilityOf, changedFields, fillLatencyBuckets, latencyBucketMs, observedSpan, type MonitorRecord, type Span } from "#core/monitors";
import { monitorLimits, type MonitorDetail, type MonitorWindow, type SourceClaim } from "./contract";
import { listChanges } from "./changes-repository";
import { windowOf } from "./list-monitors";
import { countChecks, listLastChecks, listMonitorRows, listOutagesOf, readCoverage, readLatencies, readLatencyBuckets, type KeyedOutage, type MonitorRecordRow } from "./monitors-repository";
import { claimOfRow, isoOf, presentIdentity, presentLatency, presentSpan, presentWindow, recordOf, wholeSpan } from "./present-monitor";
import { presentSettings } from "./present-settings";
import { findWatched } from "./watch-repository";

const shownChecks = 20;

/** Over the part of the window with checks, the last one included. */
async function latencySeries(row: MonitorRecordRow, span: Span | null, ctx: Ctx & { samples: number }): Promise<MonitorDetail["latencySeries"]> {
  if (span === null) return { bucketMs: latencyBucketMs(0, 0, monitorLimits.latencyPoints), points: [] };
  const bucketMs = latencyBucketMs(span.toMs - span.fromMs, ctx.samples, monitorLimits.latencyPoints);
  const buckets = fillLatencyBuckets(await readLatencyBuckets(row.key, { fromMs: span.fromMs, toMs: span.toMs + 1, bucketMs }, ctx.signal), bucketMs);
  return { bucketMs, points: buckets.map(({ atMs, ...bucket }) => ({ at: isoOf(atMs), ...bucket })) };
}

function presentDays(record: MonitorRecord, window: Span, claim: SourceClaim | null): MonitorDetail["days"] {
  const observed = observedSpan(record, window);
  if (observed === null) return [];
  return availabilityByDay(record, observed, monitorLimits.days).map((day) => ({ ...day, sourceDownMinutes: claim?.minutesDownByDay?.[day.day] ?? null }));
}

const presentOutages = (row: MonitorRecordRow, outages: readonly KeyedOutage[]): MonitorDetail["outages"] =>
  outages.slice(0, monitorLimits.outagesShown).map((outage) => ({ id: outage.id, monitor: { slug: row.slug, name: row.name }, cause: outage.cause, ...presentSpan(outage, row) }));

const changesOf = async (id: string): Promise<MonitorDetail["changes"]> =>
  (await listChanges(id, monitorLimits.changesShown)).map(({ at, actorName, action, before, after }) => ({ at: at.toISOString(), by: actorName, action, fields: changedFields(before, after) }));

/** One monitor with its figures in a window, over its whole record, and what its source says. */
export async function getMonitor(input: { slug: string; window?: MonitorWindow | undefined }, ctx: Ctx): Promise<MonitorDetail> {
  const [row] = await listMonitorRows(ctx.actor.scope, { slug: input.slug }, ctx.signal);
  if (!row) throw new DomainError("NOT_FOUND", `There is no monitor "${input.slug}".`);
  const coverage = await readCoverage(ctx.actor.scope, "sites", ctx.signal);
  const window = windowOf(input.window, { ...coverage, first: row.firstCheckAt, last: row.lastCheckAt }, ctx);
  const whole = wholeSpan(row);
  const [outages, [latency], checks] = await Promise.all([listOutagesOf([row.key], { fromMs: 0, toMs: Math.max(whole.toMs, window.toMs) }, ctx.signal), readLatencies([row.key], window, ctx.signal), countChecks(row.key, window, ctx.signal)]);
  const record = recordOf(row, outages);
  const claim = claimOfRow(row);
  const inWindow = outages.filter((outage) => outage.startedAtMs < window.toMs && (outage.endedAtMs ?? window.toMs) > window.fromMs);
  const watched = await findWatched(row.key);
  return {
    ...presentIdentity(row), window: presentWindow(window), availability: availabilityOf(record, window), wholeAvailability: availabilityOf(record, whole),
    outageCount: inWindow.filter((outage) => outage.startedAtMs >= window.fromMs).length, latency: presentLatency(latency), days: presentDays(record, window, claim),
    latencySeries: await latencySeries(row, observedSpan(record, window), { ...ctx, samples: latency?.samples ?? 0 }), outages: presentOutages(row, inWindow), checks, claim,
    lastChecks: (await listLastChecks(row.key, shownChecks, ctx.signal)).map(({ at, ...seen }) => ({ at: at.toISOString(), ...seen })), ...presentSettings(watched),
    isFresh: row.isWatched || (row.lastCheckAt !== null && ctx.clock.now().getTime() - row.lastCheckAt.getTime() <= monitorLimits.freshMs), changes: watched === null ? [] : await changesOf(watched.id),
  };
}
