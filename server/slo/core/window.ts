import { Temporal } from "temporal-polyfill";
import type { SloWindow } from "../contract";
import { dayMs, floorMinute, type Interval } from "./intervals";

type CalendarUnit = Extract<SloWindow, { kind: "calendar" }>["unit"];

const unitLength: Record<CalendarUnit, Temporal.DurationLike> = { week: { days: 7 }, month: { months: 1 }, quarter: { months: 3 }, year: { years: 1 } };

function unitStart(day: Temporal.PlainDate, unit: CalendarUnit): Temporal.PlainDate {
  if (unit === "week") return day.subtract({ days: day.dayOfWeek - 1 });
  if (unit === "year") return day.with({ month: 1, day: 1 });
  return day.with({ day: 1, month: unit === "quarter" ? day.month - ((day.month - 1) % 3) : day.month });
}

const startOf = (day: Temporal.PlainDate, zone: string): number => day.toZonedDateTime(zone).epochMilliseconds;

/**
 * The whole window that an evaluation at `atMs` (epoch ms) looks at, half-open. A rolling one ends at the last full minute; a calendar one is
 * the unit of the zone that contains the instant, its end usually in the future. Throws RangeError for an unknown zone.
 */
export function windowAt(window: SloWindow, atMs: number): Interval {
  if (window.kind === "rolling") {
    const toMs = floorMinute(atMs);
    return { fromMs: toMs - window.days * dayMs, toMs };
  }
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(window.zone).toPlainDate();
  const first = unitStart(day, window.unit);
  return { fromMs: startOf(first, window.zone), toMs: startOf(first.add(unitLength[window.unit]), window.zone) };
}

/** The part of the window that has passed: up to the last full minute. */
export const elapsedPart = (whole: Interval, atMs: number): Interval => ({ fromMs: whole.fromMs, toMs: Math.max(whole.fromMs, Math.min(whole.toMs, floorMinute(atMs))) });
