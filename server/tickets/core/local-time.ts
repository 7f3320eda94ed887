import { Temporal } from "temporal-polyfill";
import { isZone } from "#contract/accounts";

/** ISO 8601 in UTC, or null when the text is not such a time. */
export type LocalTimeParser = (text: string) => string | null;

const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const rememberedTimes = 20_000;

function toInstant(parts: readonly number[], zone: string): string | null {
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = parts;
  try {
    const local = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: "reject" });
    return new Date(local.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds).toISOString();
  } catch {
    return null;
  }
}

/** One number for each combination. Text would do as well, but a piece of text keeps alive the whole block of the file that it was cut from. */
const keyOf = (parts: readonly number[]): number => parts.reduce((key, part) => key * 100 + part, 0);

/**
 * A parser of day-first times without a zone ("29-02-2016 01:16", also with `/` or `.` and with seconds) as wall-clock time in an
 * IANA zone. A time that occurs twice (clocks go back) is the earlier one; a time that does not occur (clocks go forward) moves
 * forward by the length of the gap. Returns null for a zone that does not exist. Repeated times are remembered, up to a bound.
 */
export function createLocalTimeParser(zone: string): LocalTimeParser | null {
  if (!isZone(zone)) return null;
  const known = new Map<number, string | null>();
  return (text) => {
    const match = dayFirst.exec(text);
    if (match === null) return null;
    const parts = match.slice(1).map((part) => Number(part ?? 0));
    const key = keyOf([parts[2] ?? 0, parts[1] ?? 0, parts[0] ?? 0, ...parts.slice(3)]);
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const instant = toInstant(parts, zone);
    if (known.size >= rememberedTimes) known.clear();
    known.set(key, instant);
    return instant;
  };
}
