import "server-only";
import { createHash } from "node:crypto";
import { log } from "../../platform/log";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { externalLimits, maintenanceLimits } from "../contract";
import { fetchCalendar, type Fetched } from "./fetch-calendar";
import { findExternal, listDueExternal, listEventRows, markExternal, markExternalIn, replaceEvents, type EventRow, type ExternalRecord } from "./external-repository";
import { UnreadableCalendar } from "./ics-values";
import { readCalendar, type ReadEvent } from "./read-ics";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const backMs = 31 * dayMs;
const longestError = 500;

const keyOf = ({ uid, startMs }: ReadEvent): string => `${createHash("sha256").update(uid).digest("base64url").slice(0, 16)}:${startMs}`;
const toRow = (event: ReadEvent): EventRow => ({ key: keyOf(event), title: event.title, startsAt: new Date(event.startMs), endsAt: new Date(event.endMs) });

/** The events of a calendar's text from a month ago to 400 days ahead, one for each key. */
export function rowsOf(body: string, { zone, now }: { zone: string; now: Date }): { rows: EventRow[]; notes: string[] } {
  const range = { fromMs: now.getTime() - backMs, toMs: now.getTime() + maintenanceLimits.calendarDays * dayMs };
  const { events, notes } = readCalendar(body, { zone, range, limit: externalLimits.events });
  return { rows: [...new Map(events.map((event) => [keyOf(event), toRow(event)])).values()].sort((a, b) => (a.key < b.key ? -1 : 1)), notes };
}

export interface Refreshed {
  events: number;
  error: string | null;
}

const isSame = (before: readonly EventRow[], after: readonly EventRow[]): boolean => JSON.stringify(before) === JSON.stringify(after);
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "It could not be read.").slice(0, longestError);

async function keep(calendar: ExternalRecord, { fetched, rows, notes }: { fetched: Fetched; rows: EventRow[]; notes: string[] }, ctx: Ctx): Promise<Refreshed> {
  const now = ctx.clock.now();
  const before = await listEventRows(calendar.id);
  const error = notes.length === 0 ? null : notes.join(" ").slice(0, longestError);
  const state = { ...fetched, fetchedAt: now, attemptedAt: now, error };
  if (isSame(before.sort((a, b) => (a.key < b.key ? -1 : 1)), rows)) await markExternal(calendar.id, state);
  else {
    await businessWrite(ctx, { domains: ["maintenance"], timeoutMs: 60_000 }, async (tx, record) => {
      await replaceEvents(tx, calendar.id, rows);
      await markExternalIn(tx, calendar.id, state);
      record({ action: "maintenance.calendar.refresh", entityType: "external_calendar", entityId: calendar.id, before: { events: before.length }, after: { events: rows.length } });
    });
  }
  return { events: rows.length, error };
}

/** Reads a calendar anew. What cannot be read leaves the events as they were, and says why. */
export async function refreshExternal(calendar: ExternalRecord, ctx: Ctx): Promise<Refreshed> {
  const now = ctx.clock.now();
  try {
    const fetched = await fetchCalendar(calendar, ctx.signal);
    return await keep(calendar, { fetched, ...rowsOf(fetched.body, { zone: calendar.zone, now }) }, ctx);
  } catch (error) {
    if (!(error instanceof UnreadableCalendar)) log().warn({ calendar: calendar.id, error: wordsOf(error) }, "a calendar was not read");
    await markExternal(calendar.id, { attemptedAt: now, error: wordsOf(error) });
    return { events: (await listEventRows(calendar.id)).length, error: wordsOf(error) };
  }
}

/** Addresses once an hour, files once a day: their repetitions go on. One that fails does not keep the others. */
export async function refreshCalendars(ctx: Ctx): Promise<void> {
  const nowMs = ctx.clock.now().getTime();
  for (const { id } of await listDueExternal({ urlsBefore: new Date(nowMs - hourMs), filesBefore: new Date(nowMs - dayMs) })) {
    ctx.signal.throwIfAborted();
    const calendar = await findExternal(id);
    if (calendar) await refreshExternal(calendar, ctx);
  }
}
