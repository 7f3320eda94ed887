import type { Intent, QueryPlan, Stat } from "../../contract";
import { documentFilters } from "./doc-types";
import { enumeratedField, fieldOf, fieldsToldApart } from "./enumerated";
import { rankCandidates } from "./entities";
import { plentySaid } from "./follow-up-limit";
import { isDenied } from "./filters";
import { isRecordQuestion, type IntentReading } from "./intent";
import { strategicIntents } from "./intent-words";
import { correctMeasures } from "./learned-measures";
import type { LexiconEntity } from "./lexicon";
import { chooseMeasures, conditionFields, countMetricOf, outagesFor, settleMeasures } from "./measures";
import type { Slots } from "./read-slots";
import { ofIncidents, withSecond } from "./second-measures";
import { overlaps } from "./slots";
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
const rankable = new Set(["tool", "model", "root_cause", "state", "support_level", "customer_tier", "team", "service", "monitor", "customer", "category", "subcategory", "priority", "channel", "region", "location", "day", "week", "month", "hour_of_day", "day_of_week", "severity", "assignee"]);

/** Texts, meanings and documents are not split. */
const wordless: ReadonlySet<Intent> = new Set(["exec_communication", "explain", "doc_lookup", "change_people"]);
/** Tickets come from customers: their tier is the customer's. */
const ofCustomers = new Set(["ticket_volume", "tickets_closed", "ticket_backlog", "ticket_age", "first_response_time", "resolution_time", "time_to_assign", "time_in_state", "sla_breach_rate", "escalation_rate", "reopen_rate", "csat"]);
/** "Who" of these is a service: teams have no budget and no uptime. */
const ofServices = new Set(["slo_attainment", "error_budget_remaining", "error_budget_burn_rate", "budget_spent", "availability", "latency_p95", "error_rate"]);

const advisory: ReadonlySet<Intent> = new Set(["decision", "strategy", "process_improvement", "org_design", "risk_assessment", "forecast"]);

function chooseDimensions(slots: Slots, intent: Intent, metrics: readonly string[]): string[] {
  const isOrdered = intent === "ranking" || slots.order.extreme !== null;
  // "Which teams keep customers waiting": the teams are ranked.
  const isWhich = slots.dimensions.some(({ how }) => how === "which");
  const isAsked = (how: string, id: string) => {
    if (how === "split") return true;
    if (metrics.length === 0 || metrics.includes(`${id}_count`)) return false;
    return how === "which" ? intent !== "list_lookup" : isOrdered && !isWhich && rankable.has(id);
  };
  const isFree = (match: Slots["dimensions"][number]) => match.how === "split" || !overlaps(match, slots.filters);
  if (wordless.has(intent)) return [];
  const isPair = slots.entities.length > 1;
  const isWho = slots.tokens[0]?.text === "who" && intent === "ranking" && metrics.length > 0 && slots.dimensions.length === 0 && !isPair;
  if (isWho) return [metrics.some((id) => ofServices.has(id)) ? "service" : "team"];
  const isOneThing = intent === "ranking" && slots.dimensions.length === 0 && slots.subjects.every(({ value }) => value === "service") && slots.tokens.some(({ stem }) => stem === "thing" || stem === "part") && metrics.some((metric) => ofServices.has(metric));
  if (isOneThing) return ["service"];
  if (advisory.has(intent) && metrics.length === 0) return [];
  const ids = slots.dimensions.filter((match) => isFree(match) && isAsked(match.how, match.value)).map((match) => match.value);
  const isCustomerTier = metrics.includes("customer_count") || slots.subjects[0]?.value === "customer" || metrics.some((metric) => ofCustomers.has(metric));
  return [...new Set(ids.map((id) => (id === "tier" && isCustomerTier ? "customer_tier" : id)))];
}

function chooseSubject(slots: Slots, chosen: { intent: Intent; metrics: readonly string[]; dimensions: readonly string[] }): string | null {
  const { intent, metrics } = chosen;
  if (slots.ticketNumbers.length > 0) return "ticket";
  const named = slots.subjects.filter((match) => !slots.dimensions.some((dimension) => dimension.how === "which" && overlaps(dimension, [match]) && intent !== "list_lookup" && metrics.length > 0));
  const found = named[0]?.value ?? null;
  if (intent === "list_lookup" && found === null && slots.filters.some(({ value }) => value.startsWith("severity"))) return "incident";
  if (intent === "list_lookup" && found === null) return subjectOfMetrics(slots, metrics) ?? (slots.entities[0] ? "service" : null);
  if (intent === "ranking" && chosen.dimensions.length > 0) return null;
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
  const isKept = asksKept(slots, metrics);
  const isSpeed = slots.tokens.some((token) => token.text === "quickly" || token.text === "fast");
  const ordered = extreme === "worst" ? (good === "up" ? "asc" : "desc") : extreme === "best" ? (good === "up" ? "desc" : "asc") : extreme;
  if (isNone(slots)) return "asc";
  if (ordered === null) return metrics.length === 0 ? (recency ?? "desc") : "desc";
  if (metrics.length === 0 && recency !== null) return recency;
  return (isKept && extreme !== "worst" && extreme !== "best") || (isSpeed && extreme === "desc") ? reversed[ordered] : ordered;
}

/** "Which sites had no outages": the lowest figures come first. */
function isNone(slots: Slots): boolean {
  const second = slots.subjects[1] ?? slots.metrics[0];
  return slots.order.extreme === null && slots.dimensions.some((match) => match.how === "which") && second !== undefined && ["no", "zero", "without", "any"].includes(slots.tokens[second.from - 1]?.text ?? "");
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

function chooseEntities(slots: Slots, chosen: { intent: Intent; metrics: readonly string[]; subject: string | null }, vocabulary: Vocabulary): Draft["entities"] {
  const { intent, metrics } = chosen;
  const isPeople = intent === "org_design" || intent === "change_people";
  const family = isPeople ? "tickets" : vocabulary.metricInfo.get(metrics[0] ?? "")?.family ?? (chosen.subject === "ticket" ? "tickets" : chosen.subject === "outage" ? "reliability" : "other");
  const isRelation = relationOf(slots).length > 0;
  return slots.entities.flatMap((match) => {
    const ranked = rankCandidates(match.value.candidates, isRelation ? "change" : family);
    const [first, ...others] = ranked;
    return first ? [{ entity: `${first.type}:${first.id}`, name: first.name, from: match.from, to: match.to, others }] : [];
  });
}

/** "Without Hooli" leaves a name out instead of asking for it. */
function denyNames(slots: Slots, entities: Draft["entities"]): { named: Draft["entities"]; denied: string[] } {
  const isOut = ({ from }: { from: number }): boolean => isDenied(slots.tokens, from);
  return { named: entities.filter((each) => !isOut(each)), denied: entities.filter(isOut).map(({ entity }) => entity.replace(":", "!:")) };
}

/** What a measure that is kept counts is no condition of it: all of the reopened tickets were reopened. */
function chooseFilters(slots: Slots, read: readonly string[], { kept, vocabulary }: { kept: readonly string[]; vocabulary: Vocabulary }): string[] {
  const conditions = read.filter((condition) => !kept.some((id) => vocabulary.metricInfo.get(id)?.asFilter === condition));
  const words = slots.metrics.filter((match) => kept.includes(match.value));
  const isTicket = slots.subjects[0]?.value === "ticket";
  const own = slots.filters.filter((match) => !(conditionFields.has(match.value.split(/[!<>]?:/)[0] ?? "") && overlaps(match, words))).map((match) => (isTicket && match.value === "owner:none" ? "assignee:none" : match.value));
  const fields = new Set(own.map((filter) => filter.split(/[!<>]?:/)[0]));
  if (fields.has("reassignments")) fields.add("reassigned");
  return [...new Set([...own, ...conditions.filter((condition) => !fields.has(condition.split(":")[0] ?? "")), ...relationOf(slots)])];
}

const loose = new Set(["severity", "status", "priority", "assignee", "owner", "team", "runbook", "tier"]);
const aboutPeople: ReadonlySet<Intent> = new Set(["org_design", "change_people", "process_improvement", "strategy", "exec_communication"]);

/** Here the night is when something happened or might, not what is counted. */
const nightless: ReadonlySet<Intent> = new Set(["risk_assessment", "status_summary", "root_cause", "exec_communication", "decision", "change_people", "org_design", "process_improvement", "strategy"]);

/** How work is organised is asked about in general: "a procedure for major incidents" is not about the sev1s there were. */
function strategicFilters(intent: Intent, filters: string[]): string[] {
  if (intent === "explain") return [];
  const kept = nightless.has(intent) ? filters.filter((filter) => filter !== "time_of_day:night") : filters;
  const isKept = (filter: string) => !loose.has(fieldOf(filter)) || /:p\d$/.test(filter) || (intent === "exec_communication" && fieldOf(filter) === "severity");
  return aboutPeople.has(intent) ? kept.filter(isKept) : kept;
}

const sentenceOf = (slots: Slots, at: number): number => (slots.question.slice(0, slots.tokens[at]?.start ?? 0).match(/[.?!]\s/g) ?? []).length;

/** "Incidents by weekday. I suspect Thursdays": a value told beside the question that splits by its field narrows nothing. */
function withoutRemarks(slots: Slots, filters: readonly string[], dimensions: readonly string[]): string[] {
  return filters.filter((filter) => {
    const place = slots.filters.find(({ value }) => value === filter);
    const split = slots.dimensions.find(({ value, how }) => how === "split" && value === fieldOf(filter));
    return !place || !split || !dimensions.includes(fieldOf(filter)) || sentenceOf(slots, place.from) === sentenceOf(slots, split.from);
  });
}

const ordering: ReadonlySet<Intent> = new Set(["ranking", "list_lookup", "prioritisation"]);
const isOrdered = (intent: Intent, slots: Slots) => intent === "ranking" || intent === "list_lookup" || slots.order.extreme !== null;
const counting: ReadonlySet<Intent> = new Set(["root_cause", "forecast", "process_improvement"]);

/** "Top 10 customers" names no measure: tickets opened are assumed, for sites their availability. */
function rankedWithoutMeasure(slots: Slots): string | null {
  const dimension = slots.dimensions.find((match) => match.how !== "split" && rankable.has(match.value));
  const others = slots.subjects.filter((match) => !dimension || !overlaps(match, [dimension]));
  if (!dimension || others.length > 0) return null;
  return dimension.value === "monitor" ? "availability" : "ticket_volume";
}

/** The count of the records spoken of, when no measure is named. */
function countedMetric(slots: Slots, intent: Intent): string | null {
  const ranked = intent === "ranking" ? rankedWithoutMeasure(slots) : null;
  if (ranked) return ranked;
  const subject = slots.subjects[0];
  // Only tickets have a priority.
  if (!subject && intent === "metric_lookup" && slots.filters.some((match) => match.value.startsWith("priority:"))) return "ticket_volume";
  const isStrategic = strategicIntents.has(intent) && !(counting.has(intent) && ["ticket", "outage", "incident"].includes(subject?.value ?? ""));
  if (!subject || recordless.has(intent) || isStrategic || intent === "status_summary") return null;
  const isAsked = slots.dimensions.some((match) => match.how === "which" && overlaps(match, [subject]));
  return countMetricOf(isAsked ? (slots.subjects[1]?.value ?? null) : subject.value);
}

/** Decides intent, measures, split, names, conditions and order from the slots. The previous plan only helps to tell names apart. */
export function resolveDraft(slots: Slots, vocabulary: Vocabulary, input: { intent: IntentReading; previous?: QueryPlan }): Draft {
  const { intent, previous } = input;
  const isList = intent.value === "list_lookup" || (isRecordQuestion(slots, vocabulary) && intent.value === "ranking");
  const chosen = chooseMeasures(slots, vocabulary, { value: intent.value, isList });
  const counted = chosen.metrics.length === 0 && !isList ? countedMetric(slots, intent.value) : null;
  const read = recordless.has(intent.value) && intent.value !== "explain" ? [] : counted ? [counted] : chosen.metrics;
  const metrics = withSecond(ofIncidents(correctMeasures(read, slots, intent.value), slots), slots, intent.value);
  const settled = settleMeasures(outagesFor(slots, metrics, vocabulary), metrics.length > 0 && !recordless.has(intent.value) ? slots.stats.map((match) => match.value) : [], vocabulary);
  const labels = settled.metrics.map((id) => vocabulary.metricInfo.get(id)?.label ?? id).join(" and ");
  const whole = enumeratedField(slots, intent.value);
  const chosenDimensions = chooseDimensions(slots, intent.value, settled.metrics);
  const dimensions = [...new Set([...chosenDimensions, ...(whole === null ? [] : [whole]), ...fieldsToldApart(slots, intent.value)])];
  const { named, denied } = denyNames(slots, chooseEntities(slots, { intent: intent.value, metrics: settled.metrics.length > 0 ? settled.metrics : (previous?.metrics ?? []), subject: slots.subjects[0]?.value ?? previous?.subject ?? null }, vocabulary));
  return {
    intent,
    subject: chooseSubject(slots, { intent: intent.value, metrics: settled.metrics, dimensions }),
    metrics: settled.metrics,
    stats: settled.stats,
    dimensions,
    entities: named,
    filters: documentFilters(slots, { intent: intent.value, metrics: settled.metrics, filters: strategicFilters(intent.value, [...withoutRemarks(slots, chooseFilters(slots, chosen.conditions, { kept: settled.metrics, vocabulary }), dimensions), ...denied]).filter((filter) => whole === null || fieldOf(filter) !== whole) }),
    order: isOrdered(intent.value, slots) ? chooseOrder(slots, settled.metrics, vocabulary) : "desc",
    limit: ordering.has(intent.value) ? (slots.order.limit ?? plentySaid(slots)) : null,
    notes: [...(counted !== null && intent.value === "ranking" && rankedWithoutMeasure(slots) === counted ? [`No measure was named, so I ranked by ${labels.toLowerCase()}.`] : []), ...dropNotes(settled.dropped, labels), ...keptNotes(slots, settled.metrics), ...(slots.tokens[0]?.text === "who" && dimensions[0] === "team" ? ["I ranked groups, not people."] : [])],
  };
}

const keptWords = new Set(["meet", "met", "kept", "keep", "within", "made", "hit", "compliance", "attainment"]);
const asksKept = (slots: Slots, metrics: readonly string[]) => metrics[0] === "sla_breach_rate" && slots.tokens.some((token) => keptWords.has(token.text));
const keptNotes = (slots: Slots, metrics: readonly string[]) => (asksKept(slots, metrics) ? ["The figures count SLA breaches; what is left to 100% was kept."] : []);
const dropNotes = (dropped: readonly Stat[], labels: string) => dropped.map((stat) => `${labels} cannot be given as ${stat}; I used its usual statistic.`);
