import { Temporal } from "temporal-polyfill";
import { addUnits, makeDate, monthNames, showDate, type DaySpan } from "./calendar";
import { isDashed, joinAt, untilNow } from "./period-joins";
import type { Token } from "./tokens";

export interface PeriodContext {
  today: Temporal.PlainDate;
  /** The question looks ahead ("will", "forecast"), so that a month without a year is the coming one. */
  isAhead: boolean;
  /** The question looks back ("were", "did"), so that a weekday is the past one. */
  isPast: boolean;
  /** The question is about what is planned, so that a month that has not come yet is the coming one. */
  isPlanned: boolean;
}

/** What a date phrase means, or why it means nothing. */
export type DateReading =
  /** `isRolling`: the days end at the present instant, not at midnight. */
  | { to: number; span: DaySpan; hasYear: boolean; isRolling?: boolean }
  | { to: number; invalid: string };
export type DateReader = (tokens: readonly Token[], at: number, context: PeriodContext) => DateReading | null;

const monthNumbers = new Map<string, number>();
monthNames.forEach((name, index) => {
  monthNumbers.set(name.toLowerCase(), index + 1);
  if (index !== 4) monthNumbers.set(name.slice(0, 3).toLowerCase(), index + 1);
});
monthNumbers.set("sept", 9);

export function monthOf(token: Token | undefined): number | null {
  return token ? (monthNumbers.get(token.text) ?? null) : null;
}

export function yearOf(token: Token | undefined): number | null {
  return token && /^(?:19|20|21)\d\d$/.test(token.text) ? Number(token.text) : null;
}

const ordinalDays = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"];

/** "The first of July": only where "of" and a month follow. */
function spokenDay(tokens: readonly Token[], at: number): number | null {
  const day = ordinalDays.indexOf(tokens[at]?.text ?? "") + 1;
  return day > 0 && tokens[at + 1]?.text === "of" && monthOf(tokens[at + 2]) !== null ? day : null;
}

export function dayOf(token: Token | undefined): number | null {
  const found = token && /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token.text);
  return found ? Number(found[1]) : null;
}

/** Is what lay in these days of this year just over, and far from coming again? Then a question that looks ahead still means the past ones. */
export function isJustOver(today: Temporal.PlainDate, { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate }): boolean {
  const gone = to.until(today, { largestUnit: "day" }).days;
  return gone >= 0 && gone * 4 < today.until(from.add({ years: 1 }), { largestUnit: "day" }).days;
}

/** The year in which a month without a year lies: the latest that has begun, or the coming one when the question looks ahead. */
function impliedYear(month: number, day: number, context: PeriodContext): number {
  const { today, isAhead, isPast, isPlanned } = context;
  const hasBegun = today.month > month || (today.month === month && today.day >= day);
  // "How did July go, and what should worry me?": a month just gone that the question looks back on.
  if (isAhead && isPast && hasBegun && today.month - month <= 3) return today.year;
  const first = Temporal.PlainDate.from({ year: hasBegun ? today.year : today.year - 1, month, day: 1 });
  if (isAhead && isJustOver(today, { from: first, to: addUnits(first, "month", 1) })) return first.year;
  if (isPlanned && !hasBegun) return today.year;
  if (isAhead) return hasBegun && today.month !== month ? today.year + 1 : today.year;
  return hasBegun ? today.year : today.year - 1;
}

function dayReading(to: number, parts: { year: number; month: number; day: number }, hasYear: boolean): DateReading {
  const date = makeDate(parts.year, parts.month, parts.day);
  if (!date) {
    const shown = parts.month >= 1 && parts.month <= 12 ? `${parts.day} ${monthNames[parts.month - 1] ?? ""} ${parts.year}` : `${parts.year}-${parts.month}-${parts.day}`;
    return { to, invalid: `There is no ${shown} in the calendar, so I took no period.` };
  }
  return { to, span: { from: date, to: addUnits(date, "day", 1), label: showDate(date) }, hasYear };
}

/** 2026-08-18, 20260818, 2026 08 18, 2026-08. */
export const readIsoDate: DateReader = (tokens, at) => {
  const text = tokens[at]?.text ?? "";
  const whole = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
  if (whole) return dayReading(at + 1, { year: Number(whole[1]), month: Number(whole[2]), day: Number(whole[3]) }, true);
  const year = yearOf(tokens[at]);
  if (year === null) return null;
  const month = tokens[at + 1]?.text ?? "";
  if (!/^(?:0[1-9]|1[0-2])$/.test(month)) return null;
  const day = tokens[at + 2]?.text ?? "";
  if (/^\d\d$/.test(day)) return dayReading(at + 3, { year, month: Number(month), day: Number(day) }, true);
  return monthReading(at + 2, Number(month), { year, hasYear: true });
};

/** 18.08.2026, 18/08/2026; day first unless only month first is possible. */
export const readNumericDate: DateReader = (tokens, at) => {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(tokens[at]?.text ?? "");
  const year = dotted ? Number(dotted[3]) : yearOf(tokens[at + 2]);
  const first = dotted ? Number(dotted[1]) : dayOf(tokens[at]);
  const second = dotted ? Number(dotted[2]) : dayOf(tokens[at + 1]);
  if (year === null || first === null || second === null) return null;
  const isMonthFirst = second > 12 && first <= 12;
  return dayReading(dotted ? at + 1 : at + 3, { year, month: isMonthFirst ? first : second, day: isMonthFirst ? second : first }, true);
};

function monthReading(to: number, month: number, year: { year: number; hasYear: boolean }): DateReading | null {
  const from = makeDate(year.year, month, 1);
  return from && { to, span: { from, to: addUnits(from, "month", 1), label: `${monthNames[month - 1] ?? ""} ${year.year}` }, hasYear: year.hasYear };
}

/** A year after a date phrase, "of" or a comma between allowed: [year, next index]. */
function yearAfter(tokens: readonly Token[], at: number, context: PeriodContext): { year: number; to: number } | null {
  const skip = tokens[at]?.text === "of" || tokens[at]?.text === "in" ? 1 : 0;
  const year = yearOf(tokens[at + skip]);
  if (year !== null) return { year, to: at + skip + 1 };
  const word = tokens[at + skip]?.text;
  const isYearWord = tokens[at + skip + 1]?.text === "year";
  if (isYearWord && (word === "last" || word === "previous")) return { year: context.today.year - 1, to: at + skip + 2 };
  if (isYearWord && word === "this") return { year: context.today.year, to: at + skip + 2 };
  return null;
}

/** 18 August 2026, 18th of Aug, August 18, Aug 18th 2026. */
export const readDayMonth: DateReader = (tokens, at, context) => {
  const isArticle = tokens[at]?.text === "the" ? 1 : 0;
  const start = at + isArticle;
  const dayFirst = dayOf(tokens[start]) ?? spokenDay(tokens, start);
  const month = dayFirst === null ? monthOf(tokens[start]) : monthOf(tokens[start + (tokens[start + 1]?.text === "of" ? 2 : 1)]);
  if (month === null) return null;
  const afterMonth = dayFirst === null ? start + 1 : start + (tokens[start + 1]?.text === "of" ? 3 : 2);
  const skip = tokens[afterMonth]?.text === "the" ? 1 : 0;
  const day = dayFirst ?? dayOf(tokens[afterMonth + skip]);
  if (day === null || (dayFirst === null && isArticle === 1)) return null;
  const end = dayFirst === null ? afterMonth + skip + 1 : afterMonth;
  const year = yearAfter(tokens, end, context);
  return dayReading(year?.to ?? end, { year: year?.year ?? impliedYear(month, day, context), month, day }, year !== null);
};

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** "Monday" in full; "sun" and "sat" may be other words. */
export const isWeekdayName = (text: string): boolean => weekdays.some((day) => day === text);

/** 0 for Monday to 6 for Sunday, as in "Monday" and "Mon"; null for any other word. */
export function weekdayOf(token: Token | undefined): number | null {
  const text = token?.text ?? "";
  const index = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)$/.test(text) ? weekdays.findIndex((day) => day.startsWith(text.slice(0, 3))) : weekdays.indexOf(text);
  return index < 0 ? null : index;
}

/** The latest day of that number that fell on the weekday, or the coming one where the question does not look back and it is nearer. */
function dayOnWeekday(weekday: number, day: number, { today, isAhead }: PeriodContext): Temporal.PlainDate | null {
  const months = isAhead ? [0, 1, 2, -1, -2] : [0, -1, -2, 1, 2];
  const dates = months.map((offset) => addUnits(today.with({ day: 1 }), "month", offset)).map(({ year, month }) => makeDate(year, month, day));
  return dates.find((date) => date !== null && date.dayOfWeek === weekday + 1) ?? null;
}

/** Monday 13 July, Tue 4 Aug 2026, Friday the 14th, Monday 2026-08-03: the date counts, the weekday is said with it. */
export const readWeekdayDate: DateReader = (tokens, at, context) => {
  const weekday = weekdayOf(tokens[at]);
  if (weekday === null) return null;
  const dated = readIsoDate(tokens, at + 1, context) ?? readNumericDate(tokens, at + 1, context) ?? readDayMonth(tokens, at + 1, context);
  if (dated) return dated;
  const day = tokens[at + 1]?.text === "the" && /\d[a-z]/.test(tokens[at + 2]?.text ?? "") ? dayOf(tokens[at + 2]) : null;
  const date = day === null ? null : dayOnWeekday(weekday, day, context);
  return date && { to: at + 3, span: { from: date, to: addUnits(date, "day", 1), label: showDate(date) }, hasYear: true };
};

const holidays: readonly { words: readonly string[]; month: number; day: number }[] = [
  { words: ["new", "years", "eve"], month: 12, day: 31 },
  { words: ["new", "year", "eve"], month: 12, day: 31 },
  { words: ["new", "years"], month: 1, day: 1 },
  { words: ["new", "year"], month: 1, day: 1 },
  { words: ["christmas", "eve"], month: 12, day: 24 },
  { words: ["christmas"], month: 12, day: 25 },
];
const holidayLeads = new Set(["since", "from", "until", "till", "before", "after", "between", "and", "to", "by"]);

/** since New Year, after Christmas: a day that needs no number, where a word in front says that a time is meant. */
export const readHoliday: DateReader = (tokens, at, context) => {
  const article = tokens[at]?.text === "the" ? 1 : 0;
  const found = holidays.find(({ words }) => words.every((word, offset) => tokens[at + article + offset]?.text === word));
  if (!found || !holidayLeads.has(tokens[at - 1]?.text ?? "")) return null;
  const end = at + article + found.words.length;
  const to = tokens[end]?.text === "day" ? end + 1 : end;
  return dayReading(to, { year: impliedYear(found.month, found.day, context), month: found.month, day: found.day }, false);
};

const monthLeads = new Set(["in", "of", "during", "since", "until", "till", "before", "after", "for", "from", "to", "between", "and", "last", "this", "next", "by", "through", "with", "vs", "versus", "than", "over", "about", "against"]);

/** "As you may" ends with no month. */
const modalLeads = new Set(["i", "you", "we", "they", "it", "he", "she", "that", "what", "as", "who", "one"]);

/** March, March 2016, last March, this July. "May" needs a word in front that announces a date, or a year behind it. */
export const readMonth: DateReader = (tokens, at, context) => {
  const word = tokens[at]?.text ?? "";
  const shift = word === "last" || word === "next" || word === "this" || word === "previous" ? 1 : 0;
  const month = monthOf(tokens[at + shift]);
  if (month === null) return null;
  const year = yearAfter(tokens, at + shift + 1, context);
  const name = tokens[at + shift]?.text ?? "";
  const isWeak = name === "may" || name.length === 3;
  const joined = joinAt(tokens, at + 1, "");
  const isRange = (joined !== null && monthOf(tokens[joined]) !== null) || untilNow(tokens, at + 1) !== null || (monthOf(tokens[at + 1]) !== null && isDashed(tokens[at], tokens[at + 1]));
  const isLastWord = name === "may" && at > 0 && at === tokens.length - 1 && !modalLeads.has(tokens[at - 1]?.text ?? "");
  if (isWeak && !isRange && !isLastWord && year === null && shift === 0 && !monthLeads.has(tokens[at - 1]?.text ?? "")) return null;
  if (year) return monthReading(year.to, month, { year: year.year, hasYear: true });
  const { today } = context;
  const implied = word === "next" ? (today.month < month ? today.year : today.year + 1) : word === "last" ? (today.month > month ? today.year : today.year - 1) : word === "this" ? today.year : impliedYear(month, 1, context);
  return monthReading(at + shift + 1, month, { year: implied, hasYear: shift === 1 });
};

const yearLeads = new Set(["in", "of", "during", "for", "since", "until", "till", "before", "after", "from", "to", "between", "and", "year", "by", "through", "over", "vs", "versus", "with", "than", "against", "about", "throughout", "across", "or", "ticket", "outage", "opened", "closed", "availability", "uptime"]);

/** 2016, the year 2016. */
export const readYear: DateReader = (tokens, at, { today }) => {
  const shift = tokens[at]?.text === "year" ? 1 : 0;
  const year = yearOf(tokens[at + shift]);
  const isLast = at === tokens.length - 1 && !["team", "group", "number", "ticket", "port"].includes(tokens[at - 1]?.stem ?? "") && Math.abs((year ?? 0) - today.year) <= 10;
  if (year === null || (shift === 0 && at > 0 && !isLast && !yearLeads.has(tokens[at - 1]?.stem ?? ""))) return null;
  const from = makeDate(year, 1, 1);
  return from && { to: at + shift + 1, span: { from, to: addUnits(from, "year", 1), label: String(year) }, hasYear: true };
};
