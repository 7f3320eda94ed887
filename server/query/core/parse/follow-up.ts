import type { Intent, QueryPlan } from "../../contract";
import { fieldOf } from "./enumerated";
import { strategicIntents } from "./intent-words";
import { followUpIntent } from "./follow-up-intent";
import { countMetricOf } from "./measures";
import { said } from "./time-slot";
import type { Draft } from "./resolve";
import type { Slots } from "./read-slots";
import { durationOf } from "./second-measures";
import { takenBack, withoutTaken } from "./taken-back";

const openers = ["make it", "go back", "go one", "take it back", "leave out", "leave", "drop", "exclude", "could you leave out", "can you leave out", "ok and", "okay and", "hm and", "right and", "what of", "do the same", "do that", "repeat that", "as before but", "whats behind", "whats driving", "and", "what about", "how about", "only", "just", "now", "same", "instead", "but", "ok", "okay", "also", "then", "the same", "why", "how so", "how come", "by", "per", "for", "without", "excluding", "except", "so", "versus", "vs", "compared", "split", "break that", "break it", "show", "make that", "turn that", "which of", "which ones", "any idea", "no", "or", "not", "rather", "better", "better than", "in", "as a", "over time", "since", "drill", "n", "plus", "add", "include", "fine", "shorter", "longer", "simpler", "group by", "group it", "group them", "next to"];
const pronouns = new Set(["it", "its", "that", "this", "those", "these", "them", "they", "there", "ones", "same", "instead"]);
/** "This week" and "that team" say more than they refer to. */
const isReferring = (slots: Slots) => slots.tokens.some((token, at) => pronouns.has(token.text) && !slots.periods.some((period) => period.from <= at && at < period.to) && !(token.text === "there" && ["are", "is", "were", "was"].includes(slots.tokens[at - 1]?.text ?? "")) && !(token.text === "there" && ["are", "is"].includes(slots.tokens[at + 1]?.text ?? "")));

/** "The one on orders-db". */
const pointsAt = /\b(?:the|that|this|which) one\b/;
/** Words that lean on the question before whatever else is said: "I meant time to acknowledge", "same quarter", "the other way round", "which of the two". */
const leaning = /\bi (?:meant|mean)\b|\b(?:the )?same (?:quarter|month|week|year|period|split|again|question|thing)\b|\beverything else as\b|\bas (?:it was|before)\b|\bthe other way (?:round|around)\b|\b(?:one|which) of (?:the (?:two|three)|those|these)\b|\bwho(?:s| is) (?:second|third|next|last)\b|\brather than (?:one|the)\b/;
/** "Runbooks only". */
const narrows = /^(?:\w+ ){1,3}only$/;
/** "Freeze or keep shipping?" is asked about what was just shown. */
const isChoice = (slots: Slots): boolean => /^\w+ or (?:\w+ ){0,2}\w+$/.test(said(slots)) && slots.entities.length + slots.periods.length + slots.filters.length === 0;

const isStrong = (match: Slots["metrics"][number]) => match.weight >= 1.5;

/** Does the question lean on the one before it: an opener such as "and for ...", a pronoun, or a few words without a measure of their own? */
export function isFollowUp(slots: Slots, draft: Draft, context: readonly QueryPlan[]): boolean {
  const previous = context.at(-1);
  if (!previous || previous.scope !== "in" || slots.tokens.length === 0) return false;
  const text = said(slots);
  const opens = openers.some((opener) => text === opener || text.startsWith(`${opener} `));
  const refers = isReferring(slots) || pointsAt.test(text);
  // "Which team is worst?" names no records: it ranks what was shown.
  const isRanked = slots.order.extreme !== null && slots.tokens.length <= 6;
  const hasOwn = slots.metrics.some(isStrong) || slots.subjects.some((match) => !(isRanked && slots.dimensions.some(({ how, from, to }) => how === "which" && from < match.to && match.from < to)));
  const isWhole = hasOwn && (slots.entities.length > 0 || slots.tokens.length > 8) && !text.startsWith("and ") && !text.startsWith("same ");
  if (draft.intent.value === "doc_lookup" && !refers && !(opens && slots.tokens.length <= 4)) return false;
  if (slots.tokens.length > (opens && refers ? 24 : 16)) return false;
  if (leaning.test(text) && slots.entities.length < 2) return true;
  if (opens && slots.tokens.length <= (refers ? 24 : 12) && !(isWhole && !refers)) return !(text.startsWith("show ") && hasOwn && !refers);
  if (refers && !isWhole) return true;
  if (/\b(?:too|as well|also)$/.test(text) && slots.tokens.length <= 6 && slots.entities.length + slots.filters.length + slots.metrics.length > 0) return true;
  if (narrows.test(text) || isChoice(slots) || (slots.tokens.length <= 8 && !hasOwn && takenBack(text, previous) !== null)) return true;
  if (hasOwn) return false;
  const says = slots.periods.length + slots.entities.length + slots.dimensions.length + slots.filters.length + slots.metrics.length + slots.stats.length > 0 || slots.order.limit !== null || slots.order.extreme !== null;
  return says && slots.tokens.length <= 6;
}

const typeOf = (entity: string) => entity.split(":")[0] ?? "";

function mergedFilters(previous: readonly string[], own: readonly string[], isBeside: boolean): string[] {
  if (isBeside) return [...new Set([...previous, ...own])];
  const fields = new Set(own.map(fieldOf));
  return [...previous.filter((filter) => !fields.has(fieldOf(filter))), ...own];
}

/** "How about the nights only": a part of the day narrows figures, whatever a question of its own would make of it. */
const saidTimes = (slots: Slots, previous: QueryPlan): string[] => (previous.metrics.length > 0 ? slots.filters.map(({ value }) => value).filter((value) => value.startsWith("time_of_day:")) : []);

/** Kinds of things that stand in for one another; customers narrow what they are said of. */
const owners = new Set(["service", "team", "monitor"]);

function mergedEntities(previous: readonly string[], own: readonly string[], isBeside: boolean): string[] {
  if (own.length === 0) return [...previous];
  if (isBeside) return [...new Set([...previous, ...own])];
  const types = new Set(own.map(typeOf));
  const isOwner = own.some((entity) => owners.has(typeOf(entity)));
  return [...previous.filter((entity) => !types.has(typeOf(entity)) && !(isOwner && owners.has(typeOf(entity)))), ...own.filter((entity) => !previous.includes(entity) || types.size > 0)];
}

/** A name that may be several things is the kind that was spoken of before. */
function sameKind(draft: Draft, previous: QueryPlan): Draft["entities"] {
  const kinds = new Set(previous.entities.map(typeOf));
  return draft.entities.map((item) => {
    if (kinds.has(typeOf(item.entity))) return item;
    const other = item.others.find((candidate) => kinds.has(candidate.type));
    return other ? { ...item, entity: `${other.type}:${other.id}`, name: other.name } : item;
  });
}

/** "Add search to that", "plus sev2": what is named comes beside what was. */
const adding = /^(?:(?:and|now|please|can|could|you|ok) )*(?:add|plus|include)\b|\b(?:next to|beside|alongside|on top of) (?:it|that|this|them|those)\b/;
const addingMore = /\b(?:too|as well|also|in addition)\b/;
const addsMore = (slots: Slots): boolean => adding.test(said(slots)) || addingMore.test(said(slots));

/** After a figure of changes, failures are theirs. */
const ofChanges = (id: string, slots: Slots, previous: QueryPlan): string => (id === "error_rate" && /\bfailures?\b/.test(said(slots)) && previous.metrics.some((other) => /^(?:change|deployment)/.test(other)) ? "change_failure_rate" : id);

/** "And how long did they last?" after a count. */
const lasting = /\bhow long (?:did|do|does|was|were|had|have) (?:they|it|these|those|that|each|all)\b.*\b(?:last|lasted|take|took|taken|go on|went on|run|down)\b|\bfor how long\b/;
const lastingOf: Readonly<Record<string, string>> = { ticket_volume: "resolution_time", tickets_closed: "resolution_time" };

/** "What is behind the change?": that of the figure shown before. */
const theChange = /\b(?:behind|explains?|caused|drove|drives) (?:the|this|that) change\b/;

function mergedMetrics(draft: Draft, slots: Slots, before: { previous: QueryPlan; count: string | null }): string[] {
  const { previous, count } = before;
  const own = slots.metrics.filter(isStrong).map((match) => match.value);
  const named = draft.metrics.filter((id) => own.includes(id) || slots.metrics.some((match) => match.value === id && !slots.filters.some((filter) => filter.from === match.from)));
  const isUnit = slots.tokens.length <= 5 && slots.tokens.some((token) => ["minutes", "hours"].includes(token.text)) && slots.periods.length === 0;
  if (isUnit) return previous.metrics.map((id) => durationOf[id] ?? id);
  if (lasting.test(said(slots)) && previous.metrics.length > 0) return previous.metrics.map((id) => durationOf[id] ?? lastingOf[id] ?? id);
  if (previous.metrics.length > 0 && (isChoice(slots) || theChange.test(said(slots)))) return [...previous.metrics];
  if (named.length > 0 && slots.metrics.length > 0) return named.map((id) => ofChanges(id, slots, previous));
  return count ? [count] : [...previous.metrics];
}

function mergedDimensions(draft: Draft, slots: Slots, input: { previous: QueryPlan; intent: Intent }): string[] {
  const split = slots.dimensions.filter((match) => match.how === "split").map((match) => match.value);
  const own = draft.dimensions.length > 0 ? draft.dimensions : split.length > 0 ? split : input.intent === "ranking" ? slots.dimensions.map((match) => match.value) : input.intent === "breakdown" ? slots.dimensions.filter((match) => match.how === "which").map((match) => match.value) : [];
  if (own.length > 0) return [...new Set([...(addsMore(slots) ? input.previous.dimensions : []), ...own])];
  const isNarrowed = draft.filters.some((filter) => fieldOf(filter) === "time_of_day");
  if (input.intent === "explain") return [];
  return input.previous.dimensions.filter((id) => !(strategicIntents.has(input.intent) && /^(?:hour_of_day|day_of_week|day|week|month)$/.test(id)) && !(isNarrowed && id === "hour_of_day"));
}

/** The previous plan with the slots that the follow-up names put in their place. */
export function inheritPlan(draft: Draft, slots: Slots, context: readonly QueryPlan[]): Draft & { time: QueryPlan["time"]; compareTo: QueryPlan["compareTo"] } {
  const before = context.at(-1);
  if (!before) return { ...draft, time: null, compareTo: null };
  const taken = takenBack(said(slots), before);
  const previous = taken ? withoutTaken(before, taken) : before;
  const intent = followUpIntent(draft, slots, previous);
  // A name that is taken back is not asked for by being said once more.
  const named = sameKind(draft, previous).filter(({ entity }) => previous.entities.includes(entity) || !before.entities.includes(entity));
  const isBeside = adding.test(said(slots));
  const isCompared = intent === "comparison" && previous.compareTo === null;
  const entities = mergedEntities(previous.entities.filter((pair) => !pair.startsWith("unknown:")), named.map((item) => item.entity), isCompared || isBeside);
  const names = new Map(named.map((item) => [item.entity, item]));
  const hasSplit = slots.dimensions.some((match) => match.how === "split");
  const isCounted = previous.metrics.length === 0 && (hasSplit || draft.dimensions.length > 0);
  const wasOpen = previous.filters.includes("status:open") && previous.subject === "ticket";
  const count = isCounted ? (wasOpen ? "ticket_backlog" : countMetricOf(previous.subject)) : null;
  const kept = count === "ticket_backlog" ? previous.filters.filter((filter) => filter !== "status:open") : previous.filters;
  const metrics = mergedMetrics(draft, slots, { previous, count });
  const isNewMeasure = metrics.join() !== previous.metrics.join();
  return {
    ...draft,
    intent: { ...draft.intent, value: intent, because: intent === draft.intent.value ? draft.intent.because : "a follow-up to the question before" },
    subject: intent === previous.intent && !isNewMeasure ? previous.subject : intent === "list_lookup" ? (draft.subject ?? previous.subject) : intent === draft.intent.value ? draft.subject : null,
    metrics,
    stats: slots.stats.length > 0 ? slots.stats.map((match) => match.value).filter((stat) => stat !== "count") : isNewMeasure ? [] : [...previous.stats],
    dimensions: isNewMeasure && intent === "metric_lookup" && !hasSplit ? [] : mergedDimensions(draft, slots, { previous, intent }),
    entities: entities.map((entity) => names.get(entity) ?? { entity, name: entity.split(":")[1] ?? entity, from: 0, to: 0, others: [] }),
    filters: mergedFilters(kept, [...new Set([...draft.filters, ...saidTimes(slots, previous)])].filter((filter) => !taken?.fields.has(fieldOf(filter))), addsMore(slots) || isCompared),
    order: slots.order.extreme !== null ? draft.order : previous.order,
    limit: slots.order.limit ?? (intent === previous.intent ? previous.limit : null),
    time: previous.time,
    compareTo: previous.compareTo,
  };
}
