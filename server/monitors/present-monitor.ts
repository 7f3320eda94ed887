import "server-only";
import type { MonitorRecord, Span } from "#core/monitors";
import { sourceClaimSchema, type MonitorRow, type MonitorWindow, type OutageRow, type SourceClaim } from "./contract";
import type { KeyedOutage, LatencyRow, MonitorRecordRow } from "./monitors-repository";

export const isoOf = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

export function presentIdentity(row: MonitorRecordRow): Pick<MonitorRow, "slug" | "name" | "url" | "source" | "isDemo" | "status" | "statusSince" | "firstCheckAt" | "lastCheckAt" | "isWatched" | "isPaused" | "isP0" | "flappingSince"> {
  const { slug, name, url, source, isDemo, status, isWatched, isPaused, isP0 } = row;
  return { slug, name, url, source, isDemo, status, isWatched, isPaused, isP0, flappingSince: isoOrNull(row.flappingSince), statusSince: isoOrNull(row.statusSince), firstCheckAt: isoOrNull(row.firstCheckAt), lastCheckAt: isoOrNull(row.lastCheckAt) };
}

export const recordOf = (row: MonitorRecordRow, outages: readonly KeyedOutage[]): MonitorRecord => ({
  firstCheckMs: row.firstCheckAt?.getTime() ?? null, lastCheckMs: row.lastCheckAt?.getTime() ?? null, outages,
});

export const presentWindow = (window: Span & { id: MonitorWindow }): { id: MonitorWindow; from: string; to: string } => ({ id: window.id, from: isoOf(window.fromMs), to: isoOf(window.toMs) });

export const presentLatency = (row: LatencyRow | undefined): MonitorRow["latency"] => ({ p50Ms: row?.p50Ms ?? null, p95Ms: row?.p95Ms ?? null, samples: row?.samples ?? 0 });

/** An open outage has lasted, as far as is known, until the last check. */
export const outageLengthMs = (outage: KeyedOutage, row: MonitorRecordRow): number => (outage.endedAtMs ?? row.lastCheckAt?.getTime() ?? outage.startedAtMs) - outage.startedAtMs;

export const presentSpan = (outage: KeyedOutage, row: MonitorRecordRow): Pick<OutageRow, "startedAt" | "endedAt" | "durationMs"> => ({
  startedAt: isoOf(outage.startedAtMs), endedAt: outage.endedAtMs === null ? null : isoOf(outage.endedAtMs), durationMs: outageLengthMs(outage, row),
});

/** Null when the source claimed nothing, or in a form that is no longer known. */
export function claimOfRow(row: Pick<MonitorRecordRow, "sourceSummary">): SourceClaim | null {
  const parsed = sourceClaimSchema.safeParse(row.sourceSummary);
  return parsed.success ? parsed.data : null;
}

/** Everything a monitor has on record. */
export const wholeSpan = (row: MonitorRecordRow): Span => ({ fromMs: row.firstCheckAt?.getTime() ?? 0, toMs: (row.lastCheckAt?.getTime() ?? -1) + 1 });
