import { firstGiven } from "./reshape";
import { expandRule, faultOfRule, instantOf, isKnownZone, isLocalTime, joinParts, localOf, partsOf, recurrenceBounds, untilOf, type Recurrence, type RecurrenceFault } from "./rule";

/** One time that a repetition gives: `local` names it. */
export interface Occurrence {
  local: string;
  startMs: number;
  endMs: number;
}

const dayMs = 86_400_000;
// Further than any offset from UTC, and than what a zone has ever skipped.
const slackMs = 2 * dayMs;
const floatingMs = (local: string): number => Date.parse(`${local}:00Z`);

function faultOfStart(recurrence: Recurrence): string | null {
  const first = firstGiven(recurrence);
  if (first === recurrence.startsLocal) return null;
  return first === null ? "the rule gives nothing from there on" : `is not a time that the rule gives; the first after it is ${first.replace("T", " ")}`;
}

/** What is wrong with a repetition; empty = it can be expanded. A start that the rule itself does not give is refused: RFC 5545 leaves its meaning open. */
export function faultsOfRecurrence(recurrence: Recurrence): RecurrenceFault[] {
  const { rrule, startsLocal, zone, durationMs, exdates, rdates } = recurrence;
  const rule = faultOfRule(rrule);
  const bad = (list: readonly string[]): string | null => (list.length > recurrenceBounds.extraDates ? `are more than ${recurrenceBounds.extraDates}` : list.every(isLocalTime) ? null : "read like 2026-03-01T02:30");
  const start = !isLocalTime(startsLocal) ? "reads like 2026-03-01T02:30" : rule === null && isKnownZone(zone) ? faultOfStart(recurrence) : null;
  const length = durationMs > 0 && durationMs <= recurrenceBounds.durationMs ? null : "lasts longer than nothing and at most 31 days";
  const found: [RecurrenceFault["field"], string | null][] = [["rrule", rule], ["startsLocal", start], ["zone", isKnownZone(zone) ? null : "is not a time zone"], ["durationMs", length], ["exdates", bad(exdates)], ["rdates", bad(rdates)]];
  return found.flatMap(([field, message]) => (message === null ? [] : [{ field, message }]));
}

export interface Expansion {
  items: Occurrence[];
  /** More occurrences lie in the range than were asked for. */
  isCut: boolean;
}

/**
 * Occurrences that begin within [fromMs, toMs), in order of time, at most `limit` (never more than the bound). RDATE adds, EXDATE takes away and wins; both are
 * local times. An UNTIL in UTC is compared with instants, any other with local times.
 */
export function occurrencesBetween(recurrence: Recurrence, range: { fromMs: number; toMs: number; limit?: number }): Expansion {
  const limit = Math.min(range.limit ?? recurrenceBounds.occurrences, recurrenceBounds.occurrences);
  const { zone, durationMs } = recurrence;
  const until = untilOf(partsOf(recurrence.rrule));
  const isLeftOut = new Set(recurrence.exdates);
  const lastMs = until?.kind === "instant" ? until.atMs : Infinity;
  const ruled = expandRule(recurrence, { from: new Date(range.fromMs - slackMs), to: new Date(range.toMs + slackMs), limit: limit + isLeftOut.size + 5 * recurrenceBounds.perDay });
  const timed = (local: string): Occurrence => {
    const startMs = instantOf(local, zone);
    return { local, startMs, endMs: startMs + durationMs };
  };
  const fromRule = ruled.map(timed).filter(({ startMs }) => startMs <= lastMs);
  const known = new Set(fromRule.map(({ local }) => local));
  const all = [...fromRule, ...recurrence.rdates.filter((local) => !known.has(local)).map(timed)]
    .filter(({ local, startMs }) => !isLeftOut.has(local) && startMs >= range.fromMs && startMs < range.toMs)
    .sort((a, b) => a.startMs - b.startMs || (a.local < b.local ? -1 : 1));
  return { items: all.slice(0, limit), isCut: all.length > limit };
}

const lastMs = Date.UTC(recurrenceBounds.lastYear, 11, 31);

/** The next `count` occurrences that begin at or after an instant. Looks further and further ahead, so that a rule that never comes again ends. */
export function nextOccurrences(recurrence: Recurrence, fromMs: number, count: number): Occurrence[] {
  for (const years of [1, 5, 30]) {
    const { items } = occurrencesBetween(recurrence, { fromMs, toMs: Math.min(fromMs + years * 366 * dayMs, lastMs), limit: count });
    if (items.length >= count || years === 30) return items;
  }
  return [];
}

const compact = (local: string): string => `${local.replace(/[-:]/g, "")}00`;

function endBefore(recurrence: Recurrence, firstAfter: string, earlier: number): Recurrence {
  const map = new Map(partsOf(recurrence.rrule));
  if (map.has("COUNT")) map.set("COUNT", String(earlier));
  else map.set("UNTIL", compact(new Date(floatingMs(firstAfter) - 60_000).toISOString().slice(0, 16)));
  return { ...recurrence, rrule: joinParts(map) };
}

/**
 * "This and following": the repetition cut before one of its occurrences (its local time). Together the parts give what the whole gave. `before` is null when
 * nothing is left before it, `after` when the rule gives nothing from there on; null altogether when the repetition does not give that occurrence.
 */
export function splitAt(recurrence: Recurrence, local: string): { before: Recurrence | null; after: Recurrence | null } | null {
  const atMs = floatingMs(local);
  const ruled = expandRule(recurrence, { from: new Date(floatingMs(recurrence.startsLocal)), to: new Date(atMs), limit: recurrenceBounds.occurrences * 20 });
  const isRuled = ruled.at(-1) === local;
  if ((!isRuled && !recurrence.rdates.includes(local)) || recurrence.exdates.includes(local)) return null;
  const earlier = ruled.filter((one) => one < local).length;
  const isBefore = (one: string): boolean => one < local;
  const cut = (part: Recurrence, keeps: (one: string) => boolean): Recurrence => ({ ...part, exdates: part.exdates.filter(keeps), rdates: part.rdates.filter(keeps) });
  const first = isRuled ? local : expandRule(recurrence, { from: new Date(atMs), to: new Date(Math.min(atMs + 30 * 366 * dayMs, lastMs)), limit: 1 })[0];
  const map = new Map(partsOf(recurrence.rrule));
  if (map.has("COUNT")) map.set("COUNT", String(Number(map.get("COUNT")) - earlier));
  const after = first === undefined ? null : cut({ ...recurrence, rrule: joinParts(map), startsLocal: first }, (one) => !isBefore(one));
  return { before: earlier === 0 ? null : cut(endBefore(recurrence, local, earlier), isBefore), after };
}

/** "This": the repetition without one occurrence. */
export const withoutOccurrence = (recurrence: Recurrence, local: string): Recurrence => ({ ...recurrence, exdates: [...new Set([...recurrence.exdates, local])].sort() });

/** A repetition that gives nothing from an instant on. */
export const endingAt = (recurrence: Recurrence, atMs: number): Recurrence => {
  const map = new Map(partsOf(recurrence.rrule));
  map.delete("COUNT");
  const end = localOf(atMs, recurrence.zone);
  map.set("UNTIL", compact(end));
  return { ...recurrence, rrule: joinParts(map), rdates: recurrence.rdates.filter((one) => one <= end) };
};
