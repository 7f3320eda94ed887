import { personas, type PlanPatch, type QueryPlan, type Reading } from "../../contract";
import type { MetricDefinition, SemanticLayer } from "../metric";
import { intentLabels } from "../parse/intent-words";
import type { Lexicon } from "../parse/lexicon";
import { namedPeriod } from "../parse/named-period";
import { recordStart, wholeRecordLabel } from "../parse/period";
import { personaLabels } from "../parse/persona";
import { isBucket, isCycle } from "../sql/time-dimensions";
import { dimensionLabel, dimensionWords } from "../vocabulary";

/** What the choices of a plan are made from. */
export interface EditContext {
  plan: QueryPlan;
  /** Metrics that the reader may see. */
  metrics: readonly MetricDefinition[];
  subjects: SemanticLayer["subjects"];
  lexicon: Lexicon;
  now: string;
  zone: string;
}

type Option = Reading["chips"][number]["options"][number];

const mostOptions = 14;
const option = (label: string, patch: PlanPatch): Option => ({ label, question: "", patch });

const buckets = ["day", "week", "month"];
const isOverTime = (id: string): boolean => isBucket(id) || isCycle(id);

/** How a figure is to be told once it is split like this: over time as a trend, by a group as a breakdown or a ranking. */
function intentFor(plan: QueryPlan, dimension: string | null): QueryPlan["intent"] {
  if (dimension === null) return plan.intent === "trend" || plan.intent === "breakdown" || plan.intent === "ranking" ? "metric_lookup" : plan.intent;
  if (isOverTime(dimension)) return plan.intent === "comparison" ? plan.intent : "trend";
  return plan.intent === "trend" || plan.intent === "metric_lookup" ? "breakdown" : plan.intent;
}

/** Figures of the same kind of records. A split that the other figure does not know is dropped with its statistic. */
export function metricChoices({ plan, metrics }: EditContext): Option[] {
  const own = metrics.find(({ id }) => id === plan.metrics[0]);
  if (own === undefined) return [];
  return metrics.filter(({ id, domain }) => domain === own.domain && !plan.metrics.includes(id)).slice(0, mostOptions).map((metric) => {
    const dimensions = plan.dimensions.filter((id) => isOverTime(id) || metric.dimensions.some((dimension) => dimension.id === id));
    return option(metric.label, { metrics: [metric.id], stats: [], dimensions, intent: dimensions.length === plan.dimensions.length ? plan.intent : intentFor(plan, dimensions[0] ?? null) });
  });
}

/** A split by the word that people use for it. */
export const splitName = (id: string): string => dimensionWords[id]?.synonyms[0] ?? dimensionLabel(id).toLowerCase();

/** Every split that the figure knows, over time, or none. */
export function splitChoices({ plan, metrics }: EditContext): Option[] {
  const known = metrics.find(({ id }) => id === plan.metrics[0]);
  if (known === undefined) return [];
  const ids = [...known.dimensions.map(({ id }) => id), ...buckets].filter((id) => !plan.dimensions.includes(id));
  const splits = ids.map((id) => option(splitName(id), { dimensions: [id], intent: intentFor(plan, id) }));
  return plan.dimensions.length === 0 ? splits : [...splits, option("no split", { dimensions: [], intent: intentFor(plan, null) })];
}

const phrases = ["today", "last 7 days", "last 30 days", "last 90 days", "this month", "last month", "this quarter", "last quarter", "this year", "last year"];

/** The usual periods, resolved for this reader now, and everything that is held. */
export function periodChoices(context: EditContext): Option[] {
  const { plan, now, zone } = context;
  const whole: QueryPlan["time"] = { from: recordStart, to: now, label: wholeRecordLabel, explicit: true, zone };
  const named = phrases.flatMap((phrase) => {
    const time = namedPeriod(phrase, { now, zone, isPast: true });
    return time === null || phrase === plan.time?.label ? [] : [option(phrase, { time, compareTo: null })];
  });
  return plan.time?.label === wholeRecordLabel ? named : [...named, option(wholeRecordLabel, { time: whole, compareTo: null })];
}

/** Others of the same kind, or all of them. */
export function entityChoices({ plan, lexicon }: EditContext, entity: string): Option[] {
  const type = entity.slice(0, entity.indexOf(":"));
  const without = plan.entities.filter((each) => each !== entity);
  const others = lexicon.entities.filter((each) => each.type === type && !plan.entities.includes(`${each.type}:${each.id}`)).slice(0, mostOptions - 1);
  return [...others.map(({ id, name }) => option(name, { entities: [...without, `${type}:${id}`] })), option(`any ${type.replaceAll("_", " ")}`, { entities: without })];
}

/** Other values of the same field, or no such condition. */
export function filterChoices({ plan, lexicon }: EditContext, filter: string): Option[] {
  const [, field = "", value = ""] = /^([a-z_]+):(.*)$/.exec(filter) ?? [];
  const without = plan.filters.filter((each) => each !== filter);
  const values = field === "" ? [] : [...new Set(lexicon.filters.filter((each) => each.field === field && each.value !== value).map((each) => each.value))].slice(0, mostOptions - 1);
  return [...values.map((each) => option(`${field} ${each}`.replaceAll("_", " "), { filters: [...without, `${field}:${each}`] })), option("without this", { filters: without })];
}

const tellings: readonly QueryPlan["intent"][] = ["metric_lookup", "trend", "breakdown", "ranking"];

/** Other ways to tell the same figure. */
export const intentChoices = ({ plan }: EditContext): Option[] => (plan.metrics.length === 0 || !tellings.includes(plan.intent) ? [] : tellings.filter((each) => each !== plan.intent).map((intent) => option(intentLabels[intent], { intent })));

export const lensChoices = ({ plan }: EditContext): Option[] => personas.filter((persona) => persona !== plan.persona).map((persona) => option(personaLabels[persona], { persona }));
