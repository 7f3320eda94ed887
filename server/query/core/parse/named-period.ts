import { Temporal } from "temporal-polyfill";
import type { QueryPlan } from "../../contract";
import { readPeriods } from "./period";
import { tokenise } from "./tokens";

type Time = QueryPlan["time"];

/** Readings kept; a choice of periods has about ten, and `now` stands still inside a minute. */
const most = 500;
const known = new Map<string, Time>();

/**
 * The period that a phrase names at an instant in a zone, as one that was asked for; null when it names none. The usual periods are offered
 * beside every answer, so each is read once a minute and zone.
 */
export function namedPeriod(phrase: string, at: { now: string; zone: string; isPast: boolean }): Time {
  const key = `${phrase}|${at.now}|${at.zone}|${String(at.isPast)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = readPeriods(tokenise(phrase), { now: Temporal.Instant.from(at.now), zone: at.zone, isAhead: false, isPast: at.isPast })[0]?.value;
  const time: Time = found === undefined || "invalid" in found ? null : { ...found, explicit: true, zone: at.zone };
  if (known.size >= most) known.clear();
  known.set(key, time);
  return time;
}
