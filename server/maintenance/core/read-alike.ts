import { partsOf, type Recurrence } from "./rule";

const named = (map: ReadonlyMap<string, string>, name: string): string[] => map.get(name)?.split(",") ?? [];
const dayOf = (local: string): number => Number(local.slice(8, 10));
/** A day that every month has. */
const isCommonDay = (day: number): boolean => day >= 1 && day <= 28;
const isEarlyNth = (day: string): boolean => /^(?:[1-4]|-1)[A-Z]{2}$/.test(day);

/** Parts that say which days, beside the frequency, its interval and its end. */
const choosing = ["BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE"] as const;

function monthlyIsPlain(map: ReadonlyMap<string, string>, startsLocal: string): boolean {
  const [days, monthDays] = [named(map, "BYDAY"), named(map, "BYMONTHDAY")];
  if (map.has("BYSETPOS")) return map.get("BYSETPOS") === "-1" && map.get("BYDAY") === "MO,TU,WE,TH,FR";
  if (days.length > 0) return days.length === 1 && days.every(isEarlyNth);
  return monthDays.length === 0 ? isCommonDay(dayOf(startsLocal)) : monthDays.length === 1 && isCommonDay(Number(monthDays[0]));
}

function yearlyIsPlain(map: ReadonlyMap<string, string>, startsLocal: string): boolean {
  const [months, days, monthDays] = [named(map, "BYMONTH"), named(map, "BYDAY"), named(map, "BYMONTHDAY")];
  if (months.length === 0) return days.length + monthDays.length === 0 && isCommonDay(dayOf(startsLocal));
  if (months.length > 1 || days.length + monthDays.length !== 1) return false;
  return days.length === 1 ? days.every(isEarlyNth) : Number(monthDays[0]) > 0 && Number(monthDays[0]) <= 30;
}

const allowed: Readonly<Record<string, readonly string[]>> = { DAILY: [], WEEKLY: ["BYDAY"], MONTHLY: ["BYDAY", "BYMONTHDAY", "BYSETPOS"], YEARLY: ["BYMONTH", "BYDAY", "BYMONTHDAY"] };

/**
 * Whether calendar programs read a rule alike. Beyond the usual shapes they do not, though RFC 5545 is clear: ical.js, for one, leaves out the last days of a month that a
 * daily rule names, gives a yearly rule's day of the month in January only, takes 31 November for 1 December, and takes hours in the order in which they are listed.
 */
export function isReadAlike({ rrule, startsLocal }: Pick<Recurrence, "rrule" | "startsLocal">): boolean {
  const map = partsOf(rrule);
  const freq = map.get("FREQ") ?? "";
  if (choosing.some((name) => map.has(name) && !allowed[freq]?.includes(name))) return false;
  if (freq === "MONTHLY") return monthlyIsPlain(map, startsLocal);
  return freq === "YEARLY" ? yearlyIsPlain(map, startsLocal) : true;
}
