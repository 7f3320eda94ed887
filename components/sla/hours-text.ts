import type { CalendarDefinition, Holiday } from "#contract/sla";

type Intervals = CalendarDefinition["week"]["1"];

const interval = /^(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$/;
const clock = (hour: string | undefined, minute: string | undefined): string => `${(hour ?? "").padStart(2, "0")}:${minute ?? "00"}`;

/** "09:00-12:30, 13:30-18:00", "9-17" or nothing (closed) as intervals; null when it is none of these. Whether the times make sense the contract says. */
export function parseIntervals(text: string): Intervals | null {
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  if (parts.length === 1 && /^(closed|off)$/i.test(parts[0] ?? "")) return [];
  const matches = parts.map((part) => interval.exec(part));
  if (matches.some((match) => match === null)) return null;
  return matches.flatMap((match) => (match ? [[clock(match[1], match[2]), clock(match[3], match[4])] as [string, string]] : []));
}

export const writeIntervals = (intervals: Intervals): string => intervals.map(([from, to]) => `${from}-${to}`).join(", ");

/** One holiday a line: "2026-12-25 Christmas", or "2026-12-24 Christmas Eve, open 09:00-12:00". Null names the first line that is not one. */
export function parseHolidays(text: string): { ok: true; holidays: Holiday[] } | { ok: false; line: string } {
  const holidays: Holiday[] = [];
  for (const line of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
    const match = /^(\d{4}-\d{2}-\d{2})\s+(.+?)(?:,\s*open\s+(.+))?$/.exec(line);
    const open = match?.[3] === undefined ? [] : parseIntervals(match[3]);
    if (!match || open === null) return { ok: false, line };
    holidays.push({ on: match[1] ?? "", name: match[2] ?? "", open });
  }
  return { ok: true, holidays };
}

export const writeHolidays = (holidays: readonly Holiday[]): string => holidays.map(({ on, name, open }) => `${on} ${name}${open.length === 0 ? "" : `, open ${writeIntervals(open)}`}`).join("\n");

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** The week in lines of equal days: "Mon–Fri 09:00-18:00", "Sat closed". */
export function weekLines(week: CalendarDefinition["week"]): { days: string; hours: string }[] {
  const texts = (["1", "2", "3", "4", "5", "6", "7"] as const).map((day) => writeIntervals(week[day]) || "closed");
  const lines: { from: number; to: number; hours: string }[] = [];
  texts.forEach((hours, day) => {
    const last = lines.at(-1);
    if (last?.hours === hours) last.to = day;
    else lines.push({ from: day, to: day, hours });
  });
  return lines.map(({ from, to, hours }) => ({ days: from === to ? (dayNames[from] ?? "") : `${dayNames[from]}–${dayNames[to]}`, hours: hours === "00:00-24:00" ? "all day" : hours.replaceAll("-", "–") }));
}
