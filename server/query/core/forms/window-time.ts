import { Temporal } from "temporal-polyfill";
import type { QueryPlan } from "../../contract";

/** When planned work begins, by the clock of its zone, and how long it lasts; null is what the question does not say. */
export interface WindowTime {
  /** `2026-08-22`. */
  day: string | null;
  /** `22:00`. */
  clock: string | null;
  minutes: number | null;
}

const words: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10, twelve: 12 };
const lasting = /\b(half an|\d+(?:\.\d+)?|an?|one|two|three|four|five|six|eight|ten|twelve)[ -]?(hours?|hrs?|h|minutes?|mins?)\b/i;

function minutesSaid(question: string): number | null {
  const [, amount = "", unit = ""] = lasting.exec(question) ?? [];
  if (unit === "") return null;
  const count = amount.toLowerCase() === "half an" ? 0.5 : (words[amount.toLowerCase()] ?? Number(amount));
  const minutes = Math.round(count * (unit.toLowerCase().startsWith("h") ? 60 : 1));
  return minutes >= 1 && minutes <= longest ? minutes : null;
}

const longest = 44_640;
const byClock = /\b(?:at|from|starting(?: at)?) (\d{1,2})(?:[:.]([0-5]\d))? ?(am|pm)?\b|\b(\d{1,2}):([0-5]\d) ?(am|pm)?\b/i;
const named: Readonly<Record<string, string>> = { midnight: "00:00", noon: "12:00", midday: "12:00" };

/** A time of day; "at 10" without more is none, as it may be meant before or after noon. */
function clockSaid(question: string): string | null {
  const word = /\b(?:at|from) (midnight|noon|midday)\b/i.exec(question)?.[1];
  if (word !== undefined) return named[word.toLowerCase()] ?? null;
  const found = byClock.exec(question);
  if (!found) return null;
  const [, hourA, minuteA, halfA, hourB, minuteB, halfB] = found;
  const [hour, minute, half] = [Number(hourA ?? hourB), minuteA ?? minuteB, (halfA ?? halfB)?.toLowerCase()];
  if ((minute === undefined && half === undefined && hour < 13) || hour > (half === undefined ? 23 : 12)) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
  return `${String(hours).padStart(2, "0")}:${minute ?? "00"}`;
}

const dayMs = 86_400_000;

/**
 * Reads when work is to be planned from a question and the period that its plan found, both in the plan's zone. What lies behind `now` (ISO) is not taken:
 * nothing is planned in the past.
 */
export function readWindowTime(question: string, { time }: Pick<QueryPlan, "time">, now: string): WindowTime {
  const minutes = minutesSaid(question);
  if (!time?.explicit || Date.parse(time.to) <= Date.parse(now)) return { day: null, clock: null, minutes };
  const from = Temporal.Instant.from(time.from).toZonedDateTimeISO(time.zone);
  const spanMs = Date.parse(time.to) - Date.parse(time.from);
  const isWithinDay = spanMs < dayMs * 0.9 && Date.parse(time.from) > Date.parse(now);
  if (isWithinDay) return { day: from.toPlainDate().toString(), clock: from.toPlainTime().toString({ smallestUnit: "minute" }), minutes: minutes ?? Math.round(spanMs / 60_000) };
  const isOneDay = spanMs < dayMs * 1.1;
  return { day: isOneDay ? from.toPlainDate().toString() : null, clock: isOneDay ? clockSaid(question) : null, minutes };
}
