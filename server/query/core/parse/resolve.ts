import type { Intent, QueryPlan, Stat } from "../../contract";
import { rankCandidates } from "./entities";
import { readIntent, isRecordQuestion, type IntentReading } from "./intent";
import { strategicIntents } from "./intent-words";
import type { LexiconEntity } from "./lexicon";
import { chooseMeasures, conditionFields, countMetricOf, settleMeasures } from "./measures";
import type { Slots } from "./read-slots";
import { overlaps } from "./slots";
import { typeNouns } from "./dimension-words";
import type { Vocabulary } from "./vocabulary";

/** What a question says, decided; periods and scope come after. */
export interface Draft {
  intent: IntentReading;
  subject: string | null;
  metrics: string[];
  stats: Stat[];
  dimensions: string[];
  entities: { entity: string; name: string; from: number; to: number; others: LexiconEntity[] }[];
  filters: string[];
  order: QueryPlan["order"];
  limit: number | null;
  notes: string[];
}

const recordless: ReadonlySet<Intent> = new Set(["doc_lookup", "explain", "out_of_scope"]);
const rankable = new Set(["team", "service", "monitor", "customer", "category", "subcategory", "priority", "channel", "region", "location", "day", "week", "month", "hour_of_day", "day_of_week", "severity", "assignee"]);

function chooseDimensions(slots: Slots, intent: Intent, metrics: readonly string[]): string[] {
  const isOrdered = intent === "ranking" || slots.order.extreme !== null;
  const isAsked = (how: string, id: string) => {
    if (how === "split") return true;
    if (metrics.length === 0 || metrics.includes(`${id}_count`)) return false;
    return how === "which" ? intent !== "list_lookup" : isOrdered && rankable.has(id);
  };
  const ids = slots.dimensions.filter((match) => isAsked(match.how, match.value)).map((match) => match.value);
  const isCustomerTier = metrics.includes("customer_count") || slots.subjects[0]?.value === "customer";
  return [...new Set(ids.map((id) => (id === "tier" && isCustomerTier ? "customer_tier" : id)))];
}

function chooseSubject(slots: Slots, intent: Intent, metrics: readonly string[]): string | null {
  if (slots.ticketNumbers.length > 0) return "ticket";
  const named = slots.subjects.filter((match) => !slots.dimensions.some((dimension) => dimension.how === "which" && overlaps(dimension, [match]) && intent !== "list_lookup" && metrics.length > 0));
  const found = named[0]?.value ?? null;
  if (intent === "list_lookup" && found === null) return subjectOfMetrics(slots, metrics) ?? (slots.entities[0] ? "service" : null);
  if (intent === "ranking" && slots.dimensions.length > 0 && (found === null || typeNouns[found] !== undefined)) return null;
  return intent === "list_lookup" || intent === "ranking" ? found : null;
}

function subjectOfMetrics(slots: Slots, metrics: readonly string[]): string | null {
  const ids = [...metrics, ...slots.metrics.map((match) => match.value)];
  if (ids.some((id) => /^(?:ticket|sla|reopen|escalation|handed|reassign|resolution)/.test(id))) return "ticket";
  return ids.some((id) => id.startsWith("outage")) ? "outage" : null;
}

const reversed = { desc: "asc", asc: "desc" } as const;

function chooseOrder(slots: Slots, metrics: readonly string[], vocabulary: Vocabulary): QueryPlan["order"] {
  const { extreme, recency } = slots.order;
  const good = vocabulary.metricInfo.get(metrics[0] ?? "")?.good ?? "down";
  const isKept = metrics[0] === "sla_breach_rate" && slots.tokens.some((token) => ["meet", "met", "kept", "keep", "within", "made", "hit", "compliance", "attainment"].includes(token.text));
  const isSpeed = slots.tokens.some((token) => token.text === "quickly" || token.text === "fast");
  const ordered = extreme === "worst" ? (good === "up" ? "asc" : "desc") : extreme === "best" ? (good === "up" ? "desc" : "asc") : extreme;
  if (ordered === null) return metrics.length === 0 ? (recency ?? "desc") : "desc";
  if (metrics.length === 0 && recency !== null) return recency;
  return (isKept && extreme !== "worst" && extreme !== "best") || (isSpeed && extreme === "desc") ? reversed[ordered] : ordered;
}

/** "depend on X" -> services that X carries; "what does X depend on" -> services that carry X. */
function relationOf(slots: Slots): string[] {
  const at = slots.tokens.findIndex((token) => /^(?:depend|depends|rely|relies|dependent|dependents|dependency|dependencies)$/.test(token.text));
  const entity = slots.entities.find((match) => match.value.candidates.some((candidate) => candidate.type === "service"));
  const service = entity?.value.candidates.find((candidate) => candidate.type === "service");
  if (at < 0 || !entity || !service) return [];
  const word = slots.tokens[at]?.text ?? "";
  const isListOf = word.startsWith("dependenc");
  return [isListOf || (entity.from < at && !word.startsWith("dependent")) ? `dependency_of:${service.id}` : `depends_on:${service.id}`];
}

function chooseEntities(slots: Slots, metrics: readonly string[], vocabulary: Vocabulary): Draft["entities"] {
  const family = vocabulary.metricInfo.get(metrics[0] ?? "")?.family ?? (slots.subjects[0]?.value === "ticket" ? "tickets" : slots.subjects[0]?.value === "outage" ? "reliability" : "other");
  const isRelation = relationOf(slots).length > 0;
  return slots.entities.flatMap((match) => {
    const ranked = rankCandidates(match.value.candidates, isRelation ? "change" : family);
    const [first, ...others] = ranked;
    return first ? [{ entity: `${first.type}:${first.id}`, name: first.name, from: match.from, to: match.to, others }] : [];
  });
}

function chooseFilters(slots: Slots, conditions: readonly string[], kept: readonly string[]): string[] {
  const words = slots.metrics.filter((match) => kept.includes(match.value));
  const own = slots.filters.filter((match) => !(conditionFields.has(match.value.split(/[!<>]?:/)[0] ?? "") && overlaps(match, words))).map((match) => match.value);
  const fields = new Set(own.map((filter) => filter.split(/!?:/)[0]));
  return [...new Set([...own, ...conditions.filter((condition) => !fields.has(condition.split(":")[0] ?? "")), ...relationOf(slots)])];
}

/** Decides intent, measures, split, names, conditions and order from the slots. */
export function resolveDraft(slots: Slots, vocabulary: Vocabulary): Draft {
  const intent = readIntent(slots, vocabulary);
  const isList = intent.value === "list_lookup" || (isRecordQuestion(slots, vocabulary) && intent.value === "ranking");
  const chosen = chooseMeasures(slots, vocabulary, isList);
  const needsCount = !isList && !recordless.has(intent.value) && !strategicIntents.has(intent.value) && intent.value !== "status_summary";
  const counted = chosen.metrics.length === 0 && needsCount ? countMetricOf(slots.subjects[0]?.value ?? null) : null;
  const metrics = recordless.has(intent.value) && intent.value !== "explain" ? [] : counted ? [counted] : chosen.metrics;
  const settled = settleMeasures(metrics, metrics.length > 0 ? slots.stats.map((match) => match.value) : [], vocabulary);
  const labels = settled.metrics.map((id) => vocabulary.metricInfo.get(id)?.label ?? id).join(" and ");
  const entities = chooseEntities(slots, settled.metrics, vocabulary);
  return {
    intent,
    subject: chooseSubject(slots, intent.value, settled.metrics),
    metrics: settled.metrics,
    stats: settled.stats,
    dimensions: chooseDimensions(slots, intent.value, settled.metrics),
    entities,
    filters: chooseFilters(slots, chosen.conditions, settled.metrics),
    order: chooseOrder(slots, settled.metrics, vocabulary),
    limit: intent.value === "ranking" || intent.value === "list_lookup" ? slots.order.limit : null,
    notes: settled.dropped.map((stat) => `${labels} cannot be given as ${stat}; I used its usual statistic.`),
  };
}
