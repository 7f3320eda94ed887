import type { Temporal } from "temporal-polyfill";
import { addUnits, instantAt, isoInstant } from "./calendar";
import { numberAt } from "./numbers";
import { isWeekdayName } from "./period-dates";
import { readDate, type Found, type Reading } from "./period-reading";
import { readWeekday } from "./period-relative";
import type { Token } from "./tokens";
import { wordTable } from "./word-table";

/** last 24 hours, past hour. */
export function readHours({ tokens, clock }: Reading, at: number): Found | null {
  if (!["last", "past", "previous"].includes(tokens[at]?.text ?? "")) return null;
  const number = numberAt(tokens, at + 1) ?? { value: 1, to: at + 1 };
  if (tokens[number.to]?.stem !== "hour" || number.value < 1 || number.value > 100_000) return null;
  const label = number.value === 1 ? "last hour" : `last ${number.value} hours`;
  return { from: at, to: number.to + 1, value: { from: isoInstant(clock.now.subtract({ hours: number.value })), to: isoInstant(clock.now), label } };
}

const partsOfDay: Readonly<Record<string, readonly [number, number]>> = wordTable({ morning: [6, 12], afternoon: [12, 18], evening: [18, 24], night: [18, 30] });

/** The day and the part of it that "this morning", "last night" and "Monday afternoon" name, and the word after them. */
function partOfDayAt({ tokens, context }: Reading, at: number): { to: number; day: Temporal.PlainDate; part: string; label: string } | null {
  const [lead, part] = [tokens[at]?.text ?? "", tokens[at + 1]?.text ?? ""];
  if (partsOfDay[part] === undefined) return null;
  const day = part !== "night" && isWeekdayName(lead) ? readWeekday(tokens, at, context) : null;
  if (day && "span" in day && day.to === at + 1) return { to: at + 2, day: day.span.from, part, label: `${day.span.label}, ${part}` };
  const isBefore = lead === "yesterday" || (lead === "last" && part === "night");
  if (!(isBefore || lead === "this" || lead === "tomorrow")) return null;
  return { to: at + 2, day: addUnits(context.today, "day", isBefore ? -1 : lead === "tomorrow" ? 1 : 0), part, label: `${lead} ${part}` };
}

/** this morning, yesterday afternoon, last night, tomorrow evening, Monday afternoon. */
export function readPartOfDay(reading: Reading, at: number): Found | null {
  const found = partOfDayAt(reading, at);
  const hours = partsOfDay[found?.part ?? ""];
  return found && hours ? { from: at, to: found.to, value: { from: instantAt(found.day, hours[0] * 60, reading.clock.zone), to: instantAt(found.day, hours[1] * 60, reading.clock.zone), label: found.label } } : null;
}

/** A time of day in minutes after midnight. */
interface ClockTime {
  to: number;
  minutes: number;
  /** Said to be before or after noon; a time on the 24-hour clock is neither, and "six" alone may be both. */
  half: "am" | "pm" | null;
  /** More than a bare number, so that it is a time and no count. */
  isMarked: boolean;
}

const namedTimes: Readonly<Record<string, number>> = wordTable({ noon: 720, midday: 720, midnight: 0 });
const halfPhrases: readonly (readonly [string, "am" | "pm"])[] = [["a m", "am"], ["p m", "pm"], ["am", "am"], ["pm", "pm"], ["in the morning", "am"], ["in the afternoon", "pm"], ["in the evening", "pm"]];

/** 6 am, 18:30, nine o'clock, six in the morning, noon. */
function clockTimeAt(tokens: readonly Token[], at: number): ClockTime | null {
  const text = tokens[at]?.text ?? "";
  const named = namedTimes[text];
  if (named !== undefined) return { to: at + 1, minutes: named, half: named === 0 ? "am" : "pm", isMarked: true };
  const [, digits, fraction, glued] = /^(\d{1,2})(?:\.([0-5]\d))?(am|pm)?$/.exec(text) ?? [];
  const word = digits === undefined && text !== "a" && text !== "an" ? numberAt(tokens, at) : null;
  const hour = digits === undefined ? (word?.value ?? 99) : Number(digits);
  if (hour > (digits === undefined ? 12 : 24)) return null;
  let to = at + 1;
  const next = tokens[to];
  const isMinutes = digits !== undefined && fraction === undefined && glued === undefined && /^[0-5]\d(?:am|pm)?$/.test(next?.text ?? "") && (next?.start ?? 0) - (tokens[at]?.end ?? 0) === 1;
  const minutes = Number(fraction ?? (isMinutes ? next?.text.slice(0, 2) : 0));
  if (isMinutes) to += 1;
  const isOnTheHour = tokens[to]?.text === "oclock";
  if (isOnTheHour) to += 1;
  const behind = `${tokens.slice(to, to + 3).map((token) => token.text).join(" ")} `;
  const phrase = halfPhrases.find(([said]) => behind.startsWith(`${said} `));
  if (phrase) to += phrase[0].split(" ").length;
  const ending = glued ?? (isMinutes ? /(am|pm)$/.exec(next?.text ?? "")?.[1] : undefined) ?? phrase?.[1];
  const half = hour <= 12 && (ending === "am" || ending === "pm") ? ending : null;
  return { to, minutes: (half === null ? hour : (hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minutes, half, isMarked: half !== null || isMinutes || fraction !== undefined || isOnTheHour };
}

interface NamedDay {
  to: number;
  day: Temporal.PlainDate;
  label: string;
  part: string | null;
}

/** One day in any words, or a part of one: what times of day can belong to. */
function dayAt(reading: Reading, at: number): NamedDay | null {
  const part = partOfDayAt(reading, at);
  if (part) return part;
  const found = readDate(reading, at);
  const isDay = found && "span" in found && found.isRolling !== true && found.span.from.add({ days: 1 }).equals(found.span.to);
  return isDay ? { to: found.to, day: found.span.from, label: found.span.label, part: null } : null;
}

const noon = 720;
const wholeDay = 1440;

/** A bare hour lies in the half of the day that is named ("six this evening"); of last night, what is before noon is of the next day. */
function minutesOn({ part }: NamedDay, time: ClockTime): number {
  const isLate = part === "afternoon" || part === "evening" || (part === "night" && time.minutes >= noon / 2);
  const minutes = time.half === null && isLate && time.minutes < noon ? time.minutes + noon : time.minutes;
  return part === "night" && minutes < noon ? minutes + wholeDay : minutes;
}

/** Two times as minutes after midnight. "9 to 5 pm" begins in the morning, "2 to 4 pm" in the afternoon; an end before its beginning is of the next half or day. */
function minutesBetween(day: NamedDay, first: ClockTime, second: ClockTime): [number, number] {
  const start = minutesOn(day, first.half === null && second.half === "pm" && first.minutes < noon && first.minutes + noon < second.minutes ? { ...first, minutes: first.minutes + noon, half: "pm" } : first);
  const end = minutesOn(day, second);
  if (end > start) return [start, end];
  return [start, second.half === null && end < noon && end + noon > start ? end + noon : end + wholeDay];
}

const show = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** "Between six in the morning and noon", "from 9 to 11": two times, of which a bare pair must end what is said. */
function twoTimes(tokens: readonly Token[], at: number): { to: number; first: ClockTime; second: ClockTime } | null {
  const lead = tokens[at]?.text;
  const first = lead === "between" || lead === "from" ? clockTimeAt(tokens, at + 1) : null;
  const join = tokens[first?.to ?? at]?.text ?? "";
  const second = first && (lead === "between" ? join === "and" : ["to", "until", "till"].includes(join)) ? clockTimeAt(tokens, first.to + 1) : null;
  return first && second ? { to: second.to, first, second } : null;
}

const behindTimes = new Set(["and", "by", "per", "for", "on", "in", "please", "was", "were", "did", "is", "at"]);

/** yesterday between six in the morning and noon, from 9 to 11 on Monday: hours of a named day. */
export function readHoursOfDay(reading: Reading, at: number): Found | null {
  const { tokens, clock } = reading;
  const before = twoTimes(tokens, at) === null ? dayAt(reading, at) : null;
  const times = twoTimes(tokens, before ? before.to : at);
  if (!times) return null;
  const day = before ?? dayAt(reading, tokens[times.to]?.text === "on" ? times.to + 1 : times.to);
  if (!day) return null;
  const to = before ? times.to : day.to;
  const isBare = !times.first.isMarked && !times.second.isMarked && day.part === null;
  const next = tokens[to]?.text;
  if (isBare && before && next !== undefined && !behindTimes.has(next)) return null;
  const [start, end] = minutesBetween(day, times.first, times.second);
  return { from: at, to, value: { from: instantAt(day.day, start, clock.zone), to: instantAt(day.day, end, clock.zone), label: `${day.label}, ${show(start)} to ${show(end)}` } };
}

/** A time of a day, in either order ("yesterday noon", "6 this morning", "Monday at 8 am"); a time alone is of today, or of yesterday where it has not come yet. */
function instantOfDay(reading: Reading, at: number): { to: number; from: string; label: string } | null {
  const { tokens, clock, context } = reading;
  const first = clockTimeAt(tokens, at);
  const day = dayAt(reading, first ? first.to + (tokens[first.to]?.text === "on" ? 1 : 0) : at);
  const time = first ?? (day && clockTimeAt(tokens, day.to + (tokens[day.to]?.text === "at" ? 1 : 0)));
  if (!time || (!time.isMarked && (day === null || (first === null && tokens[day.to]?.text !== "at")))) return null;
  const today: NamedDay = { to: time.to, day: context.today, label: "today", part: null };
  const isToCome = instantAt(today.day, time.minutes, clock.zone) > isoInstant(clock.now);
  const of = day ?? (isToCome ? { ...today, day: addUnits(today.day, "day", -1), label: "yesterday" } : today);
  const minutes = minutesOn(of, time);
  return { to: Math.max(time.to, of.to), from: instantAt(of.day, minutes, clock.zone), label: `${show(minutes)}, ${of.label}` };
}

/** since 6 this morning, since noon, since yesterday at 9 pm: up to now. */
export function readSinceTime(reading: Reading, at: number): Found | null {
  const { tokens, clock } = reading;
  const found = ["since", "after"].includes(tokens[at]?.text ?? "") ? instantOfDay(reading, at + 1) : null;
  const now = isoInstant(clock.now);
  return found && found.from < now && (tokens[at]?.text === "since" || found.label.endsWith("today")) ? { from: at, to: found.to, value: { from: found.from, to: now, label: `since ${found.label}` } } : null;
}

/** yesterday before noon, Friday after 6 pm, before noon on Monday: one side of a named day. */
export function readSideOfDay(reading: Reading, at: number): Found | null {
  const { tokens, clock } = reading;
  const sides = ["before", "until", "till", "after"];
  const isTimeFirst = sides.includes(tokens[at]?.text ?? "");
  const time = isTimeFirst ? clockTimeAt(tokens, at + 1) : null;
  const day = dayAt(reading, time ? time.to + (tokens[time.to]?.text === "on" ? 1 : 0) : at);
  const side = isTimeFirst ? at : (day?.to ?? at);
  const said = time ?? (day && sides.includes(tokens[side]?.text ?? "") ? clockTimeAt(tokens, side + 1) : null);
  if (!day || !said?.isMarked) return null;
  const minutes = minutesOn(day, said);
  const isAfter = tokens[side]?.text === "after";
  const [start, end] = isAfter ? [minutes, wholeDay] : [0, minutes];
  return start < end ? { from: at, to: Math.max(day.to, said.to), value: { from: instantAt(day.day, start, clock.zone), to: instantAt(day.day, end, clock.zone), label: `${day.label}, ${isAfter ? "after" : "before"} ${show(minutes)}` } } : null;
}
