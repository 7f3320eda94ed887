const minuteMs = 60_000;
const localPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** How far a zone's clock is ahead of UTC at an instant, in ms. */
function offsetAt(zone: string, atMs: number): number {
  const parts: Record<string, string> = {};
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  for (const { type, value } of format.formatToParts(new Date(atMs))) parts[type] = value;
  const { year = "", month = "", day = "", hour = "", minute = "" } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}Z`) - Math.floor(atMs / minuteMs) * minuteMs;
}

/**
 * What a date and time field holds ("2026-08-19T10:00"), read in a zone, as an ISO instant; null for anything else. An hour that daylight saving skips is read
 * with the offset before the change, one that it repeats as the first of the two.
 */
export function localToIso(text: string, zone: string): string | null {
  const wallMs = localPattern.test(text) ? Date.parse(`${text}Z`) : NaN;
  if (Number.isNaN(wallMs)) return null;
  const dayMs = 24 * 60 * minuteMs;
  const [before, after] = [offsetAt(zone, wallMs - dayMs), offsetAt(zone, wallMs + dayMs)];
  const fitting = [before, after].map((offset) => wallMs - offset).find((atMs) => offsetAt(zone, atMs) === wallMs - atMs);
  return new Date(fitting ?? wallMs - before).toISOString();
}

/** An instant as a date and time field shows it in a zone. */
export const isoToLocal = (iso: string, zone: string): string => new Date(Date.parse(iso) + offsetAt(zone, Date.parse(iso))).toISOString().slice(0, 16);
