import { formatNumber } from "@/lib/format-number";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const MS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export type DateTimeStyle = "full" | "seconds" | "date" | "day" | "time" | "month" | "weekday";

interface Parts {
  year: string;
  month: number;
  day: string;
  hour: string;
  minute: string;
  second: string;
  weekday: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  formatters.set(zone, made);
  return made;
}

/** Wall-clock parts in a zone, or null for text that is not a time. */
function partsOf(iso: string, zone: string): Parts | null {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return null;
  const found: Record<string, string> = {};
  for (const part of formatterOf(zone).formatToParts(time)) found[part.type] = part.value;
  const { year = "", month = "1", day = "", hour = "", minute = "", second = "", weekday = "" } = found;
  return { year, month: Number(month), day: String(Number(day)), hour, minute, second, weekday };
}

/**
 * A moment in a zone, such as "16 Sep 2026, 09:42". Month names are written here and not taken from Intl, because server
 * and browser carry different locale data ("Sep", "Sept") and would render different text.
 * Text that is not a time gives "no date".
 */
export function formatDateTime(iso: string | null | undefined, zone: string, style: DateTimeStyle = "full"): string {
  if (iso === null || iso === undefined) return "no date";
  const parts = partsOf(iso, zone);
  if (parts === null) return "no date";
  const month = MONTHS[parts.month - 1] ?? "";
  const texts: Record<DateTimeStyle, string> = {
    full: `${parts.day} ${month} ${parts.year}, ${parts.hour}:${parts.minute}`,
    seconds: `${parts.day} ${month} ${parts.year}, ${parts.hour}:${parts.minute}:${parts.second}`,
    date: `${parts.day} ${month} ${parts.year}`,
    day: `${parts.day} ${month}`,
    time: `${parts.hour}:${parts.minute}`,
    month: `${month} ${parts.year}`,
    weekday: `${parts.weekday} ${parts.day} ${month}`,
  };
  return texts[style];
}

/**
 * Distance between a moment and now: "just now" under 45 s, "5 min ago", "in 3 h", "2 d ago"; from 30 days on the date
 * itself (in `zone`), because "214 d ago" says less than a date.
 */
export function formatRelative(iso: string | null | undefined, now: string, zone = "UTC"): string {
  if (iso === null || iso === undefined) return "no date";
  const deltaMs = new Date(iso).getTime() - new Date(now).getTime();
  if (Number.isNaN(deltaMs)) return "no date";
  const absMs = Math.abs(deltaMs);
  if (absMs < 45 * MS.second) return "just now";
  if (absMs >= 30 * MS.day) return formatDateTime(iso, zone, "date");
  const text = distance(absMs);
  return deltaMs < 0 ? `${text} ago` : `in ${text}`;
}

function distance(absMs: number): string {
  const minutes = Math.max(1, Math.round(absMs / MS.minute));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(absMs / MS.hour);
  return hours < 24 ? `${hours} h` : `${Math.round(absMs / MS.day)} d`;
}

const STEPS = [
  { ms: MS.day, unit: "d" },
  { ms: MS.hour, unit: "h" },
  { ms: MS.minute, unit: "min" },
  { ms: MS.second, unit: "s" },
] as const;

/**
 * A length of time in its two largest units: "3 h 31 min", "2 d 4 h", "45 s", "186 ms". Rounded to the smaller unit
 * first, so that 59 min 59.9 s is "1 h" and never "60 min". Null and NaN give "no data"; negative times carry a minus.
 */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return "no data";
  if (ms < 0) return `\u2212${formatDuration(-ms)}`;
  if (ms < 999.5) return `${ms < 10 && ms % 1 !== 0 ? formatNumber(ms, { digits: 1 }) : Math.round(ms)} ms`;
  if (ms < 59_950) return ms < 9_950 ? `${formatNumber(ms / 1_000, { digits: 1 })} s` : `${Math.round(ms / 1_000)} s`;
  const index = STEPS.findIndex((step) => ms >= step.ms);
  const smaller = STEPS[Math.min(index + 1, STEPS.length - 1)] ?? STEPS[3];
  return inTwoUnits(Math.round(ms / smaller.ms) * smaller.ms);
}

function inTwoUnits(ms: number): string {
  const index = STEPS.findIndex((step) => ms >= step.ms);
  const large = STEPS[index] ?? STEPS[3];
  const small = STEPS[index + 1];
  const count = Math.floor(ms / large.ms);
  const rest = small === undefined ? 0 : Math.round((ms - count * large.ms) / small.ms);
  const head = `${formatNumber(count)} ${large.unit}`;
  return rest === 0 || small === undefined ? head : `${head} ${rest} ${small.unit}`;
}
