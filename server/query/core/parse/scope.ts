import type { QueryPlan } from "../../contract";
import { commonWords } from "./common-words";
import { typeNouns } from "./dimension-words";
import type { Meaning } from "../learn/read-meaning";
import { isBareFigure, type IntentReading } from "./intent";
import { strategicIntents } from "./intent-words";
import { findPatterns } from "./patterns";
import type { Slots } from "./read-slots";
import { scopeCues } from "./scope-words";
import { overlaps } from "./slots";
import { rawOf } from "./tokens";

export interface ScopeReading {
  scope: QueryPlan["scope"];
  /** The words it rests on; empty when in scope. */
  because: string;
}

const politeness = new Set(["please", "can", "could", "would", "you", "just", "go", "ahead", "and", "now", "then", "kindly", "i", "want", "to", "need", "lets", "help", "me", "ok", "okay", "hey", "hi", "hello"]);
/** In these a verb is spoken about, not ordered: "how do I delete a user", "how many tickets were closed". */
const spokenAbout = new Set(["how", "what", "which", "who", "when", "why", "where", "did", "does", "do", "is", "are", "was", "were", "has", "have", "should", "show", "list", "tickets", "ticket", "if", "number", "we"]);

/** Is the verb at `at` an order? Only politeness may stand in front of it. */
function isOrder(slots: Slots, at: number): boolean {
  const before = slots.tokens.slice(0, at);
  return before.every((token) => politeness.has(token.text)) || (!before.some((token) => spokenAbout.has(token.text)) && before.length <= 6);
}

/** Is anything in the question that the portal knows: a measure, a record, a name, a document or a strategic cue? */
export function hasAnchor(slots: Slots, intent: IntentReading): boolean {
  const isStrategic = strategicIntents.has(intent.value) || intent.value === "doc_lookup" || intent.value === "status_summary";
  const cueWeight = slots.cues.filter((cue) => cue.value === intent.value).reduce((sum, cue) => sum + cue.weight, 0);
  return slots.metrics.length > 0 || slots.entities.length > 0 || slots.subjects.length > 0 || slots.ticketNumbers.length > 0 || slots.dimensions.length > 0 || (isStrategic && cueWeight >= 3) || (intent.value === "comparison" && cueWeight >= 3 && slots.periods.length > 0) || (intent.value === "explain" && cueWeight >= 4.5 && !hasStrangers(slots));
}

function hasStrangers(slots: Slots): boolean {
  return slots.unknownNames.length > 0;
}

/** "John's salary": a matter of pay behind a word that is neither English nor ours is somebody's. */
function isAboutOnePerson(slots: Slots, match: { from: number; value: string }): boolean {
  const isPay = ["salary", "wage", "compensation", "bonus", "payroll", "pay"].includes(slots.tokens[match.from]?.stem ?? "");
  const before = slots.tokens[match.from - 1];
  return isPay && before !== undefined && before.text.length > 2 && !commonWords.has(before.text) && !["average", "total", "median"].includes(before.text);
}

/** "How many tickets ...", "list outages ...": a question that opens by asking for records which the portal keeps, with nothing that it does not know. */
function asksForRecords(slots: Slots): boolean {
  const opening = slots.tokens.slice(0, 2).map((token) => token.text).join(" ");
  const isAsked = opening === "how many" || ["list", "show", "number", "count"].includes(slots.tokens[0]?.text ?? "");
  return isAsked && slots.subjects.some((subject) => subject.from <= 2) && !hasStrangers(slots);
}

const machinery = new Set(["cluster", "node", "database", "replica", "pod", "broker", "queue", "cache", "certificate", "disk", "volume", "backup", "gateway", "server", "host", "container", "index"]);

/** "How do I restore an etcd cluster?": a way of doing something to machinery, whatever its make is called. */
function asksHowToOperate(slots: Slots, intent: IntentReading): boolean {
  return intent.value === "doc_lookup" && slots.tokens[0]?.text === "how" && slots.tokens.some(({ stem }) => machinery.has(stem));
}

/** A measure of something that the catalogue holds, or that is called a service, a team and the like. */
function isMeasureOfThing(slots: Slots): boolean {
  const isCalled = slots.unknownNames.some((name) => typeNouns[slots.tokens[name.to]?.stem ?? ""] !== undefined);
  return slots.metrics.length > 0 && (isCalled || (slots.entities.length > 0 && slots.metrics.some((match) => match.weight >= 1.5)));
}

/** A measure by its words, of something by its name, in a period: many words say no more against it. */
const isPlainFigure = (slots: Slots): boolean => isMeasureOfThing(slots) && slots.entities.length > 0 && slots.periods.length > 0;

/** The probability of being inside that a question must reach: a long one gives the classifier more to go by, so more is asked of it. */
function barOf(slots: Slots, intent: IntentReading, isCued: boolean): number {
  const bar = shortBarOf(slots, intent, isCued);
  return slots.tokens.length < manyWords || isPlainFigure(slots) ? bar : (bar * longOdds) / (bar * longOdds + 1 - bar);
}

/** "Maintenance this weekend", "goals": a few words, each of which names something held. */
const isWholeKnown = (slots: Slots): boolean => slots.tokens.length <= fewWords && isBareFigure(slots);

/** "INC0000045", "show ticket INC0000045": a ticket by its number, and no word that does anything to it. */
const ofNumbers = new Set(["ticket", "case", "show", "status", "what", "whats", "is", "of", "open"]);
const isOnlyNumber = ({ tokens, ticketNumbers }: Slots): boolean => ticketNumbers.length > 0 && tokens.every(({ text }, at) => ofNumbers.has(text) || ticketNumbers.some(({ from, to }) => from <= at && at < to));

function shortBarOf(slots: Slots, intent: IntentReading, isCued: boolean): number {
  const isMeasured = slots.metrics.some((match) => match.weight >= 2);
  if (!isCued && (isWholeKnown(slots) || isOnlyNumber(slots))) return withNumber;
  if (isCued) return strategicIntents.has(intent.value) || isMeasured ? withCueOfAction : withCue;
  if (asksForRecords(slots) || isMeasureOfThing(slots) || slots.ticketNumbers.length > 0) return withRecords;
  if (namesRecord(slots)) return withNumber;
  if (isMeasured || asksHowToOperate(slots, intent)) return withMeasure;
  return hasAnchor(slots, intent) ? withAnchor : withoutAnchor;
}

/** "Stuck tickets": an adjective before records orders nothing. */
const isName = ({ tokens, subjects }: Slots): boolean => tokens.length === 2 && subjects.some(({ from }) => from === 1) && /(?:ed|en|uck|ung|ing|ant|ent|old|ale)$/.test(tokens[0]?.text ?? "");

/** Somebody who asks for help is told what can be asked. */
const asksForHelp = (slots: Slots): boolean => slots.tokens.some(({ text }) => text === "help") && slots.tokens.every(({ text }) => politeness.has(text));

/** INC-46, MW-215, CP-3: records that the portal itself numbers. */
const namesRecord = (slots: Slots): boolean => /\b(?:inc|mw|cp)-\d+\b/i.test(slots.question);

/** Decides whether the portal answers the question, and if not, why not. Order of precedence: injection, unsafe, personal, not held, off domain, chit-chat. */
export function readScope(slots: Slots, intent: IntentReading, meaning: Meaning): ScopeReading {
  if (asksForHelp(slots)) return { scope: "in", because: "" };
  const ruled = readRuledScope(slots, intent);
  const inside = meaning.scopes.find(({ scope }) => scope === "in")?.probability ?? 0;
  const learned = meaning.scopes.find(({ scope }) => scope !== "in")?.scope ?? "off_domain";
  const isCued = ruled.scope !== "in" && ruled.because !== "" && ruled.scope !== "chit_chat";
  const bar = barOf(slots, intent, isCued);
  const isLeaning = slots.tokens[0]?.text === "and" && slots.tokens.length <= 4 && !hasAnchor(slots, intent);
  if (isLeaning) return { scope: "off_domain", because: "" };
  if (inside >= bar || (learned === "unsafe_action" && ruled.scope === "in" && isName(slots))) return { scope: "in", because: "" };
  const share = (scope: QueryPlan["scope"]) => meaning.scopes.find((item) => item.scope === scope)?.probability ?? 0;
  const isRuled = isCued && (inside > certainlyOutside || share(ruled.scope) * overruled > share(learned));
  return isRuled ? ruled : { scope: learned, because: learned === ruled.scope ? ruled.because : "" };
}

/** How probable it must be that a question is inside: less where it names something that the portal holds, more where a word speaks against it. */
const withRecords = 0.6;
const withNumber = 0.02;
const withMeasure = 0.78;
const withAnchor = 0.85;
const withoutAnchor = 0.94;
const withCue = 0.98;
const withCueOfAction = 0.94;
/** From so many words on the odds of being inside must be so many times those of a short question (a little above the factor that was measured on questions of writers whom the weights had not seen). */
const manyWords = 9;
const fewWords = 6;
const longOdds = 4.5;
/** The classifier's reason overrules that of a word when it is so many times as probable. */
const overruled = 8;
/** Below this the classifier's reason is better than that of a single word. */
const certainlyOutside = 0.3;

/** What the words alone say. */
function readRuledScope(slots: Slots, intent: IntentReading): ScopeReading {
  const names = [...slots.entities, ...slots.periods];
  const found = findPatterns(scopeCues, slots.tokens).filter((match) => !overlaps({ from: match.from, to: match.from + 1 }, names));
  const isAnchored = hasAnchor(slots, intent);
  const strong = found.filter((match) => {
    if (match.value === "unsafe_action") return isOrder(slots, match.from);
    if (match.value === "no_data_in_portal" || match.value === "off_domain") return !overlaps(match, slots.metrics.filter((metric) => metric.to - metric.from >= match.to - match.from));
    if (match.value === "personal_or_sensitive" && slots.subjects.some((subject) => subject.value === "ticket") && slots.tokens[match.from]?.stem === "password") return false;
    return match.value !== "chit_chat" || !isAnchored;
  });
  const best = strong.sort((a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from) || a.from - b.from)[0];
  if (best && isAboutOnePerson(slots, best)) return { scope: "personal_or_sensitive", because: rawOf(slots.question, slots.tokens, { from: best.from - 1, to: best.to }) };
  if (best) return { scope: best.value, because: rawOf(slots.question, slots.tokens, best) };
  return isAnchored ? { scope: "in", because: "" } : { scope: "off_domain", because: "" };
}
