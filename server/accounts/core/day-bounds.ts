import { Temporal } from "temporal-polyfill";

function plainDate(text: string | undefined): Temporal.PlainDate | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch {
    return null;
  }
}

const startOf = (date: Temporal.PlainDate, zone: string): string => new Date(date.toZonedDateTime(zone).epochMilliseconds).toISOString();

/**
 * The instants of whole days in a zone, as a half-open range: from the first moment of `from` to the first moment after
 * `to`. A day may have 23 or 25 hours. Text that is no date leaves its side open.
 */
export function dayBounds(from: string | undefined, to: string | undefined, zone: string): { from?: string; to?: string } {
  const first = plainDate(from);
  const last = plainDate(to);
  return { from: first === null ? undefined : startOf(first, zone), to: last === null ? undefined : startOf(last.add({ days: 1 }), zone) };
}
