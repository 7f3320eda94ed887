import "server-only";
import { dayMs, floorMinute, hourMs, minuteMs, portalPromises, promiseWindowDays, type PackedHour, type PortalPromise } from "#core/slo";
import { countOperations } from "../platform/metrics";
import type { Ctx } from "../platform/registry";
import { countCheckedMonitors, countThreads, listPromiseSlos, putHours, readNewestHour, readRecordedMinutes, type MinuteSample, type PromiseSlo } from "./promises-repository";
import { processState } from "../platform/process-state";

const startOfHour = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;
const emptyHour = (atMs: number): { hourMs: number; good: number[]; total: number[] } => ({ hourMs: startOfHour(atMs), good: Array<number>(60).fill(0), total: Array<number>(60).fill(0) });

/** Samples by hour, over those of the hours that are given; a minute named again takes the new value. */
export function hoursOf(samples: readonly MinuteSample[], known: readonly PackedHour[] = []): PackedHour[] {
  const hours = new Map(known.map(({ hourMs: start, good, total }) => [start, { hourMs: start, good: [...good], total: [...total] }]));
  for (const { atMs, good, total } of samples) {
    const hour = hours.get(startOfHour(atMs)) ?? emptyHour(atMs);
    const minute = Math.floor((atMs - hour.hourMs) / minuteMs);
    hour.good[minute] = good;
    hour.total[minute] = total;
    hours.set(hour.hourMs, hour);
  }
  return [...hours.values()].sort((a, b) => a.hourMs - b.hourMs);
}

/** The last minute of an hour that has data; null when none has. */
export function lastMinuteOf({ hourMs: start, total }: PackedHour): number | null {
  const at = total.findLastIndex((count) => count > 0);
  return at < 0 ? null : start + at * minuteMs;
}

/** From the last recorded minute to this one: this one is good, and those between, in which nothing ran, are bad. A gap is charged for the window at most. */
export function minutesSince(lastMs: number | null, nowMs: number): MinuteSample[] {
  const first = lastMs === null ? nowMs : Math.max(lastMs + minuteMs, nowMs - promiseWindowDays * dayMs);
  const count = Math.max(0, Math.round((nowMs - first) / minuteMs)) + 1;
  return Array.from({ length: count }, (_, at) => ({ atMs: Math.min(first + at * minuteMs, nowMs), good: at === count - 1 ? 1 : 0, total: 1 }));
}

/** Recomputes from the records everything since the newest stored hour: late records are counted, and a second run changes nothing. */
async function sampleRecorded({ promise, key }: PromiseSlo, nowMs: number, signal: AbortSignal): Promise<void> {
  const newest = await readNewestHour(key);
  const fromMs = newest?.hourMs ?? startOfHour(nowMs - promiseWindowDays * dayMs);
  await putHours(key, hoursOf(await readRecordedMinutes(promise, { fromMs, toMs: nowMs }, signal)));
}

const counted = processState("counted operations", () => ({ good: 0, total: 0 })).current;

/** Operations since the last round, added to what this minute holds already. */
async function newOperations(before: MinuteSample | undefined): Promise<Omit<MinuteSample, "atMs">> {
  const all = await countOperations();
  const now = { good: all.total - all.failed, total: all.total };
  const added = { good: now.good - counted().good + (before?.good ?? 0), total: now.total - counted().total + (before?.total ?? 0) };
  Object.assign(counted(), now);
  return added;
}

async function liveSamples(promise: string, { newest, nowMs }: { newest: PackedHour | null; nowMs: number }): Promise<MinuteSample[]> {
  const at = new Date(nowMs);
  if (promise === "availability") return minutesSince(newest && lastMinuteOf(newest), nowMs);
  if (promise === "checks-on-time") return [{ atMs: nowMs, ...(await countCheckedMonitors(at)) }];
  if (promise === "sessions-swept") return [{ atMs: nowMs, ...(await countThreads(at)) }];
  const minute = newest?.hourMs === startOfHour(nowMs) ? Math.floor((nowMs - newest.hourMs) / minuteMs) : null;
  return [{ atMs: nowMs, ...(await newOperations(minute === null ? undefined : { atMs: nowMs, good: newest?.good[minute] ?? 0, total: newest?.total[minute] ?? 0 })) }];
}

async function sampleLive({ promise, key }: PromiseSlo, nowMs: number): Promise<void> {
  const newest = await readNewestHour(key);
  const samples = await liveSamples(promise, { newest, nowMs });
  await putHours(key, hoursOf(samples, newest === null ? [] : [newest]).filter(({ total }) => total.some((count) => count > 0)));
}

const sourceOf = (promise: string): PortalPromise["source"] | undefined => portalPromises.find(({ id }) => id === promise)?.source;

/** Writes down, minute by minute, how the portal keeps its own promises: from its records where it keeps some, otherwise from what it is now. */
export async function samplePromises({ clock, signal }: Pick<Ctx, "clock" | "signal">): Promise<void> {
  const nowMs = floorMinute(clock.now().getTime());
  for (const slo of await listPromiseSlos()) {
    const source = sourceOf(slo.promise);
    if (source === "live") await sampleLive(slo, nowMs);
    else if (source !== undefined) await sampleRecorded(slo, clock.now().getTime(), signal);
  }
}
