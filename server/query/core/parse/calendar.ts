import { Temporal } from "temporal-polyfill";

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "half" | "year";

/** Whole days [from, to) in the asker's zone. */
export interface DaySpan {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  label: string;
}

export const monthNames = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"] as const;

/** The first day of the unit that holds `date`; weeks start on Monday, the fiscal year is the calendar year. */
export function startOfUnit(date: Temporal.PlainDate, unit: CalendarUnit): Temporal.PlainDate {
  switch (unit) {
    case "day":
      return date;
    case "week":
      return date.subtract({ days: date.dayOfWeek - 1 });
    case "month":
      return date.with({ day: 1 });
    case "quarter":
      return date.with({ day: 1, month: Math.floor((date.month - 1) / 3) * 3 + 1 });
    case "half":
      return date.with({ day: 1, month: date.month <= 6 ? 1 : 7 });
    case "year":
      return date.with({ day: 1, month: 1 });
  }
}

/** Adds whole units; a month too short for the day ends on its last day. */
export function addUnits(date: Temporal.PlainDate, unit: CalendarUnit, count: number): Temporal.PlainDate {
  const perUnit: Record<CalendarUnit, Temporal.DurationLike> = { day: { days: count }, week: { weeks: count }, month: { months: count }, quarter: { months: 3 * count }, half: { months: 6 * count }, year: { years: count } };
  return date.add(perUnit[unit]);
}

/** The whole unit that holds `date`, moved by `offset` units. */
export function unitSpan(date: Temporal.PlainDate, unit: CalendarUnit, offset: number): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const from = addUnits(startOfUnit(date, unit), unit, offset);
  return { from, to: addUnits(from, unit, 1) };
}

/** Null for a day that does not exist, such as 31 February. */
export function makeDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? null : first.with({ day });
}

export function showDate(date: Temporal.PlainDate): string {
  return `${date.day} ${monthNames[date.month - 1] ?? ""} ${date.year}`;
}

/** The instant at which a day begins in a zone; where midnight is skipped by daylight saving, the first instant after it. */
export function startInstant(date: Temporal.PlainDate, zone: string): string {
  return isoInstant(date.toZonedDateTime(zone).toInstant());
}

/** The instant of a time of day in a zone, as minutes after midnight; more than a day's minutes lie on the days after. */
export function instantAt(date: Temporal.PlainDate, minutes: number, zone: string): string {
  const day = addUnits(date, "day", Math.floor(minutes / 1440));
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 });
  return isoInstant(day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant());
}

/** As ISO 8601 in UTC with milliseconds. */
export function isoInstant({ epochMilliseconds }: Temporal.Instant): string {
  return new Date(epochMilliseconds).toISOString();
}

/** The zone if the platform knows it, else UTC. */
export function knownZone(zone: string): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch {
    return "UTC";
  }
}
