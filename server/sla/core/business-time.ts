import { offsetSpanAt } from "./zone-offsets";

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** A stretch of one day by the wall clock: minutes since midnight, half-open, 0..1440. */
export interface DayInterval {
  fromMinute: number;
  toMinute: number;
}

export interface Calendar {
  /** IANA zone whose wall clock the intervals mean. */
  zone: string;
  /** Open intervals of Monday to Sunday, ascending and without overlap; an empty list is a day off. */
  week: readonly (readonly DayInterval[])[];
  /** Days that differ, by the number of days since 1970-01-01: a holiday has an empty list. */
  exceptions: ReadonlyMap<number, readonly DayInterval[]>;
}

export interface Span {
  fromMs: number;
  toMs: number;
}

/** How far ahead the next open time is sought. */
const horizonMs = 10 * 366 * dayMs;

/** Monday is 0: 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const intervalsOf = (calendar: Calendar, day: number): readonly DayInterval[] => calendar.exceptions.get(day) ?? calendar.week[weekdayOf(day)] ?? [];

/** The number of a calendar day ("2026-12-25") since 1970-01-01; null when there is no such day. */
export function dayNumber(date: string): number | null {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date) ? ms / dayMs : null;
}

/**
 * The open time within [fromMs, toMs), in order. An instant is open when the wall clock of the zone then shows a time inside an
 * interval of that day. So an hour that daylight saving leaves out counts nothing, and one that it repeats counts twice.
 */
export function* openSpans(calendar: Calendar, fromMs: number, toMs: number): Generator<Span> {
  let atMs = fromMs;
  while (atMs < toMs) {
    const { offsetMs, toMs: changesAtMs } = offsetSpanAt(calendar.zone, atMs);
    const day = Math.floor((atMs + offsetMs) / dayMs);
    const midnightMs = day * dayMs - offsetMs;
    const untilMs = Math.min(toMs, changesAtMs, midnightMs + dayMs);
    for (const { fromMinute, toMinute } of intervalsOf(calendar, day)) {
      const span = { fromMs: Math.max(atMs, midnightMs + fromMinute * minuteMs), toMs: Math.min(untilMs, midnightMs + toMinute * minuteMs) };
      if (span.fromMs < span.toMs) yield span;
    }
    atMs = untilMs;
  }
}

/** Open time between two instants, in ms; 0 when the second does not come after the first. */
export function businessMs(calendar: Calendar, fromMs: number, toMs: number): number {
  let sum = 0;
  for (const span of openSpans(calendar, fromMs, toMs)) sum += span.toMs - span.fromMs;
  return sum;
}

/**
 * The first instant by which `ms` of open time have passed since `fromMs`; `fromMs` itself for nothing. An amount that ends with a
 * working day is reached when that day ends, not when the next begins. Null when the calendar is not open that long within ten years.
 */
export function addBusinessMs(calendar: Calendar, fromMs: number, ms: number): number | null {
  if (ms <= 0) return fromMs;
  let left = ms;
  for (const span of openSpans(calendar, fromMs, fromMs + horizonMs)) {
    if (left <= span.toMs - span.fromMs) return span.fromMs + left;
    left -= span.toMs - span.fromMs;
  }
  return null;
}

/** Whether an instant is open. */
export const isOpenAt = (calendar: Calendar, atMs: number): boolean => businessMs(calendar, atMs, atMs + 1) === 1;
