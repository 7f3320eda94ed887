import { Temporal } from "temporal-polyfill";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const yearFirst = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const yearLast = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3})[a-z]*[-/. ](\d{2}|\d{4})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?(am|pm))?)?$/i;
const withOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})$/i;

const hourOf = (hour: number, half: string | undefined): number => (half === undefined ? hour : (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0));

function partsOf(text: string, isDayFirst: boolean): [year: number, month: number, day: number, hour: number, minute: number, second: number] | null {
  const iso = yearFirst.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3]), Number(iso[4] ?? 0), Number(iso[5] ?? 0), Number(iso[6] ?? 0)];
  const local = yearLast.exec(text);
  if (!local) return null;
  const [, first = "", second = "", year = "", hour = "0", minute = "0", seconds = "0", half] = local;
  const named = months.indexOf(second.slice(0, 3).toLowerCase()) + 1;
  const [day, month] = named > 0 ? [Number(first), named] : isDayFirst ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return [year.length === 2 ? 2_000 + Number(year) : Number(year), month, day, hourOf(Number(hour), half), Number(minute), Number(seconds)];
}

/**
 * A time as exports write it: with an offset ("2026-08-19T10:00:00Z"), with the year first, or with the year last and a month in figures or letters
 * ("19/Aug/26 10:00 AM"). Without an offset it is wall-clock time in `zone`: one that occurs twice is the earlier one, one that does not occur moves on.
 * ISO in UTC; null when the text is no time.
 */
export function parseExportTime(raw: string, { zone, isDayFirst }: { zone: string; isDayFirst: boolean }): string | null {
  const text = raw.trim();
  if (withOffset.test(text)) {
    const atMs = Date.parse(text.replace(" ", "T").replace(/\s*UTC$/i, "Z").replace(/\s+/, "").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
    return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
  }
  const parts = partsOf(text, isDayFirst);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts;
  try {
    const local = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: "reject" });
    return new Date(local.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds).toISOString();
  } catch {
    return null;
  }
}
