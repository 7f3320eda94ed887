import { Temporal } from "temporal-polyfill";
import { addUnits, isoInstant, startInstant, startOfUnit, type CalendarUnit } from "./calendar";
import type { DateReading } from "./period-dates";
import { readHours, readHoursOfDay, readPartOfDay, readSideOfDay, readSinceTime } from "./period-hours";
import { readInterval } from "./period-interval";
import { joinAt, untilNow } from "./period-joins";
import { instants, readDate, type Found, type Reading } from "./period-reading";
import { isFromNow, meantPeriods, readBeforeEnd, readDaySoFar, sinceThen, soFar, weekdayBefore } from "./period-spoken";
import { readUnitAround } from "./period-weeks";
import type { Token } from "./tokens";
import { wordTable } from "./word-table";

/** A resolved period, half-open, in UTC; or the reason why the words give none. */
export type Period = { from: string; to: string; label: string } | { invalid: string };
export interface PeriodClock {
  now: Temporal.Instant;
  zone: string;
  isAhead: boolean;
  isPast: boolean;
  isPlanned?: boolean;
}
/** The label and start of a period that means everything held. */
export const wholeRecordLabel = "the whole record";
export const recordStart = "1970-01-01T00:00:00.000Z";

const whole = new Set(["whole", "entire", "full", "complete"]);
/** "The whole data centre" is no record. */
const ofData = new Set(["centre", "center", "team", "platform", "pipeline", "warehouse", "model", "protection"]);
const recordNouns = new Set(["record", "history", "period", "lifetime", "time", "data", "dataset", "timeline"]);

const nobody = new Set(["nothing", "nobody", "none", "never", "one", "hardly", "rarely", "scarcely"]);
const supposed = new Set(["will", "would", "can", "could", "should", "cannot", "cant", "wont", "might"]);

/** "As long as ever", "nothing ever gets finished", "will we ever catch up", "ever since": a way of speaking, and no look at the whole record. */
function isIdleEver(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ text }) => text);
  const isHabit = next !== undefined && next.text !== next.stem && before.some((word) => nobody.has(word));
  return isHabit || ["as", "if", "hardly", "scarcely"].includes(before.at(-1) ?? "") || ["since", "so", "more", "after"].includes(next?.text ?? "") || before.some((word) => supposed.has(word));
}

/** all time, ever, over its whole record, since the beginning. */
function readEver({ tokens, clock }: Reading, at: number): Found | null {
  const text = (offset: number) => tokens[at + offset]?.text ?? "";
  const ends = [
    text(0) === "all" && text(1) === "time" ? 2 : 0,
    text(0) === "all" && ["its", "our", "the", "available"].includes(text(1)) && recordNouns.has(text(2)) && text(2) !== "time" ? 3 : 0,
    text(0) === "all" && (text(1) === "data" || text(1) === "history") ? 2 : 0,
    (text(0) === "ever" && !isIdleEver(tokens, at)) || text(0) === "historically" ? 1 : 0,
    whole.has(text(0)) && recordNouns.has(text(1)) && !(text(1) === "data" && ofData.has(text(2))) ? 2 : 0,
    whole.has(text(0)) && ["available", "recorded", "known"].includes(text(1)) && recordNouns.has(text(2)) ? 3 : 0,
    text(0) === "since" && text(1) === "the" && ["beginning", "start"].includes(text(2)) && !["of"].includes(text(3)) ? 3 : 0,
    text(0) === "since" && tokens[at + 1]?.stem === "record" && tokens[at + 2]?.stem === "began" ? 3 : 0,
  ];
  const length = Math.max(...ends);
  if (length === 0) return null;
  return { from: at, to: at + length, value: { from: recordStart, to: isoInstant(clock.now), label: wholeRecordLabel } };
}

const toDate: Readonly<Record<string, CalendarUnit>> = wordTable({ ytd: "year", qtd: "quarter", mtd: "month", wtd: "week" });

/** YTD, month to date, so far this year, this calendar year up to now. */
function readToDate({ tokens, clock, context }: Reading, at: number): Found | null {
  const text = (offset: number) => tokens[at + offset]?.text ?? "";
  const isUnit = (word: string): word is "year" | "quarter" | "month" | "week" => ["year", "quarter", "month", "week"].includes(word);
  let unit = toDate[text(0)];
  let to = at + 1;
  const lead = text(0) === "this" || text(0) === "the" ? 1 : 0;
  const noun = lead + (["calendar", "fiscal", "financial"].includes(text(lead)) ? 1 : 0);
  const end = untilNow(tokens, at + noun + 1);
  if (isUnit(text(noun)) && end !== null) [unit, to] = [text(noun) as CalendarUnit, end];
  else if (text(0) === "so" && text(1) === "far" && text(2) === "this" && isUnit(text(3))) [unit, to] = [text(3) as CalendarUnit, at + 4];
  if (!unit) return null;
  return { from: at, to, value: { from: startInstant(startOfUnit(context.today, unit), clock.zone), to: isoInstant(clock.now), label: `${unit} to date` } };
}

const over = new Set(["out", "over", "up", "through", "finished", "ends", "closes"]);

/** before the month is out, by the time the quarter ends: the whole running unit. */
function readUntilOver({ tokens, clock, context }: Reading, at: number): Found | null {
  const text = (offset: number) => tokens[at + offset]?.text ?? "";
  const unit = text(2);
  const end = text(3) === "is" ? 4 : 3;
  if (text(0) !== "before" || !["the", "this"].includes(text(1)) || !["week", "month", "quarter", "half", "year"].includes(unit) || !over.has(text(end))) return null;
  const from = startOfUnit(context.today, unit as CalendarUnit);
  return { from: at, to: at + end + 1, value: { from: startInstant(from, clock.zone), to: startInstant(addUnits(from, unit as CalendarUnit, 1), clock.zone), label: `this ${unit}` } };
}

/** "Will it stand up to December" asks of December alone. */
const withstand = new Set(["stand", "hold", "live", "face", "standing", "measure"]);

/** since 1 March, after the 18th of August, until Friday, before March, by the end of the quarter. */
function readOpenEnded(reading: Reading, at: number): Found | null {
  const { tokens, clock } = reading;
  const lead = tokens[at]?.text ?? "";
  const isBack = lead === "back" && tokens[at + 1]?.text === "to";
  const isUpTo = lead === "up" && tokens[at + 1]?.text === "to" && !withstand.has(tokens[at - 1]?.stem ?? "");
  const skip = isUpTo || isBack ? 1 : 0;
  const isStart = lead === "since" || lead === "after" || lead === "from" || isBack;
  if (!isStart && !["until", "till", "before", "by"].includes(lead) && skip === 0) return null;
  const isEndOf = tokens[at + 1 + skip]?.text === "the" && tokens[at + 2 + skip]?.text === "end" && tokens[at + 3 + skip]?.text === "of";
  const isStartOf = isStart && tokens[at + 1 + skip]?.text === "the" && ["start", "beginning"].includes(tokens[at + 2 + skip]?.text ?? "") && tokens[at + 3 + skip]?.text === "of";
  const behind = isStart ? { ...reading, context: { ...reading.context, isAhead: false } } : reading;
  const found = isEndOf ? readEndOf(reading, at + 4 + skip) : readDate(behind, at + (isStartOf ? 4 : 1) + skip);
  const isOnwards = found !== null && ["on", "onwards"].includes(tokens[found.to]?.text ?? "");
  const isFromStart = isStartOf && found !== null && joinAt(tokens, found.to, lead) === null;
  if (!found || (lead === "from" && !isEndOf && !isOnwards && !isFromStart)) return null;
  const base = { from: at, to: lead === "from" && (isOnwards || isEndOf) ? found.to + 1 : found.to };
  const period = instants(found, reading);
  if ("invalid" in period) return { ...base, value: period };
  // "Go back to June" is June.
  if (isBack && tokens[at - 1]?.text === "go") return { ...base, value: period };
  const now = isoInstant(clock.now);
  const name = lead === "up" ? "up to" : lead;
  if (isStart) {
    const from = lead === "after" ? period.to : period.from;
    if (from > now) return { ...base, value: { invalid: `${period.label} has not begun yet, so I took no period.` } };
    return { ...base, value: { from, to: now, label: `${lead === "from" || isBack ? "since" : lead} ${period.label}` } };
  }
  const to = lead === "before" ? period.from : period.to;
  return { ...base, value: { from: to > now ? now : recordStart, to, label: `${name} ${isEndOf ? "the end of " : ""}${period.label}` } };
}

/** between now and the end of September, from now until Friday: from today. */
function readFromNow(reading: Reading, at: number): Found | null {
  const { tokens, clock } = reading;
  if (!isFromNow(tokens, at)) return null;
  const ahead = { ...reading, context: { ...reading.context, isAhead: true, isPast: false } };
  const found = tokens.slice(at + 3, at + 6).map(({ text }) => text).join(" ") === "the end of" ? readEndOf(ahead, at + 6) : readDate(ahead, at + 3);
  if (!found || !("span" in found) || Temporal.PlainDate.compare(found.span.to, reading.context.today) <= 0) return null;
  return { from: at, to: found.to, value: { from: startInstant(reading.context.today, clock.zone), to: startInstant(found.span.to, clock.zone), label: `until the end of ${found.span.label}` } };
}

/** since the start of the quarter, since the turn of the year. */
function readSinceStart({ tokens, clock, context }: Reading, at: number): Found | null {
  const words = tokens.slice(at, at + 6).map((token) => token.text);
  const lead = words[0] === "since" || words[0] === "from" ? 1 : 0;
  const article = words[lead] === "the" ? 1 : 0;
  const noun = words[lead + article] ?? "";
  const of = words[lead + article + 1] === "of" ? 1 : 0;
  const inner = ["the", "this"].includes(words[lead + article + 1 + of] ?? "") ? 1 : 0;
  const unit = words[lead + article + 1 + of + inner] ?? "";
  if (lead === 0 || of === 0 || !["start", "beginning", "turn"].includes(noun) || !["week", "month", "quarter", "half", "year"].includes(unit)) return null;
  return { from: at, to: at + lead + article + 2 + of + inner, value: { from: startInstant(startOfUnit(context.today, unit as CalendarUnit), clock.zone), to: isoInstant(clock.now), label: `since the start of the ${unit}` } };
}

function readEndOf(reading: Reading, at: number): DateReading | null {
  const { tokens, context } = reading;
  const skip = tokens[at]?.text === "the" ? 1 : 0;
  const noun = tokens[at + skip]?.text ?? "";
  if (!["week", "month", "quarter", "year"].includes(noun)) return readDate(reading, at);
  const from = startOfUnit(context.today, noun as CalendarUnit);
  return { to: at + skip + 1, span: { from, to: addUnits(from, noun as CalendarUnit, 1), label: `this ${noun}` }, hasYear: true };
}

const besides = new Set(["with", "than", "to", "against", "versus", "vs"]);

/** The rest of the month: from now to its end. "Weekends against the rest of the week" are days of every week. */
function readRest({ tokens, clock, context }: Reading, at: number): Found | null {
  const skip = tokens[at]?.text === "the" ? 1 : 0;
  const isRest = ["rest", "remainder"].includes(tokens[at + skip]?.text ?? "") && tokens[at + skip + 1]?.text === "of";
  const article = ["the", "this"].includes(tokens[at + skip + 2]?.text ?? "") ? 1 : 0;
  const unit = tokens[at + skip + 2 + article]?.text ?? "";
  if (!isRest || besides.has(tokens[tokens[at - 1]?.text === "the" ? at - 2 : at - 1]?.text ?? "") || !["week", "month", "quarter", "half", "year"].includes(unit)) return null;
  const end = addUnits(startOfUnit(context.today, unit as CalendarUnit), unit as CalendarUnit, 1);
  return { from: at, to: at + skip + 3 + article, value: { from: startInstant(context.today, clock.zone), to: startInstant(end, clock.zone), label: `the rest of the ${unit}` } };
}

function readSingle(reading: Reading, at: number): Found | null {
  const found = readDate(reading, at);
  return found && { from: at, to: found.to, value: instants(found, reading) };
}

const spoken = [readBeforeEnd, readDaySoFar].map((read) => ({ tokens, clock, context }: Reading, at: number): Found | null => read(tokens, at, { clock, today: context.today }));
const composites = [...spoken, readEver, readToDate, readHours, readPartOfDay, readHoursOfDay, readSinceTime, readSideOfDay, readFromNow, readUnitAround, readInterval, readOpenEnded, readSinceStart, readUntilOver, readRest, readSingle];
const aheadLimit = 2400;

/** Every period that a question names, in reading order. Words are taken by the longest phrase that fits them. */
export function readPeriods(tokens: readonly Token[], clock: PeriodClock): Found[] {
  const today = clock.now.toZonedDateTimeISO(clock.zone).toPlainDate();
  if (today.year < 1900 || today.year > aheadLimit) return [];
  const reading: Reading = { tokens, clock, context: { today, isAhead: clock.isAhead, isPast: clock.isPast, isPlanned: clock.isPlanned === true } };
  const periods: Found[] = [];
  let at = 0;
  while (at < tokens.length) {
    let best: Found | null = null;
    for (const read of composites) {
      const found = read(reading, at);
      if (found && (best === null || found.to > best.to)) best = found;
    }
    if (best) periods.push(best);
    at = best ? best.to : at + 1;
  }
  const now = isoInstant(clock.now);
  return soFar(tokens, sinceThen(tokens, weekdayBefore(tokens, meantPeriods(tokens, periods), clock.zone), now), now);
}

