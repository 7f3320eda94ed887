import { Temporal } from "temporal-polyfill";
import { addUnits, isoInstant, startInstant, startOfUnit, type CalendarUnit } from "./calendar";
import type { Period, PeriodClock } from "./period";
import { isWeekdayName } from "./period-dates";
import { untilNow } from "./period-joins";
import type { Match, Token } from "./tokens";

type Found = Match<Period>;
interface Asked {
  clock: PeriodClock;
  today: Temporal.PlainDate;
}

const isUnit = (word: string): word is CalendarUnit => ["week", "month", "quarter", "half", "year"].includes(word);

/** The unit that "the end of the month", "month end", "year-end" and "New Year" close, and where the words end. */
function endingAt(tokens: readonly Token[], at: number): { unit: CalendarUnit; to: number } | null {
  const text = (offset: number) => tokens[at + offset]?.text ?? "";
  if (text(0) === "new" && text(1) === "year") return { unit: "year", to: at + 2 };
  const glued = /^(week|month|quarter|year)-end$/.exec(text(0))?.[1];
  if (glued !== undefined) return { unit: glued as CalendarUnit, to: at + 1 };
  const article = ["the", "this"].includes(text(0)) ? 1 : 0;
  if (isUnit(text(article)) && text(article + 1) === "end") return { unit: text(article) as CalendarUnit, to: at + article + 2 };
  if (text(article) !== "end" || text(article + 1) !== "of") return null;
  const inner = ["the", "this"].includes(text(article + 2)) ? 1 : 0;
  const unit = text(article + 2 + inner);
  return isUnit(unit) ? { unit, to: at + article + 3 + inner } : null;
}

/** "Between now and", "from now until": three words. */
export function isFromNow(tokens: readonly Token[], at: number): boolean {
  const [first = "", second = "", third = ""] = tokens.slice(at, at + 3).map(({ text }) => text);
  return second === "now" && ((first === "between" && third === "and") || (first === "from" && ["to", "until", "till"].includes(third)));
}

/** before the end of the month, by quarter end, between now and New Year: from today to where the running unit ends. */
export function readBeforeEnd(tokens: readonly Token[], at: number, { clock, today }: Asked): Found | null {
  const text = (offset: number) => tokens[at + offset]?.text ?? "";
  const lead = ["before", "by", "until", "till"].includes(text(0)) ? 1 : isFromNow(tokens, at) ? 3 : 0;
  const ending = lead === 0 ? null : endingAt(tokens, at + lead);
  if (!ending) return null;
  const end = addUnits(startOfUnit(today, ending.unit), ending.unit, 1);
  return { from: at, to: ending.to, value: { from: startInstant(today, clock.zone), to: startInstant(end, clock.zone), label: `until the end of this ${ending.unit}` } };
}

/** "So far behind the others" is no time. */
const distances = new Set(["behind", "ahead", "from", "off", "apart", "below", "above", "away"]);

/** How many words may stand between a running period and its "so far". */
const soFarWords = 6;

/** "This year's downtime so far": of the running period named, what has gone by. */
export function soFar(tokens: readonly Token[], periods: readonly Found[], now: string): Found[] {
  const saysSo = (at: number): boolean => {
    const end = untilNow(tokens, at);
    return end !== null && tokens[at]?.text !== "to" && !distances.has(tokens[end]?.text ?? "");
  };
  const isNear = ({ from, to }: Found): boolean => tokens.some((_, at) => at >= to && at - to <= soFarWords && saysSo(at) && !periods.some((other) => other.from > from && other.from < at));
  return periods.map((found) => (!("invalid" in found.value) && found.value.from < now && now < found.value.to && isNear(found) ? { ...found, value: { ...found.value, to: now, label: `${found.value.label} so far` } } : found));
}

/** the day so far, so far today. */
export function readDaySoFar(tokens: readonly Token[], at: number, { clock, today }: Asked): Found | null {
  const said = tokens.slice(at, at + 4).map(({ text }) => text).join(" ");
  const found = /^(?:(?:the |this )?day so far|so far today|today so far)/.exec(said)?.[0];
  return found === undefined ? null : { from: at, to: at + found.split(" ").length, value: { from: startInstant(today, clock.zone), to: isoInstant(clock.now), label: "today so far" } };
}

const since = (period: Exclude<Period, { invalid: string }>, now: string): Period => ({ from: period.from, to: now, label: `since ${period.label}` });

/** How many words may tell what happened between "since" and its day. */
const clauseWords = 8;

/** "Since we moved on 1 July", and "We moved on 3 August. Is it quieter since?": the day on which something happened is where the period begins. */
export function sinceThen(tokens: readonly Token[], periods: readonly Found[], now: string): Found[] {
  const at = tokens.findLastIndex((token) => token.text === "since");
  const [only] = periods;
  if (at < 0 || !only) return [...periods];
  const isBehind = at === tokens.length - 1 || tokens[at + 1]?.text === "then";
  const isPast = (found: Found): boolean => !("invalid" in found.value) && found.value.from < now && found.value.to <= now;
  if (isBehind) return periods.length === 1 && only.to <= at && isPast(only) && !("invalid" in only.value) ? [{ ...only, value: since(only.value, now) }] : [...periods];
  const told = periods.find(({ from }) => from > at);
  const isTold = told !== undefined && told.from > at + 2 && told.from - at <= clauseWords && ["on", "in"].includes(tokens[told.from - 1]?.text ?? "") && isPast(told);
  return periods.map((found) => (isTold && found === told && !("invalid" in found.value) ? { ...found, from: at, value: since(found.value, now) } : found));
}

/** "This half-year? H1 I mean.": what is said again is what is meant. */
export function meantPeriods(tokens: readonly Token[], periods: readonly Found[]): readonly Found[] {
  const isMeant = (found: Found): boolean => (tokens[found.to]?.text === "i" && tokens[found.to + 1]?.text === "mean" && found.to + 2 === tokens.length) || (tokens[found.from - 1]?.text === "mean" && tokens[found.from - 2]?.text === "i");
  const meant = periods.filter(isMeant);
  return meant.length > 0 ? meant : periods;
}

/** "This Monday and the Monday before": a week earlier than the one that was named first. */
export function weekdayBefore(tokens: readonly Token[], periods: readonly Found[], zone: string): readonly Found[] {
  const [first, second, ...rest] = periods;
  const word = tokens[second?.from ?? -1]?.text ?? "";
  const isSame = first !== undefined && isWeekdayName(word) && tokens.slice(first.from, first.to).some(({ text }) => text === word);
  if (!second || !isSame || "invalid" in first.value || second.to !== second.from + 1 || tokens[second.from - 1]?.text !== "the" || tokens[second.to]?.text !== "before") return periods;
  const back = (iso: string): string => isoInstant(Temporal.Instant.from(iso).toZonedDateTimeISO(zone).subtract({ days: 7 }).toInstant());
  return [first, { ...second, to: second.to + 1, value: { from: back(first.value.from), to: back(first.value.to), label: `the ${word} before` } }, ...rest];
}
