import type { Intent, QueryPlan } from "../../contract";
import { timeBuckets } from "./dimension-words";
import type { Draft } from "./resolve";
import type { Slots } from "./read-slots";

const openers = ["and", "what about", "how about", "only", "just", "now", "same", "instead", "but", "ok and", "also", "then", "the same", "why", "how so", "by", "per", "for", "without", "excluding", "except"];
const pronouns = new Set(["it", "that", "those", "these", "them", "they", "ones", "same", "instead", "there", "its", "their"]);

/** Does the question lean on the one before it: an opener such as "and for ...", a pronoun, or a few words without a measure of their own? */
export function isFollowUp(slots: Slots, draft: Draft, context: readonly QueryPlan[]): boolean {
  const previous = context.at(-1);
  if (!previous || previous.scope !== "in") return false;
  const text = slots.tokens.map((token) => token.text).join(" ");
  const opens = openers.some((opener) => text === opener || text.startsWith(`${opener} `));
  const refers = slots.tokens.some((token) => pronouns.has(token.text));
  const hasOwnMeasure = slots.metrics.length > 0;
  const says = slots.periods.length + slots.entities.length + slots.dimensions.length + slots.filters.length + slots.metrics.length > 0;
  const isShort = slots.tokens.length <= 6;
  if (draft.intent.value === "doc_lookup" || draft.intent.value === "explain") return false;
  if (text.startsWith("why") && slots.tokens.length <= 3) return true;
  if (opens && slots.tokens.length <= 10 && (says || slots.subjects.length > 0)) return true;
  if (hasOwnMeasure || slots.subjects.length > 0) return false;
  return says && (isShort || refers);
}

const fieldOf = (filter: string) => filter.split(/[!<>]*:/)[0] ?? "";
const typeOf = (entity: string) => entity.split(":")[0] ?? "";

function mergedFilters(previous: readonly string[], own: readonly string[]): string[] {
  const fields = new Set(own.map(fieldOf));
  return [...previous.filter((filter) => !fields.has(fieldOf(filter))), ...own];
}

function mergedEntities(previous: readonly string[], own: readonly string[]): string[] {
  if (own.length === 0) return [...previous];
  const types = new Set(own.map(typeOf));
  const isSwap = previous.some((entity) => types.has(typeOf(entity)));
  return isSwap ? [...previous.filter((entity) => !types.has(typeOf(entity))), ...own] : own.length > 0 && previous.every((entity) => ["service", "monitor", "team", "customer"].includes(typeOf(entity))) ? [...own] : [...previous, ...own];
}

function mergedIntent(draft: Draft, previous: QueryPlan, slots: Slots): Intent {
  const own = draft.intent.value;
  const decisive: readonly Intent[] = ["root_cause", "trend", "ranking", "comparison", "list_lookup", "forecast", "decision", "exec_communication", "risk_assessment", "process_improvement"];
  const split = slots.dimensions.find((match) => match.how === "split");
  if (split && (previous.intent === "list_lookup" || previous.intent === "metric_lookup" || previous.intent === "breakdown" || previous.intent === "trend" || previous.intent === "status_summary")) return timeBuckets.has(split.value) ? "trend" : "breakdown";
  const hasCue = slots.cues.some((cue) => cue.value === own && cue.weight >= 2) || slots.order.extreme !== null;
  return decisive.includes(own) && hasCue && !(own === "list_lookup" && previous.metrics.length > 0) ? own : previous.intent;
}

/** The previous plan with the slots that the follow-up names put in their place. */
export function inheritPlan(draft: Draft, slots: Slots, context: readonly QueryPlan[]): Draft & { time: QueryPlan["time"]; compareTo: QueryPlan["compareTo"] } {
  const previous = context.at(-1);
  if (!previous) return { ...draft, time: null, compareTo: null };
  const intent = mergedIntent(draft, previous, slots);
  const hasMeasure = slots.metrics.length > 0 && draft.metrics.length > 0;
  const own = draft.dimensions.length > 0 ? draft.dimensions : slots.dimensions.filter((match) => match.how === "split").map((match) => match.value);
  const entities = mergedEntities(previous.entities, draft.entities.map((item) => item.entity));
  const names = new Map(draft.entities.map((item) => [item.entity, item]));
  const counted = previous.metrics.length === 0 && own.length > 0 && previous.subject === "ticket" ? ["ticket_volume"] : previous.metrics;
  return {
    ...draft,
    intent: { ...draft.intent, value: intent, because: intent === draft.intent.value ? draft.intent.because : "a follow-up to the question before" },
    subject: intent === previous.intent ? previous.subject : (draft.subject ?? previous.subject),
    metrics: hasMeasure ? draft.metrics : [...counted],
    stats: slots.stats.length > 0 ? slots.stats.map((match) => match.value).filter((stat) => stat !== "count") : hasMeasure ? [] : [...previous.stats],
    dimensions: own.length > 0 ? own : [...previous.dimensions],
    entities: entities.map((entity) => names.get(entity) ?? { entity, name: entity.split(":")[1] ?? entity, from: 0, to: 0, others: [] }),
    filters: mergedFilters(previous.filters, draft.filters),
    order: slots.order.extreme !== null ? draft.order : previous.order,
    limit: slots.order.limit ?? previous.limit,
    time: previous.time,
    compareTo: previous.compareTo,
  };
}
