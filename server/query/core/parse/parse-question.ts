import { Temporal } from "temporal-polyfill";
import type { Intent, QueryPlan, Reading } from "../../contract";
import { knownWords, readMeaning, type Meaning } from "../learn/read-meaning";
import { knownZone } from "./calendar";
import { makeChips, unsure } from "./chips";
import { intentLabels, strategicIntents } from "./intent-words";
import { inheritPlan } from "./follow-up";
import { isFollowUp } from "./follow-up-leaning";
import { limitSaid } from "./follow-up-limit";
import { ordersAct, removesPart } from "./follow-up-orders";
import { readIntent } from "./intent";
import type { Lexicon } from "./lexicon";
import { isWeekdayName } from "./period-dates";
import { firstIntentOf, isMine, orderByOf, personsIn, secondaryIntentsOf, strangersIn } from "./plan-extras";
import { choosePersona } from "./persona";
import { readSlots, type Slots } from "./read-slots";
import { resolveDraft, type Draft } from "./resolve";
import { readScope, type ScopeReading } from "./scope";
import { inheritedTime, withoutPlanned } from "./time-kept";
import { readTime, type TimeSlot } from "./time-slot";
import { unreadWords } from "./unread";
import { vocabularyOf, type Vocabulary } from "./vocabulary";

export interface ParseInput {
  question: string;
  /** Plans of the same thread, newest last. */
  context: readonly QueryPlan[];
  /** ISO instant. */
  now: string;
  /** IANA zone in which days begin; an unknown one is read as UTC, with a note. */
  zone: string;
  lexicon: Lexicon;
  role: string;
}

const timeless: ReadonlySet<Intent> = new Set(["doc_lookup", "explain", "out_of_scope", "org_design", "change_people", "strategy"]);
/** Here words are searched for or weighed as a whole, so that none of them goes unread. */
const wordy: ReadonlySet<Intent> = new Set(["doc_lookup", "explain", "status_summary", ...strategicIntents]);
const catalogue = new Set(["service", "team", "customer", "runbook", "monitor"]);

/** Which default period fits: a stock's is now, a flow's the last 30 days, and the catalogue needs none. */
function timeKind(draft: Draft, vocabulary: Vocabulary): "flow" | "stock" | null {
  if (timeless.has(draft.intent.value)) return null;
  const kinds = draft.metrics.map((id) => vocabulary.metricInfo.get(id)?.kind ?? "flow");
  if (kinds.length > 0) return kinds.every((kind) => kind === "stock") ? "stock" : "flow";
  if (draft.subject && catalogue.has(draft.subject)) return null;
  const isOpen = draft.filters.some((filter) => /^(?:status|state|state_kind):(?:open|waiting|down)$/.test(filter));
  return isOpen ? "stock" : "flow";
}

const scopeNotes: Readonly<Record<Exclude<QueryPlan["scope"], "in">, string>> = {
  off_domain: "The question is not about what this portal holds: tickets, monitors, services, teams, customers and runbooks.",
  no_data_in_portal: "The portal does not hold that.",
  personal_or_sensitive: "The question is about a person's private matters, which the portal does not answer.",
  injection: "The question gives instructions to the portal instead of asking about operations.",
  unsafe_action: "The question asks for an action that destroys data or avoids approval; questions change nothing.",
  chit_chat: "The portal answers questions about operations.",
};

function refusedPlan(scope: Exclude<QueryPlan["scope"], "in">): QueryPlan {
  return { intent: "out_of_scope", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope };
}

function refuse(input: { slots: Slots; draft: Draft; scope: ScopeReading; vocabulary: Vocabulary; notes: string[] }): { plan: QueryPlan; reading: Reading } {
  const scope = input.scope.scope === "in" ? "off_domain" : input.scope.scope;
  const plan = refusedPlan(scope);
  const because = input.scope.because === "" ? "nothing in it names a measure, a record or a name that the portal knows" : `"${input.scope.because}"`;
  const note = input.scope.because === "" ? scopeNotes[scope] : `${scopeNotes[scope]} I read that from "${input.scope.because}".`;
  return { plan, reading: { intent: { value: "out_of_scope", score: input.scope.because === "" ? 0.6 : 0.9, because, next: input.draft.intent.value }, chips: makeChips({ ...input, plan, isLensSaid: false, isInherited: false }), notes: [...input.notes, note] } };
}

const repairNotes = (slots: Slots) => slots.repairs.map((repair) => `I read "${repair.raw}" as "${repair.word}".`);

function slotNotes(slots: Slots, intent: Intent): string[] {
  if (wordy.has(intent)) return repairNotes(slots);
  return [
    ...repairNotes(slots),
    ...personsIn(slots).map(({ name }) => `I hold no records of a person called "${name}".`),
    ...slots.unknownNames.filter((match) => !personsIn(slots).some(({ name }) => name === match.value)).map((name) => `I know no service, team, customer or monitor called "${name.value}".`),
  ];
}

function planOf(input: { draft: Draft; time: TimeSlot; slots: Slots; vocabulary: Vocabulary; meaning: Meaning; role: string; previous: QueryPlan | null }): { plan: QueryPlan; isLensSaid: boolean } {
  const { draft, time, slots, vocabulary } = input;
  const families = draft.metrics.map((id) => vocabulary.metricInfo.get(id)?.family ?? "other");
  const lens = choosePersona({ tokens: slots.tokens, intent: draft.intent.value, families, subject: draft.subject ?? slots.subjects[0]?.value ?? null, role: input.role, meaning: input.meaning, metrics: draft.metrics, previous: input.previous });
  const tickets = slots.ticketNumbers.map((match) => `ticket:${match.value}`);
  const plan: QueryPlan = {
    intent: draft.intent.value, subject: draft.subject, metrics: draft.metrics, stats: draft.stats, dimensions: draft.dimensions, time: time.time, compareTo: time.compareTo,
    entities: [...new Set([...tickets, ...draft.entities.map((item) => item.entity), ...personsIn(slots).map((item) => item.entity), ...strangersIn(slots)])], filters: draft.filters, order: draft.order, orderBy: orderByOf(draft.intent.value, slots), mine: isMine(slots), secondaryIntents: [], frameworks: [], limit: draft.limit, persona: lens.persona, scope: "in",
  };
  return { plan, isLensSaid: lens.isSaid };
}

/** Where two readings are nearly as likely, the answer says which was not taken. */
function otherNotes(draft: Draft, plan: QueryPlan): string[] {
  const next = draft.intent.next;
  const isClose = draft.intent.score < unsure && next !== null && next !== plan.intent && next !== "out_of_scope";
  return isClose && intentLabels[next as Intent] !== undefined ? [`I also read it as: ${intentLabels[next as Intent].toLowerCase()}.`] : [];
}

/** What is planned or feared lies ahead, so that "in November" is the coming one although no word says so. */
const aheadIntents: ReadonlySet<Intent> = new Set(["forecast", "risk_assessment", "decision", "strategy", "org_design", "change_people", "prioritisation"]);

/** Figures are of what has been, so that "errors on Sunday" are last Sunday's, except those of work that is planned. */
const backIntents: ReadonlySet<Intent> = new Set(["metric_lookup", "ranking", "trend", "comparison", "breakdown", "root_cause"]);
const namesWeekday = (slots: Slots): boolean => slots.tokens.some(({ text }) => isWeekdayName(text));
const isPlannedWork = (slots: Slots): boolean => slots.metrics.some(({ value }) => /^(?:maintenance|change|deployment)/.test(value)) || slots.metrics.length === 0;

/** "Ok, and the ten worst?": small talk in front of a follow-up does not make it small talk. */
const mild: ReadonlySet<QueryPlan["scope"]> = new Set(["chit_chat", "off_domain"]);
const saysSomething = (slots: Slots): boolean => slots.order.extreme !== null || limitSaid(slots) !== null || slots.periods.length + slots.entities.length + slots.dimensions.length + slots.filters.length + slots.metrics.length > 0;

/** "And in October?" after a forecast asks for the coming one. */
const leansAhead = (slots: Slots, previous: QueryPlan | undefined): boolean => previous?.intent === "forecast" && slots.tokens.length <= 6 && slots.metrics.length === 0;

/** A period and no word that asks for anything else. */
const isBarePeriod = ({ tokens, periods }: Slots): boolean => tokens.every(({ text }, at) => besidePeriods.has(text) || periods.some(({ from, to }) => from <= at && at < to));
const besidePeriods = new Set(["and", "in", "on", "for", "of", "at", "then", "the", "what", "about", "how", "ok", "so", "or", "during", "just", "only", "zoom", "please"]);

/** "In Q1 then?" after the figures of Q2 asks for those of the Q1 before it. */
const leansBack = (slots: Slots, previous: QueryPlan | undefined, now: Temporal.Instant): boolean => previous?.time?.explicit === true && !previous.metrics.some((id) => id.startsWith("maintenance")) && isBarePeriod(slots) && backIntents.has(previous.intent) && Date.parse(previous.time.from) < now.epochMilliseconds && slots.tokens.length <= 6 && slots.metrics.length === 0;

function readTwice(question: string, vocabulary: Vocabulary, { previous, ...clock }: { now: Temporal.Instant; zone: string; previous: QueryPlan | undefined }): { slots: Slots; meaning: Meaning } {
  const slots = readSlots(question, vocabulary, clock);
  const meaning = readMeaning(slots, vocabulary);
  const intent = meaning.intents[0]?.intent ?? "out_of_scope";
  if (slots.periods.length === 0) return { slots, meaning };
  if (leansAhead(slots, previous)) return { slots: readSlots(question, vocabulary, { ...clock, isAhead: true }), meaning };
  if (leansBack(slots, previous, clock.now)) return { slots: readSlots(question, vocabulary, { ...clock, isPast: true }), meaning };
  if (backIntents.has(intent) && namesWeekday(slots) && !isPlannedWork(slots)) return { slots: readSlots(question, vocabulary, { ...clock, isPast: true }), meaning };
  if (!aheadIntents.has(intent)) return { slots, meaning };
  const ahead = readSlots(question, vocabulary, { ...clock, isAhead: true });
  return { slots: ahead, meaning };
}

/** Deliverables are asked for as a whole, whatever is asked first. */
const undivided: ReadonlySet<Intent> = new Set(["exec_communication", "out_of_scope"]);

/** The meaning of two joined questions is that of the first: the kind of answer that it asks for leads. */
function withFirst(meaning: Meaning, first: Intent | null): Meaning {
  const [top] = meaning.intents;
  if (first === null || !top || top.intent === first || undivided.has(top.intent)) return meaning;
  const own = meaning.intents.find(({ intent }) => intent === first);
  return { ...meaning, intents: [{ intent: first, score: top.score, probability: Math.max(top.probability, own?.probability ?? 0) }, ...meaning.intents.filter(({ intent }) => intent !== first)] };
}

export interface ParsedQuestion {
  plan: QueryPlan;
  reading: Reading;
  /** Content words that nothing of the plan was read from, as they were written. */
  unread: string[];
}

/**
 * Reads a question into a plan and says how it was read. Pure and deterministic: the same input gives the same plan. Never throws on any
 * question. `now` must be an ISO instant. Stages: words, periods, names, slots, intent, scope, follow-up, lens, chips.
 */
export function parseQuestion(input: ParseInput): ParsedQuestion {
  const vocabulary = vocabularyOf(input.lexicon, knownWords());
  const zone = knownZone(input.zone);
  const clock = { now: Temporal.Instant.from(input.now), zone };
  const { slots, meaning: read } = readTwice(input.question, vocabulary, { ...clock, previous: input.context.at(-1) });
  const meaning = withFirst(read, firstIntentOf(input.question, { vocabulary, clock }));
  const own = resolveDraft(slots, vocabulary, { intent: readIntent(slots, vocabulary, meaning), previous: input.context.at(-1) });
  const notes = [...(zone === input.zone ? [] : [`I know no time zone "${input.zone}", so days begin in UTC.`]), ...slotNotes(slots, own.intent.value), ...own.notes];
  const isInherited = isFollowUp(slots, own, input.context);
  const scope: ScopeReading = isInherited && ordersAct(slots) ? { scope: "unsafe_action", because: input.question.slice(0, 80) } : readScope(slots, own.intent, meaning);
  const isHeld = isInherited && (scope.because === "" || (mild.has(scope.scope) && saysSomething(slots)) || (scope.scope === "unsafe_action" && removesPart(slots, input.context.at(-1))));
  if (scope.scope !== "in" && !isHeld) return { ...refuse({ slots, draft: own, scope, vocabulary, notes: repairNotes(slots) }), unread: [] };
  const inherited = isInherited ? inheritPlan(own, slots, input.context) : null;
  const draft: Draft = inherited ?? own;
  const fresh = readTime({ slots, clock, intent: draft.intent.value, kind: timeKind(draft, vocabulary) });
  const time = (inherited && inheritedTime(slots, inherited, { zone, fresh })) ?? withoutPlanned(fresh, draft.intent.value, slots);
  const { plan: single, isLensSaid } = planOf({ draft, time, slots, vocabulary, meaning, role: input.role, previous: inherited ? (input.context.at(-1) ?? null) : null });
  const plan: QueryPlan = { ...single, secondaryIntents: isInherited ? [] : secondaryIntentsOf(input.question, { intent: single.intent, vocabulary, clock }) };
  return { plan, reading: { intent: draft.intent, chips: makeChips({ slots, draft, plan, vocabulary, isLensSaid, isInherited }), notes: [...notes, ...time.notes, ...otherNotes(draft, plan)] }, unread: wordy.has(own.intent.value) ? [] : unreadWords(slots, vocabulary) };
}
