import { Temporal } from "temporal-polyfill";

/** The instant at which a calendar day ("2021-03-28"), moved by some days, begins in a zone; null when there is no such day or zone. */
export function dayStart(day: string, zone: string, plusDays = 0): string | null {
  try {
    const start = Temporal.PlainDate.from(day).add({ days: plusDays }).toZonedDateTime(zone);
    return new Date(start.epochMilliseconds).toISOString();
  } catch {
    return null;
  }
}
