import "server-only";
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { writeFeed, type FeedSeries, type FeedStatus, type FeedWindow } from "#core/maintenance";
import { actorOfPerson } from "../../accounts";
import { can } from "../../platform/auth/actor";
import type { Clock } from "../../platform/clock";
import { env } from "../../platform/env";
import { maintenanceLimits, type FeedKind } from "../contract";
import type { SeriesRecord } from "../series-repository";
import { recurrenceOf } from "../write-series";
import { hashToken } from "./hash-token";
import { feedNames, findFeedByHash, listFeedWindows, listSeriesOf, touchFeed, type FeedRecord } from "./feeds-repository";
import { processState } from "../../platform/process-state";

const dayMs = 86_400_000;
const backMs = 180 * dayMs;
const usedEveryMs = 3_600_000;
const yearsAhead = 10;
const strangersPerMinute = 30;
const strangers = processState("strangers at feeds", () => new LRUCache<string, number>({ max: 10_000, ttl: 60_000, noUpdateTTL: true })).current;

const statusOf = (status: string): FeedStatus => (status === "cancelled" ? "CANCELLED" : status === "requested" ? "TENTATIVE" : "CONFIRMED");
const host = (): string => new URL(env().QUARTERDECK_URL).hostname;

function toFeedWindow(row: FeedRecord): FeedWindow {
  return {
    uid: `${row.id}@${host()}`, summary: row.title, description: `${row.services.map(({ service }) => service.name).join(", ")}\n${row.kind}, ${row.risk} risk`, url: new URL(`/maintenance/${row.number}`, env().QUARTERDECK_URL).toString(), status: statusOf(row.status), sequence: row.sequence,
    stampMs: row.updatedAt.getTime(), startMs: row.startsAt.getTime(), endMs: row.endsAt.getTime(), zone: row.zone, occurrence: row.occurrence,
  };
}

/** What most windows of a repetition have in common, so that few have to be written out. */
function commonest<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function toFeedSeries(series: SeriesRecord, rows: readonly FeedRecord[]): FeedSeries | null {
  const windows = rows.map(toFeedWindow);
  const status = commonest(windows.filter((window) => window.status !== "CANCELLED").map((window) => window.status)) ?? "CANCELLED";
  const like = windows.findLast((window) => window.status === status);
  if (!like) return null;
  const description = commonest(windows.map((window) => window.description)) ?? like.description;
  return { uid: `${series.id}@${host()}`, summary: series.title, description, url: like.url, status, sequence: series.version, stampMs: Math.max(...windows.map(({ stampMs }) => stampMs)), recurrence: recurrenceOf(series), writtenUntilMs: series.writtenUntil?.getTime() ?? 0, windows };
}

async function feedText({ kind, subjectId, name }: { kind: FeedKind; subjectId: string; name: string }, { scope, clock }: { scope: Parameters<typeof listFeedWindows>[0]; clock: Clock }): Promise<string> {
  const nowMs = clock.now().getTime();
  const rows = await listFeedWindows(scope, { kind, subjectId, from: new Date(nowMs - backMs), to: new Date(nowMs + maintenanceLimits.calendarDays * dayMs) });
  const records = await listSeriesOf([...new Set(rows.flatMap(({ seriesId }) => seriesId ?? []))]);
  const series = records.flatMap((record) => toFeedSeries(record, rows.filter(({ seriesId, occurrence }) => seriesId === record.id && occurrence !== null)) ?? []);
  const repeated = new Set(records.map(({ id }) => id));
  const singles = rows.filter(({ seriesId, occurrence }) => seriesId === null || occurrence === null || !repeated.has(seriesId)).map((row) => ({ ...toFeedWindow(row), occurrence: null }));
  return writeFeed({ name, singles, series, lastYear: clock.now().getUTCFullYear() + yearsAhead });
}

export type FeedAnswer = { state: "served"; text: string; etag: string } | { state: "unknown" | "limited" };

/** The calendar behind an address, as its owner may see it now; unknown once it is revoked or its owner may no longer read planned work. Whoever tries addresses is stopped. */
export async function serveFeed({ token, address }: { token: string; address: string }, clock: Clock): Promise<FeedAnswer> {
  const misses = strangers().get(address) ?? 0;
  if (misses >= strangersPerMinute) return { state: "limited" };
  const feed = await findFeedByHash(hashToken(token));
  const owner = feed && (await actorOfPerson(feed.userId));
  const name = feed && (await feedNames([feed.subjectId])).get(feed.subjectId);
  if (!feed || !owner || name === undefined || name === null || !can(owner, "maintenance.read")) {
    strangers().set(address, misses + 1);
    return { state: "unknown" };
  }
  const text = await feedText({ kind: feed.kind as FeedKind, subjectId: feed.subjectId, name: feed.kind === "user" ? "Planned work" : `Planned work, ${name}` }, { scope: owner.scope, clock });
  if (feed.usedAt === null || clock.now().getTime() - feed.usedAt.getTime() >= usedEveryMs) await touchFeed(feed.id, clock.now());
  return { state: "served", text, etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"` };
}
