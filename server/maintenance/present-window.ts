import "server-only";
import { overrunMs } from "#core/maintenance";
import type { Impact, Risk, WindowKind, WindowRow, WindowStatus } from "./contract";
import type { WindowRecord } from "./windows-repository";

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
export const timesOf = ({ startsAt, endsAt, startedAt, endedAt }: Pick<WindowRecord, "startsAt" | "endsAt" | "startedAt" | "endedAt">) => ({ startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime(), startedAtMs: startedAt?.getTime() ?? null, endedAtMs: endedAt?.getTime() ?? null });

export function presentWindow(record: WindowRecord, now: Date, team: { slug: string; name: string } | null = null): WindowRow {
  const { number, title, zone, isOverride, isAutomatic, isPublic, isDemo, version } = record;
  return {
    number, title, zone, isOverride, isAutomatic, isPublic, isDemo, version, team, kind: record.kind as WindowKind, risk: record.risk as Risk, impact: record.impact as Impact, status: record.status as WindowStatus,
    startsAt: record.startsAt.toISOString(), endsAt: record.endsAt.toISOString(), startedAt: iso(record.startedAt), endedAt: iso(record.endedAt), series: record.seriesId,
    services: record.services.map(({ service: { slug, name } }) => ({ slug, name })), overrunMs: overrunMs(timesOf(record), now.getTime()),
  };
}
