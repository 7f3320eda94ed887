import "server-only";
import ICAL from "ical.js";
import { faultOfRule, instantOf, localOf, occurrencesBetween } from "#core/maintenance";
import { parseCalendar, propertiesOf, textOf, valueOf, Zones, type JComponent, type Moment } from "./ics-values";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const longestTitle = 200;
const longestMs = 366 * dayMs;
export const mostRepeating = 2_000;

/** Time that a foreign calendar takes; instants in epoch ms. */
export interface ReadEvent {
  uid: string;
  title: string;
  startMs: number;
  endMs: number;
}

export interface ReadCalendar {
  events: ReadEvent[];
  /** What was left out or guessed, for people. */
  notes: string[];
}

interface Reading {
  zones: Zones;
  range: { fromMs: number; toMs: number };
  /** Events with a rule that is not understood: only their first time is read. */
  unread: Map<string, number>;
  repeating: number;
}

/** How long an event lasts: exact time, or whole days of a calendar. Null = it has no length, or an impossible one. */
type Length = { ms: number } | { days: number } | null;

function lengthOf(event: JComponent, start: Moment, { zones }: Reading): Length {
  const end = propertiesOf(event, "dtend").flatMap((each) => zones.moments(each))[0];
  if (end && start.isDate && end.isDate) {
    const days = Math.round((Date.parse(`${end.local}:00Z`) - Date.parse(`${start.local}:00Z`)) / dayMs);
    return days > 0 ? { days } : { days: 1 };
  }
  const text = valueOf(event, "duration");
  const ms = end ? end.atMs - start.atMs : typeof text === "string" ? ICAL.Duration.fromString(text).toSeconds() * 1_000 : 0;
  if (start.isDate && ms <= 0) return { days: 1 };
  return ms > 0 && ms <= longestMs ? { ms } : null;
}

/** The end of an event that begins at a local time: days are days also when the clock changes. */
function endOf({ local, zone, atMs }: Pick<Moment, "local" | "zone" | "atMs">, length: NonNullable<Length>): number {
  if ("ms" in length) return atMs + length.ms;
  return instantOf(new Date(Date.parse(`${local}:00Z`) + length.days * dayMs).toISOString().slice(0, 16), zone);
}

const cycleDays: Readonly<Record<string, number>> = { DAILY: 1, WEEKLY: 7 };

/** The same repetition from a later start, so that one from long ago is not counted through: whole cycles on, where nothing is counted. */
function nearer(rrule: string, startsLocal: string, fromMs: number): string {
  const parts = new Map(rrule.split(";").map((part) => part.split("=", 2) as [string, string]));
  const days = cycleDays[parts.get("FREQ") ?? ""];
  if (days === undefined || parts.has("COUNT")) return startsLocal;
  const cycleMs = days * Number(parts.get("INTERVAL") ?? 1) * dayMs;
  const startMs = Date.parse(`${startsLocal}:00Z`);
  const cycles = Math.floor((fromMs - 3 * dayMs - startMs) / cycleMs);
  return cycles > 0 ? new Date(startMs + cycles * cycleMs).toISOString().slice(0, 16) : startsLocal;
}

function ruleText(value: unknown): string {
  // The type of a rule's plain form lacks what the parser gives.
  return ICAL.Recur.fromData(value as never).toString().toUpperCase();
}

/** Local times at which an event with rules begins within the range. The first is always one, whether its rule gives it or not. */
function beginsOf(event: JComponent, { start, length }: { start: Moment; length: NonNullable<Length> }, reading: Reading): Moment[] {
  const { zone, isDate } = start;
  const lengthMs = "ms" in length ? length.ms : (length.days + 1) * dayMs;
  const range = { fromMs: reading.range.fromMs - lengthMs, toMs: reading.range.toMs };
  const added = propertiesOf(event, "rdate").flatMap((each) => reading.zones.moments(each)).map(({ atMs, ...rest }) => (rest.zone === zone ? { ...rest, atMs } : { ...rest, atMs, zone, local: localOf(atMs, zone) }));
  const ruled = propertiesOf(event, "rrule").flatMap(([, , , value]) => {
    const rrule = ruleText(value);
    const fault = faultOfRule(rrule);
    reading.repeating += 1;
    if (fault !== null || reading.repeating > mostRepeating) {
      const why = fault ?? `more than ${mostRepeating} events repeat`;
      reading.unread.set(why, (reading.unread.get(why) ?? 0) + 1);
      return [];
    }
    return occurrencesBetween({ rrule, startsLocal: nearer(rrule, start.local, range.fromMs), zone, durationMs: minuteMs, exdates: [], rdates: [] }, range).items.map(({ local, startMs }): Moment => ({ local, zone, atMs: startMs, isDate }));
  });
  return [...new Map([start, ...added, ...ruled].map((moment) => [moment.atMs, moment])).values()];
}

const isFree = (event: JComponent): boolean => textOf(event, "transp").toUpperCase() === "TRANSPARENT" || textOf(event, "status").toUpperCase() === "CANCELLED";
const titleOf = (event: JComponent): string => (["PRIVATE", "CONFIDENTIAL"].includes(textOf(event, "class").toUpperCase()) ? "" : textOf(event, "summary").slice(0, longestTitle)) || "Busy";

/** Times of one event, without those that were left out or that `changed` (its occurrences that were changed on their own) stands for. */
function timesOf(event: JComponent, { changed, reading }: { changed: ReadonlySet<number>; reading: Reading }): ReadEvent[] {
  const start = propertiesOf(event, "dtstart").flatMap((each) => reading.zones.moments(each))[0];
  const length = start === undefined ? null : lengthOf(event, start, reading);
  if (!start || !length || isFree(event)) return [];
  const isOverride = propertiesOf(event, "recurrence-id").length > 0;
  const leftOut = isOverride ? [] : propertiesOf(event, "exdate").flatMap((each) => reading.zones.moments(each));
  const times = new Set(leftOut.map(({ atMs }) => atMs));
  const days = new Set(leftOut.filter(({ isDate }) => isDate).map(({ local }) => local.slice(0, 10)));
  const begins = isOverride ? [start] : beginsOf(event, { start, length }, reading);
  return begins
    .filter(({ atMs, local }) => !times.has(atMs) && !days.has(local.slice(0, 10)) && (isOverride || !changed.has(atMs)))
    .map((begin) => ({ uid: textOf(event, "uid"), title: titleOf(event), startMs: begin.atMs, endMs: endOf(begin, length) }))
    .filter(({ startMs, endMs }) => startMs < endMs && startMs < reading.range.toMs && endMs > reading.range.fromMs);
}

function notesOf({ zones, unread }: Reading, { found, limit }: { found: number; limit: number }): string[] {
  return [
    ...[...zones.unknown].slice(0, 5).map((zone) => `The time zone "${zone.slice(0, 60)}" is not known: its times are read in the calendar's own zone.`),
    ...[...unread].slice(0, 5).map(([why, count]) => `Of ${count === 1 ? "one event" : `${count} events`} only the first time is read: ${why}.`),
    ...(found > limit ? [`It holds ${found} times; the first ${limit} are kept.`] : []),
  ];
}

/** The times that a calendar's text takes within a range, repetitions written out. Free and cancelled time is none. Throws UnreadableCalendar. */
export function readCalendar(text: string, { zone, range, limit }: { zone: string; range: { fromMs: number; toMs: number }; limit: number }): ReadCalendar {
  const calendars = parseCalendar(text);
  const reading: Reading = { zones: new Zones(calendars, zone), range, unread: new Map(), repeating: 0 };
  const events = calendars.flatMap(([, , within]) => within).filter(([name]) => name === "vevent");
  const changed = new Map<string, Set<number>>();
  for (const event of events) {
    const uid = textOf(event, "uid");
    for (const { atMs } of propertiesOf(event, "recurrence-id").flatMap((each) => reading.zones.moments(each))) changed.set(uid, (changed.get(uid) ?? new Set<number>()).add(atMs));
  }
  const none: ReadonlySet<number> = new Set();
  const times = events.flatMap((event) => timesOf(event, { changed: changed.get(textOf(event, "uid")) ?? none, reading })).sort((a, b) => a.startMs - b.startMs);
  return { events: times.slice(0, limit), notes: notesOf(reading, { found: times.length, limit }) };
}
