import { Temporal } from "temporal-polyfill";

/** One change of a zone's offset: local time before it, and both offsets in minutes. */
interface Change {
  local: Temporal.PlainDateTime;
  fromMinutes: number;
  toMinutes: number;
}

const minutesOf = (at: Temporal.ZonedDateTime): number => Math.round(at.offsetNanoseconds / 60_000_000_000);
const basic = (local: Temporal.PlainDateTime): string => local.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");

function changesOf(zone: string, years: { from: number; to: number }): Change[] {
  const changes: Change[] = [];
  const end = Temporal.ZonedDateTime.from({ year: years.to + 1, month: 1, day: 1, timeZone: zone });
  let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from({ year: years.from, month: 1, day: 1, timeZone: zone });
  for (at = at.getTimeZoneTransition("next"); at !== null && Temporal.ZonedDateTime.compare(at, end) < 0; at = at.getTimeZoneTransition("next")) {
    const before = at.subtract({ nanoseconds: 1 });
    const [fromMinutes, toMinutes] = [minutesOf(before), minutesOf(at)];
    if (fromMinutes !== toMinutes) changes.push({ local: at.toPlainDateTime().add({ minutes: fromMinutes - toMinutes }), fromMinutes, toMinutes });
  }
  return changes;
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}${String(size % 60).padStart(2, "0")}`;
}

const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** "-1SU" where the changes fall on the same weekday of the same month at the same time each year up to the last; null where they follow no such rule. */
function yearlyRule(changes: readonly Change[], lastYear: number): string | null {
  const [first] = changes;
  if (!first || changes.length < 3 || changes.at(-1)?.local.year !== lastYear) return null;
  const isYearly = changes.every(({ local }, index) => local.year === first.local.year + index && local.month === first.local.month && local.dayOfWeek === first.local.dayOfWeek && local.toPlainTime().equals(first.local.toPlainTime()));
  if (!isYearly) return null;
  const weeks = new Set(changes.map(({ local }) => Math.ceil(local.day / 7)));
  const isLast = changes.every(({ local }) => local.day + 7 > local.daysInMonth);
  if (!isLast && weeks.size > 1) return null;
  return `FREQ=YEARLY;BYMONTH=${first.local.month};BYDAY=${isLast ? -1 : [...weeks][0]}${weekdays[first.local.dayOfWeek - 1]}`;
}

function observance(changes: readonly Change[], lastYear: number): string[] {
  const [first, ...rest] = changes;
  if (!first) return [];
  const name = first.toMinutes > first.fromMinutes ? "DAYLIGHT" : "STANDARD";
  const rule = yearlyRule(changes, lastYear);
  // Some programs read the first date of a line only; ical.js forgets the start beside other dates, so that it is among them.
  const dates = rule !== null ? [`RRULE:${rule}`] : rest.length === 0 ? [] : changes.map(({ local }) => `RDATE:${basic(local)}`);
  return [`BEGIN:${name}`, `DTSTART:${basic(first.local)}`, `TZOFFSETFROM:${offset(first.fromMinutes)}`, `TZOFFSETTO:${offset(first.toMinutes)}`, ...dates, `END:${name}`];
}

/**
 * The lines of a VTIMEZONE (RFC 5545, 3.6.5) that is right from the first day of one year to the last of another, and goes on after that where the zone changes by a
 * yearly rule. Offsets are what the zone's own history says; changes that follow no rule are listed one by one.
 */
export function vtimezone(zone: string, years: { from: number; to: number }): string[] {
  const changes = changesOf(zone, years);
  const start = Temporal.ZonedDateTime.from({ year: years.from, month: 1, day: 1, timeZone: zone });
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.fromMinutes} ${change.toMinutes}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  const first = offset(minutesOf(start));
  const initial = ["BEGIN:STANDARD", `DTSTART:${basic(start.toPlainDateTime())}`, `TZOFFSETFROM:${first}`, `TZOFFSETTO:${first}`, "END:STANDARD"];
  return ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...initial, ...[...groups.values()].flatMap((group) => observance(group, years.to)), "END:VTIMEZONE"];
}
