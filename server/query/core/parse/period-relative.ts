import type { Temporal } from "temporal-polyfill";
import { addUnits, makeDate, monthNames, showDate, startOfUnit, unitSpan, type CalendarUnit } from "./calendar";
import { isJustOver, weekdayOf, yearOf, type DateReader, type DateReading, type PeriodContext } from "./period-dates";
import { numberAt } from "./numbers";
import type { Token } from "./tokens";
import { wordTable } from "./word-table";

const units: Readonly<Record<string, CalendarUnit>> = wordTable({ day: "day", week: "week", month: "month", quarter: "quarter", half: "half", year: "year", semester: "half" });
const offsets: Readonly<Record<string, number>> = wordTable({ this: 0, current: 0, the: 0, last: -1, previous: -1, prior: -1, past: -1, next: 1, coming: 1, following: 1, upcoming: 1 });
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** "Can wait until the next day": the day after another one, and not tomorrow. */
const isDayAfter = (tokens: readonly Token[], at: number): boolean => ["next", "following", "previous"].includes(tokens[at]?.text ?? "") && tokens[at + 1]?.text === "day" && tokens[at - 1]?.text === "the" && !["in", "for", "over", "during", "within"].includes(tokens[at - 2]?.text ?? "");

const unitAt = (token: Token | undefined): CalendarUnit | null => (token ? (units[token.stem] ?? null) : null);
const span = (to: number, range: { from: Temporal.PlainDate; to: Temporal.PlainDate }, label: string): DateReading => ({ to, span: { ...range, label }, hasYear: true });

/** "The week just gone", "the month gone by", "the quarter just ended". */
function goneUnit(tokens: readonly Token[], at: number): { to: number; unit: CalendarUnit } | null {
  const start = tokens[at]?.text === "the" ? at + 1 : at;
  const unit = unitAt(tokens[start]);
  if (!unit || unit === "day") return null;
  const behind = tokens.slice(start + 1, start + 4).map((token) => token.text).join(" ");
  const found = /^(?:just (?:gone|ended|past|finished|closed)|gone by|(?:that|which) (?:just )?(?:ended|closed|finished))/.exec(behind)?.[0];
  return found === undefined ? null : { to: start + 1 + found.split(" ").length, unit };
}

/** this week, last month, the previous quarter, next year; "past week" and "past day" roll up to today. */
export const readRelativeUnit: DateReader = (tokens, at, { today }) => {
  const lead = tokens[at]?.text ?? "";
  const gone = goneUnit(tokens, at);
  if (gone) return span(gone.to, unitSpan(today, gone.unit, -1), `last ${gone.unit}`);
  const start = lead === "the" ? at + 1 : at;
  const twiceBack = tokens[start + 1]?.text === "before" && tokens[start + 2]?.text === "last" && unitAt(tokens[start + 3]) === null ? unitAt(tokens[start]) : null;
  if (twiceBack !== null) return span(start + 3, unitSpan(today, twiceBack, -2), `the ${twiceBack} before last`);
  const ours = lead === "the" && ["for", "of"].includes(tokens[at - 1]?.text ?? "") && tokens.some(({ stem }) => stem === "goal" || stem === "okr") ? unitAt(tokens[at + 1]) : null;
  // "Our goals for the quarter" are those of the running one.
  if (ours !== null && !["of", "before", "after", "to", "ending"].includes(tokens[at + 2]?.text ?? "")) return span(at + 2, unitSpan(today, ours, 0), `this ${ours}`);
  const offset = offsets[lead];
  if (offset === undefined || lead === "the" || isDayAfter(tokens, at)) return null;
  const middle = ["calendar", "fiscal", "financial", "business", "full", "complete", "whole", "entire", "one"].includes(tokens[at + 1]?.text ?? "") ? 1 : 0;
  const found = tokens[at + 1 + middle];
  const unit = unitAt(found);
  if (!unit || !found || found.text !== found.stem) return null;
  const to = at + 2 + middle;
  if (lead === "past") return { to, span: { from: addUnits(today, unit, -1), to: today, label: `past ${found.text}` }, hasYear: true, isRolling: true };
  return span(to, unitSpan(today, unit, offset), `${offset === 0 ? "this" : offset < 0 ? "last" : "next"} ${found.text}`);
};

/** last 30 days (rolling up to now), last 3 months = complete calendar months. */
export const readLastUnits: DateReader = (tokens, at, { today }) => {
  const lead = tokens[at]?.text ?? "";
  const offset = lead === "trailing" || lead === "rolling" ? -1 : offsets[lead];
  if (offset === undefined || offset === 0) return null;
  const filler = ["few", "couple"].includes(tokens[at + 1]?.text ?? "");
  const number = filler ? { value: tokens[at + 1]?.text === "few" ? 3 : 2, to: tokens[at + 2]?.text === "of" ? at + 3 : at + 2 } : numberAt(tokens, at + 1);
  if (!number) return null;
  const skip = ["calendar", "full", "complete", "whole", "consecutive"].includes(tokens[number.to]?.text ?? "") ? 1 : 0;
  const noun = tokens[number.to + skip];
  const count = noun?.stem === "fortnight" ? number.value * 14 : number.value;
  const unit = noun?.stem === "fortnight" ? "day" : unitAt(noun);
  if (!unit || !noun || count < 1 || count > 5000) return null;
  const to = number.to + skip + 1;
  const label = `${offset < 0 ? "last" : "next"} ${number.value} ${noun.stem}${number.value === 1 ? "" : "s"}`;
  if (unit === "day") return { to, span: { from: addUnits(today, "day", offset < 0 ? -count : 0), to: addUnits(today, "day", offset < 0 ? 0 : count), label }, hasYear: true, isRolling: true };
  const start = startOfUnit(today, unit);
  return span(to, offset < 0 ? { from: addUnits(start, unit, -count), to: start } : { from: addUnits(start, unit, 1), to: addUnits(start, unit, count + 1) }, label);
};

const relativeDays: Readonly<Record<string, number>> = wordTable({ today: 0, tonight: 0, yesterday: -1, tomorrow: 1 });

/** today, yesterday, tomorrow, the day before yesterday, 3 days ago, two weeks ago. */
export const readNamedDay: DateReader = (tokens, at, { today }) => {
  const words = tokens.slice(at, at + 4).map((token) => token.text);
  const simple = relativeDays[words[0] ?? ""];
  if (simple !== undefined) return span(at + 1, unitSpan(today, "day", simple), words[0] ?? "");
  if (words[0] === "day" && words[1] === "before" && words[2] === "yesterday") return span(at + 3, unitSpan(today, "day", -2), "the day before yesterday");
  if (words[0] === "day" && words[1] === "after" && words[2] === "tomorrow") return span(at + 3, unitSpan(today, "day", 2), "the day after tomorrow");
  const number = numberAt(tokens, at);
  const unit = number && unitAt(tokens[number.to]);
  if (!number || !unit || tokens[number.to + 1]?.text !== "ago" || number.value > 5000) return null;
  return span(number.to + 2, unitSpan(today, unit, -number.value), `${number.value} ${tokens[number.to]?.text ?? unit} ago`);
};

const dayWords = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const behindDay = new Set(["and", "with", "by", "per", "please", "in", "on", "for", "at"]);

/** "Since the third": the day of this month, or of the one before when it has not come yet. A noun behind it makes it no date. */
export const readDayOfMonth: DateReader = (tokens, at, { today }) => {
  const word = tokens[at + 1]?.text ?? "";
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1] ?? dayWords.indexOf(word) + 1);
  const next = tokens[at + 2]?.text;
  if (tokens[at - 1]?.text !== "since" || tokens[at]?.text !== "the" || day < 1 || (next !== undefined && !behindDay.has(next))) return null;
  const month = day <= today.day ? today : addUnits(today, "month", -1);
  const date = makeDate(month.year, month.month, day);
  return date && span(at + 2, unitSpan(date, "day", 0), showDate(date));
};

/** "Saturday tickets" are those of every Saturday. */
const recurring = new Set(["digest", "report", "newsletter", "standup", "stand-up", "roster", "ticket", "incident", "page", "alert", "change", "deployment", "request", "outage"]);

/** "Monday's outage" has happened. */
const troubles = new Set(["outage", "incident", "breakdown", "crash", "failure", "disruption", "downtime", "blackout", "mess", "disaster"]);

/** Monday, last Friday, next Tuesday; a bare weekday is the past one when the question looks back, else the coming one. */
export const readWeekday: DateReader = (tokens, at, context) => {
  const lead = tokens[at]?.text ?? "";
  const shift = offsets[lead] !== undefined && lead !== "the" ? 1 : 0;
  const text = tokens[at + shift]?.text ?? "";
  const isShort = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri)$/.test(text) && (shift === 1 || ["on", "since", "until", "from", "by", "to"].includes(tokens[at - 1]?.text ?? ""));
  const index = isShort ? weekdays.findIndex((day) => day.startsWith(text.slice(0, 3))) : weekdays.indexOf(text);
  const isHabit = ["a", "any"].includes(tokens[at - 1]?.text ?? "") || (shift === 0 && (/^(?:mornings|afternoons|evenings|nights)$/.test(tokens[at + 1]?.text ?? "") || ([...recurring, "slot", "train"].includes(tokens[at + 2]?.stem ?? "") && ["release", "status", "change", "maintenance", "morning"].includes(tokens[at + 1]?.text ?? ""))));
  const isRecurring = isHabit || ["every", "each"].includes(tokens[at - 1]?.text ?? "") || (shift === 0 && recurring.has(tokens[at + 1]?.stem ?? "") && !/['’]s$/.test(tokens[at]?.raw ?? ""));
  if (index < 0 || isRecurring) return null;
  const isSince = tokens[at - 1]?.text === "since";
  const monday = startOfUnit(context.today, "week");
  const thisWeek = addUnits(monday, "day", index);
  const past = addUnits(thisWeek, "week", index + 1 < context.today.dayOfWeek ? 0 : -1);
  const coming = addUnits(thisWeek, "week", index + 1 > context.today.dayOfWeek ? 0 : 1);
  const isOfTrouble = /['’]s$/.test(tokens[at + shift]?.raw ?? "") && troubles.has(tokens[at + shift + 1]?.stem ?? "");
  const isBack = lead === "last" || lead === "past" || lead === "previous" || isSince || isOfTrouble || (shift === 0 && context.isPast);
  const date = isBack ? past : lead === "this" ? thisWeek : coming;
  return span(at + shift + 1, unitSpan(date, "day", 0), showDate(date));
};

/** Monday of last week, Friday next week. */
export const readDayOfWeek: DateReader = (tokens, at, { today }) => {
  const index = (tokens[at]?.text.length ?? 0) > 3 ? weekdayOf(tokens[at]) : null;
  const of = tokens[at + 1]?.text === "of" ? 1 : 0;
  const offset = offsets[tokens[at + 1 + of]?.text ?? ""];
  if (index === null || offset === undefined || tokens[at + 1 + of]?.text === "the" || tokens[at + 2 + of]?.text !== "week") return null;
  const date = addUnits(addUnits(startOfUnit(today, "week"), "week", offset), "day", index);
  return span(at + 3 + of, unitSpan(date, "day", 0), showDate(date));
};

/** last weekend, this weekend, the weekend. */
export const readWeekend: DateReader = (tokens, at, context) => {
  const lead = tokens[at]?.text ?? "";
  const shift = offsets[lead] === undefined ? 0 : 1;
  if (tokens[at + shift]?.text !== "weekend" || (shift === 0 && at > 0 && !["over", "at", "during", "on", "since"].includes(tokens[at - 1]?.text ?? ""))) return null;
  if (shift === 0 && recurring.has(tokens[at + 1]?.stem ?? "")) return null;
  const saturday = addUnits(startOfUnit(context.today, "week"), "day", 5);
  const isStarted = context.today.dayOfWeek >= 6;
  const isBack = lead === "last" || lead === "past" || lead === "previous" || ((lead === "the" || shift === 0) && !context.isAhead && !isStarted);
  const from = addUnits(saturday, "week", isBack ? -1 : lead === "next" ? 1 : 0);
  return span(at + shift + 1, { from, to: addUnits(from, "day", 2) }, `weekend of ${showDate(from)}`);
};

const ordinals: Readonly<Record<string, number>> = wordTable({ first: 1, "1st": 1, second: 2, "2nd": 2, third: 3, "3rd": 3, fourth: 4, "4th": 4, last: 4 });

function partOfYear(to: number, part: { unit: "quarter" | "half"; index: number; year: number | null }, context: PeriodContext): DateReading {
  const { today } = context;
  const months = part.unit === "quarter" ? 3 : 6;
  const hasBegun = today.month > (part.index - 1) * months;
  const isOver = today.month > part.index * months;
  const inYear = makeDate(hasBegun ? today.year : today.year - 1, (part.index - 1) * months + 1, 1) ?? today;
  const isGone = isJustOver(today, { from: inYear, to: addUnits(inYear, part.unit, 1) });
  const year = part.year ?? (context.isAhead ? (isGone ? inYear.year : isOver ? today.year + 1 : today.year) : hasBegun || context.isPlanned ? today.year : today.year - 1);
  const from = makeDate(year, (part.index - 1) * months + 1, 1) ?? today;
  return { to, span: { from, to: addUnits(from, part.unit, 1), label: `${part.unit === "quarter" ? "Q" : "H"}${part.index} ${year}` }, hasYear: part.year !== null };
}

/** "The first quarter versus the second": the unit is said once. */
function repeatedUnit(tokens: readonly Token[], at: number): "quarter" | "half" | null {
  const joiner = tokens[at - 1]?.text === "the" ? at - 2 : at - 1;
  const unit = tokens[joiner - 1]?.text;
  return ["versus", "vs", "against", "and", "to", "than", "with"].includes(tokens[joiner]?.text ?? "") && ordinals[tokens[joiner - 2]?.text ?? ""] !== undefined && (unit === "quarter" || unit === "half") ? unit : null;
}

/** The last quarter of the year is its fourth, and not the one before this. */
const lastOf = /^(?:last|final|closing) quarter of (?:the|this) year\b/;

/** Q2, Q2 2026, second quarter of 2026, H1, first half of last year. */
export const readQuarterOrHalf: DateReader = (tokens, at, context) => {
  const counted = ["one", "two", "three", "four"].indexOf(tokens[at + 1]?.text ?? "") + 1;
  if (tokens[at]?.text === "quarter" && counted > 0 && tokens[at - 1]?.text !== "per") return partOfYear(at + 2, { unit: "quarter", index: counted, year: null }, context);
  const short = /^(q[1-4]|h[12])$/.exec(tokens[at]?.text ?? "")?.[1];
  const ordinal = ordinals[tokens[at]?.text ?? ""];
  const again = ordinal === undefined || ["quarter", "half"].includes(tokens[at + 1]?.text ?? "") ? null : repeatedUnit(tokens, at);
  if (again !== null && ordinal !== undefined) return partOfYear(at + 1, { unit: again, index: ordinal, year: null }, context);
  const noun = tokens[at + 1]?.text;
  const isNamed = ordinal !== undefined && (noun === "quarter" || (noun === "half" && ordinal <= 2));
  const isLastOf = tokens[at + 1]?.text === "quarter" && lastOf.test(tokens.slice(at, at + 5).map(({ text }) => text).join(" "));
  if (isLastOf) return partOfYear(at + 5, { unit: "quarter", index: 4, year: context.today.year }, context);
  if (!short && !(isNamed && !(tokens[at]?.text === "last"))) return null;
  const unit = (short ? short.startsWith("q") : noun === "quarter") ? "quarter" : "half";
  const index = short ? Number(short[1]) : (ordinal ?? 1);
  const end = at + (short ? 1 : 2);
  const skip = tokens[end]?.text === "of" ? 1 : 0;
  const explicit = yearOf(tokens[end + skip]);
  if (explicit !== null) return partOfYear(end + skip + 1, { unit, index, year: explicit }, context);
  const word = tokens[end + skip]?.text;
  if (tokens[end + skip + 1]?.text === "year" && (word === "last" || word === "this" || word === "next")) {
    return partOfYear(end + skip + 2, { unit, index, year: context.today.year + (offsets[word] ?? 0) }, context);
  }
  return partOfYear(end, { unit, index, year: null }, context);
};

/** FY2025, FY25, FY 2025, fiscal year 2025. The fiscal year is the calendar year. */
export const readFiscalYear: DateReader = (tokens, at, { today }) => {
  const glued = /^fy(\d\d|\d{4})$/.exec(tokens[at]?.text ?? "")?.[1];
  const isLong = ["fiscal", "financial"].includes(tokens[at]?.text ?? "") && tokens[at + 1]?.text === "year";
  const isShort = tokens[at]?.text === "fy";
  if (!glued && !isLong && !isShort) return null;
  const behind = at + (isLong ? 2 : 1);
  const separate = glued ? null : /^(?:\d\d|(?:19|20)\d\d)$/.exec(tokens[behind]?.text ?? "")?.[0];
  const digits = glued ?? separate;
  const year = digits ? Number(digits.length === 2 ? `20${digits}` : digits) : today.year;
  const from = makeDate(year, 1, 1);
  return from && span(glued ? at + 1 : behind + (separate ? 1 : 0), { from, to: addUnits(from, "year", 1) }, `FY ${year}`);
};

const seasons: Readonly<Record<string, number>> = wordTable({ spring: 3, summer: 6, autumn: 9, winter: 12 });

/** over the summer, last winter, summer 2025 (of the northern hemisphere, whole months). */
export const readSeason: DateReader = (tokens, at, context) => {
  const lead = tokens[at]?.text ?? "";
  const shift = offsets[lead] === undefined ? 0 : 1;
  const name = tokens[at + shift]?.text ?? "";
  const month = seasons[name];
  if (month === undefined) return null;
  const written = yearOf(tokens[at + shift + 1]);
  const { today } = context;
  const latest = makeDate(today.year, month, 1) ?? today;
  const hasBegun = latest.month <= today.month;
  const isRunning = hasBegun && today.month < month + 3;
  const begun = hasBegun ? today.year : today.year - 1;
  const year = written ?? (lead === "last" ? (isRunning ? begun - 1 : begun) : lead === "next" || (context.isAhead && !context.isPast) ? (hasBegun ? today.year + 1 : today.year) : begun);
  const from = makeDate(year, month, 1) ?? today;
  return span(at + shift + (written === null ? 1 : 2), { from, to: addUnits(from, "quarter", 1) }, `${name} ${year} (${monthNames[month - 1] ?? ""} to ${monthNames[(month + 1) % 12] ?? ""})`);
};
