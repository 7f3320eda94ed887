import { Temporal } from "temporal-polyfill";
import type { QueryPlan } from "../../contract";
import { clockTime, lengthSaid, minutesOfDay, writtenClock } from "../said-times";

/** When planned work begins, by the clock of its zone, and how long it lasts; null is what the question does not say. */
export interface WindowTime {
  /** `2026-08-22`. */
  day: string | null;
  /** `22:00`. */
  clock: string | null;
  minutes: number | null;
}

const longest = 44_640;

function minutesSaid(question: string): number | null {
  const minutes = Math.round(lengthSaid(question) ?? 0);
  return minutes >= 1 && minutes <= longest ? minutes : null;
}

const byClock = new RegExp(`\\b(at |from |starting (?:at )?)?${clockTime}\\b`, "gi");
const named: Readonly<Record<string, string>> = { midnight: "00:00", noon: "12:00", midday: "12:00" };

/** A time of day; "at 10" without more is none, as it may be meant before or after noon, and 24:00 is of the day after. */
function clockSaid(question: string): string | null {
  const word = /\b(?:at|from) (midnight|noon|midday)\b/i.exec(question)?.[1];
  if (word !== undefined) return named[word.toLowerCase()] ?? null;
  for (const [whole, lead, hour = "", minute, half] of question.matchAll(byClock)) {
    const isClock = half !== undefined || (lead === undefined ? whole.includes(":") : minute !== undefined || Number(hour) > 12);
    const minutes = isClock && hour !== "24" ? minutesOfDay(hour, minute, half) : null;
    if (minutes !== null) return writtenClock(minutes);
  }
  return null;
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
