import type { Intent, Stat } from "../../contract";
import { strategicIntents } from "./intent-words";
import { listedMetrics, passingMetrics } from "./metric-phrases";
import { metricTwins } from "./metric-words";
import type { Slots } from "./read-slots";
import { overlaps } from "./slots";
import { subjectWords } from "./dimension-words";
import type { Vocabulary } from "./vocabulary";

/** Counts that are only the topic where a sharper measure of the same records is asked for ("overrun rate on planned work"). */
const sharper: Readonly<Record<string, readonly string[]>> = {
  maintenance_count: ["maintenance_minutes", "maintenance_overrun_rate", "maintenance_conflicts"], incident_count: ["incident_minutes", "mttr", "mtta", "repeat_incident_rate", "action_overdue"],
  alert_volume: ["alert_noise_ratio"], change_count: ["change_lead_time", "change_failure_rate", "rollback_count"], deployment_frequency: ["change_failure_rate", "change_lead_time"], time_to_assign: ["mtta"],
};

/** The measures a question asks for, and the conditions that other measures' words stand for ("reopened tickets" in a list). */
export interface Measures {
  metrics: string[];
  conditions: string[];
}

/** "Slower to pick up pages": a general word for slowness or waiting gives way to the measure of what is slow, even where the two are joined. */
const vague: Readonly<Record<string, readonly string[]>> = {
  latency_p95: ["error_budget_burn_rate", "error_budget_remaining", "mtta", "mttr", "first_response_time", "resolution_time", "time_to_assign", "query_latency_p95", "change_lead_time"], latency: ["error_budget_burn_rate", "error_budget_remaining", "mtta", "mttr", "first_response_time", "resolution_time", "time_to_assign", "query_latency_p95", "change_lead_time"],
  error_budget_remaining: ["error_budget_burn_rate"], ticket_age: ["first_response_time", "time_to_assign", "query_latency_p95"], oncall_pages: ["mtta"], incident_count: ["incident_minutes"], first_response_time: ["query_latency_p95"],
};
/** Is a measure's name a word for something that is spoken of already ("slow" beside the lead time)? */
export const givesWay = (id: string, others: readonly string[]): boolean => others.some((other) => vague[id]?.includes(other) === true);
const withoutVague = (matches: Slots["metrics"]): Slots["metrics"] => matches.filter((match) => !matches.some((other) => vague[match.value]?.includes(other.value) && !(match.value === "incident_count" && match.weight >= 2)));

/** "Had to be opened again" joins nothing. */
const ofVerbs = new Set(["be", "have", "get", "do", "go", "make", "come", "see"]);
const isJoiner = (tokens: Slots["tokens"], at: number): boolean => joiners.has(tokens[at]?.text ?? "") && !(tokens[at]?.text === "to" && ofVerbs.has(tokens[at + 1]?.text ?? ""));
const joiners = new Set(["and", "or", "vs", "versus", "with", "against", "than", "plus", "to"]);

function areJoined(slots: Slots): boolean {
  return slots.metrics.some((match, at) => {
    const next = slots.metrics[at + 1];
    return next !== undefined && slots.tokens.slice(Math.min(match.to, next.from), Math.max(match.to, next.from) + 1).some((_, offset) => isJoiner(slots.tokens, Math.min(match.to, next.from) + offset) && !slots.periods.some(({ from, to }) => from <= Math.min(match.to, next.from) + offset && Math.min(match.to, next.from) + offset < to));
  });
}

/** A phrase that weighs less names a measure only in passing. */
const weak = 1.5;
const topical: ReadonlySet<Intent> = new Set(["org_design", "change_people", "exec_communication", "strategy", "prioritisation", "decision"]);
const outages = new Set(["outage_count", "outage_minutes", "handed_away"]);

/** Do only small words stand between two measures ("incidents and pages")? */
function areSideBySide(slots: Slots, a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  const between = slots.tokens.slice(Math.min(a.to, b.to), Math.max(a.from, b.from) + 1);
  return between.length > 0 && between.length <= 4 && between.some((token) => joiners.has(token.text));
}

/** Measures that the question is about: words said in passing give way to a plain measure, and to a course of action that is asked for. */
export function spokenMeasures(slots: Slots, intent: Intent): Slots["metrics"] {
  const strong = slots.metrics.filter((match) => match.weight >= weak);
  const engine = new Set(["answer_success", "question_count"]);
  const kept = strong.length === 0 ? slots.metrics : slots.metrics.filter((match) => (match.weight >= weak || strong.some((other) => areSideBySide(slots, match, other))) && !(engine.has(match.value) && strong.some((other) => !engine.has(other.value))));
  if (intent === "list_lookup" && slots.order.extreme === null) return kept.filter((match) => !listedMetrics.has(match.value));
  if (!strategicIntents.has(intent)) return kept;
  if (topical.has(intent)) return kept.filter((match) => !passingMetrics.has(match.value) && slots.plainMetrics.has(match.value));
  return kept.filter((match) => !outages.has(match.value) && !(passingMetrics.has(match.value) && match.weight < weak));
}

/** A filter that reads the same words as a condition says it in the deployment's own terms. */
function conditionOf(slots: Slots, match: { from: number; to: number }, fallback: string): string {
  const field = fallback.split(":")[0] ?? "";
  return slots.filters.find((filter) => overlaps(filter, [match]) && conditionFields.has(filter.value.split(/!?:/)[0] ?? "") && (filter.value.startsWith(field) || filter.value.startsWith("state")))?.value ?? fallback;
}

/** Fields that a measure's own words may already say. */
export const conditionFields: ReadonlySet<string> = new Set(["status", "state", "state_kind", "sla", "made_sla", "reopened", "reassigned", "escalated"]);

const parts = new Set(["share", "part", "proportion", "percentage", "fraction", "percent"]);
const lying = new Set(["lie", "lies", "lying", "sit", "sits", "sitting", "wait", "waits", "waiting"]);

/** Keeps the measure that is asked for; the others' words become conditions. Measures joined by "and", "vs" and the like all stay. */
export function chooseMeasures(read: Slots, vocabulary: Vocabulary, intent: { value: Intent; isList: boolean }): Measures {
  const slots: Slots = { ...read, metrics: withoutVague(spokenMeasures(read, intent.value)) };
  const info = (id: string) => vocabulary.metricInfo.get(id);
  const asCondition = (match: Slots["metrics"][number]) => {
    const condition = info(match.value)?.asFilter;
    const isLoose = !intent.isList && match.value === "ticket_backlog" && slots.tokens.slice(match.from, match.to).some(({ text }) => lying.has(text));
    return condition && !isLoose ? [conditionOf(slots, match, condition)] : [];
  };
  if (intent.isList) {
    const isOfTickets = slots.subjects.some(({ value }) => value === "ticket");
    const metrics = slots.metrics.filter((match) => !info(match.value)?.asFilter && match.value !== "ticket_volume" && !(isOfTickets && match.value === "slo_attainment")).map((match) => match.value);
    // A service that missed its target missed an objective; what tickets miss is an agreement.
    return { metrics, conditions: metrics.includes("slo_attainment") ? [] : slots.metrics.flatMap(asCondition) };
  }
  if (slots.metrics.length < 2 || areJoined(slots)) return { metrics: slots.metrics.map((match) => match.value), conditions: [] };
  const others = slots.metrics.filter((match) => match.value !== "ticket_volume");
  const heads = others.filter((match) => !info(match.value)?.asFilter);
  // "What share of closed tickets were reopened": what is reopened was closed before, and is open now.
  const isPart = slots.tokens.some(({ text }) => parts.has(text));
  const sharp = heads.filter((match) => !heads.some((other) => sharper[match.value]?.includes(other.value)));
  const kept = sharp.length > 0 ? sharp : [others.find((match) => match.value === "ticket_backlog") ?? (isPart ? others.find((match) => match.value !== "tickets_closed") : undefined) ?? others[0]].filter((match) => match !== undefined);
  return { metrics: kept.map((match) => match.value), conditions: others.filter((match) => !kept.includes(match) && !(match.value === "tickets_closed" && sharp.length === 0 && isPart)).flatMap(asCondition) };
}

export function countMetricOf(subject: string | null): string | null {
  return subjectWords.find((entry) => entry.subject === subject)?.countMetric ?? null;
}

const outagesOf: Readonly<Record<string, string>> = { incident_count: "outage_count", incident_minutes: "outage_minutes" };
const outageWords = new Set(["outage", "downtime", "down", "dark", "offline"]);
const incidentWords = new Set(["incident", "sev", "severity", "sev1", "sev2", "sev3", "sev4", "postmortem", "major", "cause"]);

/** Who says outage or down and nothing of incidents means what the monitors saw: incidents are what people declared. */
export function outagesFor(slots: Slots, metrics: readonly string[], vocabulary: Vocabulary): string[] {
  const stems = slots.tokens.map((token) => token.stem);
  const isDeclared = stems.some((stem) => incidentWords.has(stem)) || slots.filters.some((match) => /^(?:severity|root_cause)/.test(match.value)) || slots.dimensions.some((match) => match.value === "severity" || match.value === "root_cause");
  const isSeen = stems.some((stem) => outageWords.has(stem)) && !stems.includes("planned") && !stems.includes("scheduled");
  const known = (id: string | undefined): id is string => id !== undefined && vocabulary.metricInfo.get(id)?.held != null;
  return metrics.map((id) => (isSeen && !isDeclared && known(outagesOf[id]) ? outagesOf[id] : id));
}

/** Latency is read as its 95th percentile unless a mean or median is asked for; a measure not defined here gives way to its twin. */
export function settleMeasures(metrics: readonly string[], stats: readonly Stat[], vocabulary: Vocabulary): { metrics: string[]; stats: Stat[]; dropped: Stat[] } {
  const isHeld = (id: string) => vocabulary.metricInfo.get(id)?.held != null;
  let kept = [...stats];
  const settled = metrics.map((id) => {
    const isLatency = id === "latency" || id === "latency_p95";
    const wanted = isLatency && (kept.length === 0 || kept.every((stat) => stat === "p95" || stat === "p99")) ? "latency_p95" : isLatency ? "latency" : id;
    const twin = metricTwins[wanted];
    const chosen = !isHeld(wanted) && twin !== undefined && isHeld(twin) ? twin : wanted;
    if (chosen === "latency_p95") kept = kept.filter((stat) => stat !== "p95");
    if (chosen === "latency" && wanted === "latency_p95" && kept.length === 0) kept = ["p95"];
    return chosen;
  });
  const supported = settled.map((id) => vocabulary.metricInfo.get(id)?.held?.stats).filter((list) => list !== undefined);
  const fits = (stat: Stat) => supported.length < settled.length || supported.some((list) => list.includes(stat));
  const isPlainCount = (stat: Stat) => stat === "count" && (kept.length > 1 || settled.length === 0 || settled.some((id) => isCounting(id, vocabulary)));
  const asked = kept.filter((stat) => !isPlainCount(stat));
  return { metrics: [...new Set(settled)], stats: asked.filter(fits), dropped: asked.filter((stat) => !fits(stat) && stat !== "count") };
}

/** Is a count what the measure gives anyway? */
function isCounting(id: string, vocabulary: Vocabulary): boolean {
  const stats = vocabulary.metricInfo.get(id)?.held?.stats;
  return stats ? stats.length === 0 || stats.every((stat) => stat === "count") : /_(?:count|volume|backlog|closed)$/.test(id);
}
