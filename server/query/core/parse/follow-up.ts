import type { Intent, QueryPlan } from "../../contract";
import { fieldOf } from "./enumerated";
import { followUpIntent } from "./follow-up-intent";
import { limitSaid } from "./follow-up-limit";
import { mergedMetrics, swappedState } from "./follow-up-measures";
import { strategicIntents } from "./intent-words";
import { conditionFields, countMetricOf } from "./measures";
import type { Slots } from "./read-slots";
import type { Draft } from "./resolve";
import { takenBack, withoutTaken, type TakenBack } from "./taken-back";
import { said } from "./time-slot";

/** Why a follow-up was read as the kind of question that came before it. */
export const followedUp = "a follow-up to the question before";

const typeOf = (entity: string) => entity.split(":")[0] ?? "";

function mergedFilters(previous: readonly string[], own: readonly string[], isBeside: boolean): string[] {
  if (isBeside) return [...new Set([...previous, ...own])];
  const fields = new Set(own.map(fieldOf));
  return [...previous.filter((filter) => !fields.has(fieldOf(filter))), ...own];
}

/** "How about the nights only": a part of the day narrows figures, whatever a question of its own would make of it. */
const saidTimes = (slots: Slots, previous: QueryPlan): string[] => (previous.metrics.length > 0 ? slots.filters.map(({ value }) => value).filter((value) => value.startsWith("time_of_day:")) : []);

/** The conditions that a follow-up names. Where its few words alone were read as advice or a meaning, which narrow nothing, those that it says hold all the same. */
function ownFilters(draft: Draft, slots: Slots, { previous, intent }: { previous: QueryPlan; intent: Intent }): string[] {
  const isReread = intent !== draft.intent.value && previous.metrics.length > 0 && (draft.intent.value === "explain" || strategicIntents.has(draft.intent.value)) && intent === previous.intent;
  const lost = isReread ? slots.filters.map(({ value }) => value).filter((value) => !conditionFields.has(fieldOf(value))) : [];
  const own = [...new Set([...draft.filters, ...lost, ...saidTimes(slots, previous)])];
  return swappedState(slots, previous) === null ? own : own.filter((filter) => fieldOf(filter) !== "status");
}

/** What is compared comes beside what was: not where the other side is a period, or where a name is given to ask whether it is "any better". */
const setsBeside = (slots: Slots): boolean => slots.periods.length === 0 && !/\binstead\b/.test(said(slots)) && !/^(?:and )?(?:[\w-]+ ){1,4}then\b/.test(said(slots));

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
/** "Put root cause on it", "with severity in there": what the answer before is told apart by as well. */
const addingSplit = /\b(?:put|add|throw|stick|bring|include)\b.*\b(?:on|onto|to|in|into) (?:it|that|this|them|there|top)\b/;
const addsMore = (slots: Slots): boolean => adding.test(said(slots)) || addingMore.test(said(slots)) || addingSplit.test(said(slots));

/** "Swap team for service", "change it to severity": of the dimensions said the last takes the place of the others. */
const swappingSplit = /^(?:(?:and|now|ok|please|can you|could you) )*(?:swap|switch|change|exchange|replace|trade)\b.*\b(?:for|to|with|by)\b/;

/** Dimensions that are put on what was shown, or in the place of others, are splits, whatever stands in front of them. */
function withAddedSplits(slots: Slots): Slots {
  const meant = addingSplit.test(said(slots)) ? slots.dimensions : swappingSplit.test(said(slots)) ? slots.dimensions.slice(-1) : [];
  return meant.length > 0 ? { ...slots, dimensions: meant.map((match) => (match.how === "bare" ? { ...match, how: "split" as const } : match)) } : slots;
}

const people = new Set(["customer", "team", "assignee"]);
/** "Who waited longest?": those by whom the answer before was told apart. */
const asksWho = (slots: Slots): boolean => slots.dimensions.length === 0 && slots.tokens.slice(0, 3).some(({ text }) => text === "who" || text === "whos");

function mergedDimensions(draft: Draft, read: Slots, input: { previous: QueryPlan; intent: Intent; taken: TakenBack | null }): string[] {
  // "Take the severity filter off" splits nothing by severity.
  const slots = { ...read, dimensions: read.dimensions.filter(({ value, how }) => how === "split" || !input.taken?.fields.has(value)) };
  const split = slots.dimensions.filter((match) => match.how === "split").map((match) => match.value);
  if (asksWho(slots) && input.previous.dimensions.some((id) => people.has(id))) return [...input.previous.dimensions];
  const own = draft.dimensions.length > 0 ? draft.dimensions : split.length > 0 ? split : input.intent === "ranking" ? slots.dimensions.map((match) => match.value) : input.intent === "breakdown" ? slots.dimensions.filter((match) => match.how === "which").map((match) => match.value) : [];
  if (own.length > 0) return [...new Set([...(addsMore(slots) ? input.previous.dimensions : []), ...own])];
  const isNarrowed = draft.filters.some((filter) => fieldOf(filter) === "time_of_day");
  if (input.intent === "explain") return [];
  return input.previous.dimensions.filter((id) => !(strategicIntents.has(input.intent) && /^(?:hour_of_day|day_of_week|day|week|month)$/.test(id)) && !(isNarrowed && id === "hour_of_day"));
}

/** Answers of as many rows as are asked for. */
const rowed: ReadonlySet<Intent> = new Set(["ranking", "list_lookup", "prioritisation", "breakdown"]);

/** The previous plan with the slots that the follow-up names put in their place. */
export function inheritPlan(draft: Draft, read: Slots, context: readonly QueryPlan[]): Draft & { time: QueryPlan["time"]; compareTo: QueryPlan["compareTo"] } {
  const before = context.at(-1);
  if (!before) return { ...draft, time: null, compareTo: null };
  const slots = withAddedSplits(read);
  const taken = takenBack(said(slots), before);
  const previous = taken ? withoutTaken(before, taken) : before;
  const intent = followUpIntent(draft, slots, { previous, isTaken: taken !== null });
  // A name that is taken back is not asked for by being said once more.
  const named = sameKind(draft, previous).filter(({ entity }) => previous.entities.includes(entity) || !before.entities.includes(entity));
  const isBeside = adding.test(said(slots));
  const isCompared = intent === "comparison" && previous.compareTo === null && setsBeside(slots);
  const entities = mergedEntities(previous.entities.filter((pair) => !pair.startsWith("unknown:")), named.map((item) => item.entity), isCompared || isBeside);
  const names = new Map(named.map((item) => [item.entity, item]));
  const hasSplit = slots.dimensions.some((match) => match.how === "split");
  const isCounted = previous.metrics.length === 0 && (hasSplit || draft.dimensions.length > 0);
  const wasOpen = previous.filters.includes("status:open") && previous.subject === "ticket";
  const count = isCounted ? (wasOpen ? "ticket_backlog" : countMetricOf(previous.subject)) : null;
  const kept = count === "ticket_backlog" ? previous.filters.filter((filter) => filter !== "status:open") : previous.filters;
  // What is listed behind a count of open tickets is open.
  const isOfTickets = (draft.subject ?? previous.subject ?? "ticket") === "ticket";
  const shown = intent === "list_lookup" && isOfTickets && previous.metrics.includes("ticket_backlog") && !kept.some((filter) => fieldOf(filter) === "status") ? [...kept, "status:open"] : kept;
  const metrics = mergedMetrics(draft, slots, { previous, intent, count });
  const isNewMeasure = metrics.join() !== previous.metrics.join();
  return {
    ...draft,
    intent: { ...draft.intent, value: intent, because: intent === draft.intent.value ? draft.intent.because : followedUp },
    subject: intent === previous.intent && !isNewMeasure ? previous.subject : intent === "list_lookup" ? (draft.subject ?? previous.subject) : intent === draft.intent.value ? draft.subject : null,
    metrics,
    stats: slots.stats.length > 0 ? slots.stats.map((match) => match.value).filter((stat) => stat !== "count") : isNewMeasure ? [] : [...previous.stats],
    dimensions: isNewMeasure && intent === "metric_lookup" && !hasSplit ? [] : mergedDimensions(draft, slots, { previous, intent, taken }),
    entities: entities.map((entity) => names.get(entity) ?? { entity, name: entity.split(":")[1] ?? entity, from: 0, to: 0, others: [] }),
    filters: mergedFilters(shown, ownFilters(draft, slots, { previous, intent }).filter((filter) => !taken?.fields.has(fieldOf(filter))), addsMore(slots) || isCompared),
    order: slots.order.extreme !== null ? draft.order : previous.order,
    limit: (rowed.has(intent) ? limitSaid(slots) : slots.order.limit) ?? (intent === previous.intent ? previous.limit : null),
    time: previous.time,
    compareTo: previous.compareTo,
  };
}
