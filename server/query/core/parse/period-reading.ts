import type { Temporal } from "temporal-polyfill";
import { isoInstant, startInstant } from "./calendar";
import type { Period, PeriodClock } from "./period";
import { readDayMonth, readHoliday, readIsoDate, readMonth, readNumericDate, readWeekdayDate, readYear, type DateReader, type DateReading, type PeriodContext } from "./period-dates";
import { readDayOfMonth, readDayOfWeek, readFiscalYear, readLastUnits, readNamedDay, readQuarterOrHalf, readRelativeUnit, readSeason, readWeekday, readWeekend } from "./period-relative";
import type { Match, Token } from "./tokens";

/** A question as the grammars of periods see it. */
export interface Reading {
  clock: PeriodClock;
  context: PeriodContext;
  tokens: readonly Token[];
}
export type Found = Match<Period>;

const readers: readonly DateReader[] = [readIsoDate, readNumericDate, readDayMonth, readWeekdayDate, readHoliday, readQuarterOrHalf, readFiscalYear, readLastUnits, readRelativeUnit, readNamedDay, readDayOfMonth, readWeekday, readDayOfWeek, readWeekend, readSeason, readMonth, readYear];

/** The dates of a question by the word that they begin with: grammars of ranges, hours and weeks all begin with one. */
const datesOf = new WeakMap<Reading, Map<number, DateReading | null>>();

/** The longest date phrase that begins at a word. */
export function readDate(reading: Reading, at: number): DateReading | null {
  const known = datesOf.get(reading) ?? new Map<number, DateReading | null>();
  datesOf.set(reading, known);
  const before = known.get(at);
  const found = before === undefined ? longestDate(reading, at) : before;
  known.set(at, found);
  return found;
}

function longestDate(reading: Reading, at: number): DateReading | null {
  let best: DateReading | null = null;
  for (const reader of readers) {
    const found = reader(reading.tokens, at, reading.context);
    if (found && (best === null || found.to > best.to)) best = found;
  }
  return best;
}

/** The instants of whole days in the asker's zone. */
export function instants(found: DateReading, { clock, context }: Reading): Period {
  if ("invalid" in found) return found;
  const { span } = found;
  if (!found.isRolling) return { from: startInstant(span.from, clock.zone), to: startInstant(span.to, clock.zone), label: span.label };
  const now = clock.now.toZonedDateTimeISO(clock.zone);
  const move = (date: Temporal.PlainDate) => isoInstant(now.add(context.today.until(date, { largestUnit: "day" })).toInstant());
  return { from: move(span.from), to: move(span.to), label: span.label };
}
