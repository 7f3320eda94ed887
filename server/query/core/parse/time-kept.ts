import type { Intent, QueryPlan, Range } from "../../contract";
import { wholeRecordLabel } from "./period";
import { isWeekdayName } from "./period-dates";
import type { Slots } from "./read-slots";
import { impliedComparison, movedBy, periodBefore, said, yearBefore, type TimeSlot } from "./time-slot";
import { wordTable } from "./word-table";

interface Previous {
  time: QueryPlan["time"];
  compareTo: Range | null;
  intent: { value: Intent };
}

const yearBack = /\b(?:go )?back (?:a|one) year\b|\ba year (?:earlier|before|back)\b|\bthe year before\b|\bsame (?:period|time|month|quarter|week) (?:last year|a year ago)\b/;
const besides = new Set(["than", "with", "to", "against", "versus", "vs", "from"]);
/** "Drop the Friday bit": the day named is no period. */
const dayDropped = /\b(?:drop|forget|lose|skip|remove|ignore|without) (?:the |that )?\w+days?\b/;

/** "Put June beside it." */
const besideIt = /\b(?:beside|next to|alongside) (?:it|that|this|them|those)\b/;

/** "Set beside the quarter before it?" */
const setBeside = /\b(?:set|put|hold|lay) (?:it |that |this |them )?(?:beside|next to|alongside|against)\b/;

/** "Was July any busier?": than the period before it in the conversation. */
const anyBetter = /^(?:(?:and|so|but) )*(?:was|were|is|are|did|has|have)\b.*\b(?:any|much|a lot|a bit) (?:busier|quieter|calmer|better|worse|higher|lower|faster|slower)\b(?! than)/;

/** "Is that better than in June?": the period named is what the one before is compared with. */
function namedBeside(slots: Slots, previous: Previous, fresh: TimeSlot): TimeSlot | null {
  const [only, other] = slots.periods;
  if (only && !other && fresh.time?.explicit && previous.time?.explicit && besideIt.test(said(slots))) return { time: previous.time, compareTo: { from: fresh.time.from, to: fresh.time.to }, notes: fresh.notes };
  if (only && !other && fresh.time?.explicit && previous.time?.explicit && anyBetter.test(said(slots))) return { time: fresh.time, compareTo: { from: previous.time.from, to: previous.time.to }, notes: fresh.notes };
  if (!only || other || !fresh.time?.explicit || !previous.time?.explicit || previous.intent.value !== "comparison") return null;
  const lead = slots.tokens.slice(0, only.from).findLast(({ text }) => !["in", "during", "the", "of", "for", "on"].includes(text))?.text ?? "";
  return besides.has(lead) ? { time: previous.time, compareTo: fresh.compareTo ?? { from: fresh.time.from, to: fresh.time.to }, notes: fresh.notes } : null;
}

const weekMs = 7 * 86_400_000;

/** "Zoom in on Monday" behind a week: the Monday of that week, not the next to come. */
function dayWithin(slots: Slots, time: NonNullable<QueryPlan["time"]>, { zone, fresh }: { zone: string; fresh: TimeSlot }): TimeSlot | null {
  const [only, other] = slots.periods;
  const isWeekday = only !== undefined && only.to - only.from === 1 && isWeekdayName((slots.tokens[only.from]?.text ?? "").replace(/s$/, ""));
  if (!isWeekday || other || !fresh.time || Date.parse(time.to) - Date.parse(time.from) > weekMs * 1.2) return null;
  const day = fresh.time;
  const weeks = Math.ceil((Date.parse(time.from) - Date.parse(day.from)) / weekMs);
  const found = [weeks - 1, weeks, weeks + 1].map((count) => movedBy(day, { unit: "weeks", count }, zone)).find(({ from, to }) => time.from <= from && to <= time.to);
  return found ? { time: { ...day, ...found, label: `${slots.tokens[only.from]?.raw ?? ""}, ${time.label}` }, compareTo: null, notes: [] } : null;
}

/** "I want the 2025 one": the same stretch of another year. */
function inYear(words: string, time: NonNullable<QueryPlan["time"]>, zone: string): TimeSlot | null {
  const year = /\bthe (20\d\d) (?:one|figures?|numbers?|version)\b/.exec(words)?.[1];
  if (year === undefined || Date.parse(time.to) - Date.parse(time.from) > 366 * 86_400_000) return null;
  return { time: { ...time, ...movedBy(time, { unit: "years", count: Number(year) - Number(time.from.slice(0, 4)) }, zone), label: `${time.label}, in ${year}` }, compareTo: null, notes: [] };
}

const counts: Readonly<Record<string, number>> = wordTable({ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 });

/** "Same, but two months earlier." */
function shifted(words: string): { unit: "days" | "weeks" | "months" | "years"; count: number; words: string } | null {
  const [found = "", number = "", unit = "", way = ""] = /\b(one|two|three|four|five|six|[1-9]|1[0-2]) (day|week|month|year)s? (earlier|later|before that|after that)\b/.exec(words) ?? [];
  const count = counts[number] ?? Number(number);
  return found === "" ? null : { unit: `${unit as "day" | "week" | "month" | "year"}s`, count: /^(?:later|after)/.test(way) ? count : -count, words: found };
}

/** The period of a follow-up that names none: that of the question before, the one before it, or both where they are to be compared. Null where it names its own. */
export function inheritedTime(slots: Slots, previous: Previous, { zone, fresh }: { zone: string; fresh: TimeSlot }): TimeSlot | null {
  const { time, compareTo } = previous;
  if (time?.explicit && yearBack.test(said(slots)) && previous.intent.value !== "comparison") return { time: { ...time, ...yearBefore(time, zone), label: `${time.label}, a year before` }, compareTo: null, notes: [] };
  if (time?.explicit && yearBack.test(said(slots)) && compareTo === null) return { time, compareTo: yearBefore(time, zone), notes: [] };
  const shift = time?.explicit ? shifted(said(slots)) : null;
  if (time?.explicit && shift !== null) return { time: { ...time, ...movedBy(time, shift, zone), label: `${time.label}, ${shift.words}` }, compareTo: null, notes: [] };
  const next = /\bthe (day|week|month|year) after\b(?! the)/.exec(said(slots))?.[1];
  if (time?.explicit && next !== undefined) return { time: { ...time, ...movedBy(time, { unit: `${next as "day" | "week" | "month" | "year"}s`, count: 1 }, zone), label: `${time.label}, the ${next} after` }, compareTo: null, notes: [] };
  if (dayDropped.test(said(slots))) return { time, compareTo, notes: [] };
  const other = time?.explicit ? (inYear(said(slots), time, zone) ?? (previous.intent.value === "comparison" ? null : dayWithin(slots, time, { zone, fresh }))) : null;
  if (other) return other;
  if (slots.periods.length > 0) return namedBeside(slots, previous, fresh);
  if (!time?.explicit) return { time, compareTo, notes: [] };
  const isDay = time.to <= movedBy({ from: time.from, to: time.from }, { unit: "days", count: 1 }, zone).to;
  const isBefore = (isDay && /\bday before\b/.test(said(slots))) || /\b(?:the )?(?:week|month|quarter|half|year|period|one) before\b|\bbefore that\b|\bprevious (?:week|month|quarter|year|one)\b/.test(said(slots));
  if (isBefore && setBeside.test(said(slots))) return { time, compareTo: periodBefore(time, zone), notes: [] };
  if (isBefore && previous.intent.value !== "comparison") return { time: { ...time, ...periodBefore(time, zone), label: `before ${time.label}` }, compareTo: null, notes: [] };
  return { time, compareTo: impliedComparison(slots, time, zone) ?? compareTo, notes: [] };
}

const postponing = /\b(?:put|putting|puts|push|pushing|postpone|postponing|postponed|delay|delaying|defer|deferring|hold|wait|waiting|move|moving)\b/;

/** Advice on people and ways of working looks at no range of data: a day or a time gone by says when something happened or is to. */
const personal: ReadonlySet<Intent> = new Set(["change_people", "org_design"]);
const advisory: ReadonlySet<Intent> = new Set(["change_people", "org_design", "process_improvement", "strategy"]);
const supposing = /\b(?:if|imagine|suppose|supposing|pretend|assume)\b/;
const nearDays: ReadonlySet<string> = new Set(["today", "tonight", "tomorrow"]);

/** Questions about what to do or to fear, whose "today" may be how things are now. */
const looking: ReadonlySet<Intent> = new Set(["risk_assessment", "forecast", "decision", "prioritisation", ...advisory]);
/** "With the hands we have today", "what stands in his way today", but not "how many do we have today". */
const asThingsAre = /\b(?<!\b(?:do|does|did|many|much) )(?:we|they|you|i) (?:have|use|own|run|do|know|need)(?: \w+)? today\b|\b(?:stands?|stops?|protects?|keeps?|holds?|prevents?|exists?|guards?)(?: \w+){0,4} today\b/;

function isAside(time: NonNullable<QueryPlan["time"]>, intent: Intent, slots: Slots): boolean {
  const isDay = Date.parse(time.to) - Date.parse(time.from) <= 86_400_000;
  const isSupposed = nearDays.has(time.label) && supposing.test(said(slots));
  const isGone = personal.has(intent) && time.from <= slots.now;
  const isNowadays = time.label === "today" && looking.has(intent) && asThingsAre.test(said(slots));
  // "Nobody has ever asked": advice looks at no record, least of all the whole of it.
  const isEver = advisory.has(intent) && time.label === wholeRecordLabel;
  return isNowadays || isEver || (isDay && advisory.has(intent)) || isGone || (isSupposed && !/\bsafe\b/.test(said(slots))) || (time.label === "today" && /\bas of today\b/.test(said(slots)));
}

/** "What does the policy say about handing over at the weekend?": a time that a document speaks of. */
const aboutIt = /\b(?:say|says|said|tell|tells|state|states|written|rules?) (?:\w+ ){0,3}(?:about|on|for)\b/;

/** A period that says when something is to be done, or since when people behave as they do, is no range of data. */
export function withoutPlanned(slot: TimeSlot, intent: Intent, slots: Slots): TimeSlot {
  const label = slot.time?.explicit ? slot.time.label : "";
  // "Can we hold off and still have the chance next year?": when the choice would be made. A day or a week names what is put off ("Saturday's maintenance").
  const isLater = intent === "decision" && slot.time !== null && slot.time.from > slots.now && Date.parse(slot.time.to) - Date.parse(slot.time.from) > 8 * 86_400_000;
  const isPlanned = (label.startsWith("until ") || isLater) && postponing.test(said(slots));
  const isHabit = (intent === "change_people" || intent === "org_design") && label.startsWith("since ");
  const isTopic = intent === "doc_lookup" && aboutIt.test(said(slots));
  return isPlanned || isHabit || isTopic || (slot.time?.explicit === true && isAside(slot.time, intent, slots)) ? { ...slot, time: null } : slot;
}
