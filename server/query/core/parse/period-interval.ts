import { Temporal } from "temporal-polyfill";
import { isoInstant, showDate, startInstant } from "./calendar";
import { dayOf, monthOf, readDayMonth, readWeekdayDate, weekdayOf, yearOf, type DateReading } from "./period-dates";
import { isGrowth, isDashed, joinAt, untilNow } from "./period-joins";
import { instants, readDate, type Found, type Reading } from "./period-reading";
import type { Token } from "./tokens";

/** "The start of May to the end of July": the words about the edge are passed over, whole units are taken anyway. */
function pastEdge(tokens: readonly Token[], at: number, edges: readonly string[]): number {
  const article = tokens[at]?.text === "the" ? 1 : 0;
  return edges.includes(tokens[at + article]?.text ?? "") && tokens[at + article + 1]?.text === "of" ? at + article + 2 : at;
}

function between(reading: Reading, from: number, ends: { left: DateReading; right: DateReading; isWeekday?: boolean }): Found {
  const { left, right } = ends;
  const to = right.to;
  if ("invalid" in left) return { from, to, value: left };
  if ("invalid" in right) return { from, to, value: right };
  let start = left.span.from;
  let label = left.span.label;
  if (!left.hasYear && right.hasYear) {
    start = start.with({ year: right.span.from.year });
    label = label.replace(/\d{4}$/, String(start.year));
  }
  // "From Monday to Friday", "between Monday and Wednesday last week": the Monday of the same week.
  if (ends.isWeekday === true && Temporal.PlainDate.compare(start, right.span.from) > 0) {
    start = start.subtract({ weeks: Math.ceil(right.span.from.until(start, { largestUnit: "day" }).days / 7) });
    label = showDate(start);
  }
  if (Temporal.PlainDate.compare(start, right.span.to) >= 0 && !left.hasYear && !right.hasYear) {
    start = start.subtract({ years: 1 });
    label = label.replace(/\d{4}$/, String(start.year));
  }
  if (Temporal.PlainDate.compare(start, right.span.from) > 0) return { from, to, value: { invalid: `The period ends (${right.span.label}) before it begins (${label}), so I took no period.` } };
  return { from, to, value: { from: startInstant(start, reading.clock.zone), to: startInstant(right.span.to, reading.clock.zone), label: `${label} to ${right.span.label}` } };
}

/** A number that is a rank or a class, and no day: "top 5 to 10 August", "priority 1 to 3". */
const ranked = new Set(["top", "priority", "sev", "severity", "tier", "level", "group", "first", "last", "bottom"]);

/** "1 to 15 August", "Monday the 3rd until Friday the 7th of August": the month is said once, at the end. */
function readDaysOfMonth(reading: Reading, at: number, { lead, start }: { lead: string; start: number }): Found | null {
  const { tokens, context } = reading;
  const skip = weekdayOf(tokens[start]) === null ? 0 : 1;
  const first = start + skip + (tokens[start + skip]?.text === "the" ? 1 : 0);
  const day = tokens[first];
  const before = tokens[first - 1];
  // "The worst on top, 1 to 18 August": a comma parts the two.
  const isRank = before !== undefined && ranked.has(before.stem) && (day?.start ?? 0) - before.end === 1;
  if (day === undefined || dayOf(day) === null || isRank) return null;
  const isDash = isDashed(day, tokens[first + 1]) && (dayOf(day) ?? 0) < (dayOf(tokens[first + 1]) ?? 0);
  const behind = joinAt(tokens, first + 1, lead) ?? (isDash ? first + 1 : null);
  if (behind === null) return null;
  const right = lead === "" ? (readDayMonth(tokens, behind, context) ?? readWeekdayDate(tokens, behind, context)) : readDate(reading, behind);
  const month = tokens.slice(behind, right?.to).find((token) => monthOf(token) !== null);
  if (!right || !month || "invalid" in right || (lead === "" && monthOf(tokens[behind]) !== null)) return null;
  const left = readDayMonth([day, month, { ...day, text: String(right.span.from.year) }], 0, context);
  const isBackwards = left !== null && "span" in left && Temporal.PlainDate.compare(left.span.from, right.span.from) > 0;
  return left && !(isBackwards && lead === "") ? between(reading, at, { left, right }) : null;
}

/** "August 1 to 15": the month is said once, at the beginning. */
function daysLater(reading: Reading, left: DateReading, at: number): DateReading | null {
  const { tokens, context } = reading;
  const month = tokens[left.to - 2];
  const number = tokens[at + (tokens[at]?.text === "the" ? 1 : 0)];
  const day = dayOf(number);
  if ("invalid" in left || !month || !number || monthOf(month) === null || day === null || day <= left.span.from.day) return null;
  const year = tokens[tokens.indexOf(number) + 1];
  const said = year && yearOf(year) !== null ? year : { ...number, text: String(left.span.from.year) };
  const right = readDayMonth([month, number, said], 0, context);
  return right && { ...right, to: tokens.indexOf(number) + (said === year ? 2 : 1) };
}

/** from March to May 2016, between 1 and 5 March, May up to and including July, January till now. */
export function readInterval(reading: Reading, at: number): Found | null {
  const { tokens, clock } = reading;
  const word = tokens[at]?.text ?? "";
  const lead = word === "between" || word === "from" ? word : "";
  const start = pastEdge(tokens, lead === "" ? at : at + 1, lead === "" ? [] : ["start", "beginning"]);
  const left = readDate(reading, start);
  if (!left) return readDaysOfMonth(reading, at, { lead, start });
  const now = untilNow(tokens, left.to) ?? (lead === "between" && tokens[left.to]?.text === "and" && tokens[left.to + 1]?.text === "now" ? left.to + 2 : null);
  if (now !== null) {
    const period = instants(left, reading);
    return "invalid" in period || period.from >= isoInstant(clock.now) ? null : { from: at, to: now, value: { from: period.from, to: isoInstant(clock.now), label: `${period.label} to now` } };
  }
  const behind = joinAt(tokens, left.to, lead) ?? (monthOf(tokens[left.to - 1]) !== null && monthOf(tokens[left.to]) !== null && isDashed(tokens[left.to - 1], tokens[left.to]) ? left.to : null);
  if (behind === null) return null;
  const right = readDate(reading, pastEdge(tokens, behind, ["end"])) ?? daysLater(reading, left, behind);
  if (right && tokens[start - 1]?.text === "from" && isGrowth(tokens.map(({ text }) => text).join(" "))) return null;
  return right ? between(reading, at, { left, right, isWeekday: left.to === start + 1 && weekdayOf(tokens[start]) !== null }) : null;
}
