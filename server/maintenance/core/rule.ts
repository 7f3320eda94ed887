import { Temporal } from "temporal-polyfill";
import * as library from "rrule";

// Bundlers see the named exports of the library, Node finds them under `default`.
const { RRule } = "default" in library ? (library.default as typeof library) : library;

/** A repetition: dates expand in floating local time and the zone applies afterwards (RFC 5545, 3.3.10 and 3.8.5). */
export interface Recurrence {
  /** The value of RRULE without its name, "FREQ=WEEKLY;BYDAY=SA". */
  rrule: string;
  /** First occurrence, local date and time without zone, "2026-03-01T02:30". */
  startsLocal: string;
  /** IANA zone. */
  zone: string;
  durationMs: number;
  /** Occurrences left out and added, local. */
  exdates: readonly string[];
  rdates: readonly string[];
}

export type RecurrenceFault = { field: "rrule" | "startsLocal" | "zone" | "durationMs" | "exdates" | "rdates"; message: string };

export const recurrenceBounds = { firstYear: 1970, lastYear: 2199, ruleLength: 400, extraDates: 400, occurrences: 5_000, perDay: 24, durationMs: 31 * 86_400_000 } as const;

const localPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const parts = ["FREQ", "UNTIL", "COUNT", "INTERVAL", "BYHOUR", "BYMINUTE", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"];
const ranges: Readonly<Record<string, { min: number; max: number; isSigned: boolean }>> = {
  COUNT: { min: 1, max: 100_000, isSigned: false }, INTERVAL: { min: 1, max: 1_000, isSigned: false }, BYHOUR: { min: 0, max: 23, isSigned: false }, BYMINUTE: { min: 0, max: 59, isSigned: false },
  BYMONTHDAY: { min: 1, max: 31, isSigned: true }, BYYEARDAY: { min: 1, max: 366, isSigned: true }, BYWEEKNO: { min: 1, max: 53, isSigned: true }, BYMONTH: { min: 1, max: 12, isSigned: false }, BYSETPOS: { min: 1, max: 366, isSigned: true },
};
const days = /^(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)$/;

/** Zones that were found to exist: asking costs more than a rule's expansion, and there are some hundreds. */
const knownZones = new Set<string>();

export function isKnownZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
    if (knownZones.size < 1_000) knownZones.add(zone);
    return true;
  } catch {
    return false;
  }
}

/** A local time that exists: right shape, a day that its month has, and within the years that are kept. */
export function isLocalTime(text: string): boolean {
  if (!localPattern.test(text)) return false;
  try {
    const { year } = Temporal.PlainDateTime.from(text, { overflow: "reject" });
    return year >= recurrenceBounds.firstYear && year <= recurrenceBounds.lastYear;
  } catch {
    return false;
  }
}

/**
 * The instant of a local time. One that daylight saving skips is read with the offset before the gap, one that it repeats is the first of the two
 * (RFC 5545, 3.3.5).
 */
export const instantOf = (local: string, zone: string): number => Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
export const localOf = (atMs: number, zone: string): string => Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" });

const floating = (local: string): Date => new Date(`${local}:00Z`);
export const toLocal = (at: Date): string => at.toISOString().slice(0, 16);

type Parts = ReadonlyMap<string, string>;
export const partsOf = (rrule: string): Parts => new Map(rrule.toUpperCase().split(";").filter((part) => part !== "").map((part) => part.split("=", 2) as [string, string]));
export const joinParts = (map: Parts): string => [...map].map(([name, value]) => `${name}=${value}`).join(";");

export type Until = { kind: "none" } | { kind: "instant"; atMs: number } | { kind: "local"; local: string };

/** The bound of a rule: an instant (a UTC time), or a local time or day (inclusive). Null = it cannot be read. */
export function untilOf(map: Parts): Until | null {
  const text = map.get("UNTIL");
  if (text === undefined) return { kind: "none" };
  const [, date, time, isUtc] = /^(\d{8})(?:T(\d{6})(Z?))?$/.exec(text) ?? [];
  if (date === undefined) return null;
  const clock = time ?? "235959";
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4, 6)}Z`;
  const atMs = Date.parse(iso);
  if (Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== iso.slice(0, 10)) return null;
  return isUtc === "Z" ? { kind: "instant", atMs } : { kind: "local", local: iso.slice(0, 16) };
}

function faultOfPart([name, value]: [string, string | undefined]): string | null {
  if (!parts.includes(name)) return `${name} is not a part of a rule that is understood here`;
  if (value === undefined || value === "") return `${name} has no value`;
  const range = ranges[name];
  const values = value.split(",");
  if (name === "BYDAY") return values.every((day) => days.test(day)) ? null : "BYDAY reads like MO,TU or 1SU";
  if (name === "WKST") return /^(?:MO|TU|WE|TH|FR|SA|SU)$/.test(value) ? null : "WKST is a day such as MO";
  if (!range) return null;
  const fits = (text: string): boolean => /^[+-]?\d{1,6}$/.test(text) && (range.isSigned ? Math.abs(Number(text)) : Number(text)) >= range.min && (range.isSigned ? Math.abs(Number(text)) : Number(text)) <= range.max;
  return values.every(fits) && (values.length === 1 || !["COUNT", "INTERVAL"].includes(name)) ? null : `${name} is out of range`;
}

const count = (map: Parts, name: string): number => map.get(name)?.split(",").length ?? 1;

function faultOfWhole(rrule: string, map: Parts): string | null {
  if (rrule.length > recurrenceBounds.ruleLength) return "the rule is too long";
  if (rrule.split(";").filter((part) => part !== "").length !== map.size) return "a part is named twice";
  if (!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(map.get("FREQ") ?? "")) return "FREQ is one of DAILY, WEEKLY, MONTHLY and YEARLY";
  if (map.has("COUNT") && map.has("UNTIL")) return "COUNT and UNTIL exclude each other";
  if (untilOf(map) === null) return "UNTIL reads like 20261231 or 20261231T235959Z";
  if (map.has("BYWEEKNO") && map.get("FREQ") !== "YEARLY") return "BYWEEKNO goes with FREQ=YEARLY only";
  if (map.has("BYYEARDAY") && map.get("FREQ") !== "YEARLY") return "BYYEARDAY goes with FREQ=YEARLY only";
  if (map.has("BYMONTHDAY") && map.get("FREQ") === "WEEKLY") return "BYMONTHDAY does not go with FREQ=WEEKLY";
  if (/\d/.test(map.get("BYDAY") ?? "") && (!["MONTHLY", "YEARLY"].includes(map.get("FREQ") ?? "") || map.has("BYWEEKNO"))) return "a numbered day goes with months and years only";
  // The expansion would ask a day to be both at once.
  if (/\d/.test(map.get("BYDAY") ?? "") && !(map.get("BYDAY") ?? "").split(",").every((day) => /\d/.test(day))) return "numbered days and plain ones do not go together";
  if (map.has("BYSETPOS") && ![...map.keys()].some((name) => name.startsWith("BY") && name !== "BYSETPOS")) return "BYSETPOS needs another BY part";
  return count(map, "BYHOUR") * count(map, "BYMINUTE") > recurrenceBounds.perDay ? `a rule gives ${recurrenceBounds.perDay} occurrences a day at most` : null;
}

/** What is wrong with the text of a rule; null = nothing. Rules below a day are refused: hours that daylight saving skips have no floating meaning. */
export function faultOfRule(rrule: string): string | null {
  const map = partsOf(rrule);
  return faultOfWhole(rrule, map) ?? [...map].map(faultOfPart).find((fault) => fault !== null) ?? null;
}

const dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const barrenYears = 30;

/** Whether a daily rule gives nothing in thirty years: the expansion would look for its first time up to the year 9999, for seconds. */
function isBarren(map: Parts, startsLocal: string): boolean {
  if (map.get("FREQ") !== "DAILY") return false;
  const list = (name: string): string[] | null => map.get(name)?.split(",") ?? null;
  const [months, monthDays, weekdays, positions] = [list("BYMONTH"), list("BYMONTHDAY"), list("BYDAY"), list("BYSETPOS")];
  const times = count(map, "BYHOUR") * count(map, "BYMINUTE");
  if (positions?.every((position) => Math.abs(Number(position)) > times)) return true;
  const at = floating(startsLocal);
  const endYear = at.getUTCFullYear() + barrenYears;
  for (; at.getUTCFullYear() < endYear; at.setUTCDate(at.getUTCDate() + Number(map.get("INTERVAL") ?? 1))) {
    const [month, day, length] = [at.getUTCMonth() + 1, at.getUTCDate(), new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()];
    const fits = (months?.includes(String(month)) ?? true) && (monthDays?.some((text) => Number(text) === day || Number(text) === day - length - 1) ?? true) && (weekdays?.some((text) => text.endsWith(dayNames[at.getUTCDay()] ?? "")) ?? true);
    if (fits) return false;
  }
  return true;
}

/** Local times that the rule gives between two floating dates (both inclusive), in order; at most `limit`. EXDATE, RDATE and an UNTIL in UTC are not looked at. */
export function expandRule({ rrule, startsLocal }: Pick<Recurrence, "rrule" | "startsLocal">, range: { from: Date; to: Date; limit: number }): string[] {
  const map = new Map(partsOf(rrule));
  // The library takes times of the day in the order in which they stand, and would count and cut them so.
  for (const name of ["BYHOUR", "BYMINUTE"]) if (map.has(name)) map.set(name, (map.get(name) ?? "").split(",").sort((one, other) => Number(one) - Number(other)).join(","));
  const until = untilOf(map);
  if (isBarren(map, startsLocal)) return [];
  map.delete("UNTIL");
  const rule = new RRule({ ...RRule.parseString(joinParts(map)), dtstart: floating(startsLocal), bysecond: 0 });
  const last = until?.kind === "local" ? new Date(Math.min(range.to.getTime(), floating(until.local).getTime())) : range.to;
  if (last < range.from) return [];
  const found: string[] = [];
  rule.between(range.from, last, true, (at) => {
    found.push(toLocal(at));
    return found.length < range.limit;
  });
  return found;
}
