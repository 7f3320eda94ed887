import type { EvidenceTable, QueryPlan, Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { formatInstant } from "../format";
import { listOrder } from "../sql/compile-list";
import { ownThresholds } from "../sql/filters";
import { capital } from "../sql/measures";
import { isBucket, isCycle } from "../sql/time-dimensions";
import { dimensionLabel, dimensionPlural } from "../vocabulary";
import { adviceHeadline } from "./advice";
import { comparisonHeadline, courseHeadline } from "./change";
import { changeRankingHeadline, rootCauseHeadline } from "./drivers";
import { numberAt, quiet, text } from "./evidence";
import { forecastHeadline } from "./forecast-words";
import { typeOf } from "../plan-work";
import { partRow } from "../share-of";
import { pairHeadline } from "./pair";
import { peakHeadline } from "./peak";
import { otherKeys, resultsOf, valueKey, type Composition } from "./results";
import { fieldsNotApplied } from "./not-applied";
import { isDuration, periodSpans, phraseSpans, statisticName, superlative } from "./words";

/** Value of a group with what stands behind it: "45 % (9 of 20)". */
function groupValue(composition: Composition, metric: MetricDefinition, at: { table: string; row: number }): Span[] {
  const { evidence, plan } = composition;
  const key = valueKey(metric, plan);
  const figure = (column: string): Span => evidence.figure(at.table, at.row, column);
  if (metric.unit === "ratio" && metric.stats.count !== undefined) {
    return key === "count" ? [figure("count"), text(" of "), figure("n"), text(" ("), figure(metric.id), text(")")] : [figure(metric.id), text(" ("), figure("count"), text(" of "), figure("n"), text(")")];
  }
  const others = otherKeys(metric, plan).flatMap(({ key: column, stat }) => [text(`, ${stat} `), figure(column)]);
  return [figure(key), ...others];
}

function leadingRows(table: EvidenceTable, key: string): number[] {
  return table.rows.map((row, index) => ({ row, index })).filter(({ row, index }) => row.key !== null && numberAt(table, index, key) !== null).map(({ index }) => index);
}

/** A rate over few observations is not told as first or next, unless there is no other. */
function rankedRows(table: EvidenceTable, metric: MetricDefinition, key: string): number[] {
  const rows = leadingRows(table, key);
  const wellObserved = key === "count" ? rows : rows.filter((row) => (numberAt(table, row, "n") ?? 0) >= metric.minimumSample);
  return wellObserved.length > 0 ? wellObserved : rows;
}

/** First of the ranking, then the two that follow. */
function rankingHeadline(composition: Composition, metric: MetricDefinition, group: { table: EvidenceTable; dimension: string }): Span[] {
  const { evidence, plan } = composition;
  const key = valueKey(metric, plan);
  const [first, ...next] = rankedRows(group.table, metric, key).slice(0, 3);
  if (first === undefined) return [];
  const name = (row: number): Span => evidence.figure(group.table.id, row, group.dimension);
  const lead = [name(first), text(` has ${superlative(metric, plan.order, key)}: `), ...groupValue(composition, metric, { table: group.table.id, row: first })];
  const follow = next.flatMap((row, index) => [text(index === 0 ? "; then " : " and "), name(row), text(" with "), ...groupValue(composition, metric, { table: group.table.id, row })]);
  return [...lead, ...follow];
}

/** How many groups lie beyond what the question names, and the furthest of them. */
function thresholdHeadline(composition: Composition, metric: MetricDefinition, group: { table: EvidenceTable; dimension: string }): Span[] {
  const { evidence, plan } = composition;
  const [threshold] = ownThresholds(metric, plan.filters);
  if (!threshold) return [];
  const key = valueKey(metric, plan);
  const beyond = [text(` ${threshold.operator === "below" ? "below" : "above"} `), evidence.derive("Threshold", key === "count" ? "count" : metric.unit, threshold.amount)];
  if (group.table.rows.length === 0) return [text(`None of the ${dimensionPlural(group.dimension)} has ${metric.noun}`), ...beyond];
  const told = leadingRows(group.table, key).slice(0, 3).flatMap((row, index) => [text(index === 0 ? ": " : ", "), evidence.figure(group.table.id, row, group.dimension), text(" "), ...groupValue(composition, metric, { table: group.table.id, row })]);
  return [evidence.derive("Groups beyond the threshold", "count", group.table.totalRows), text(` ${group.table.totalRows === 1 ? `${dimensionLabel(group.dimension).toLowerCase()} has` : `${dimensionPlural(group.dimension)} have`} ${metric.noun}`), ...beyond, ...told];
}

/** What does not add up is told by its ends: longest and shortest, highest and lowest. */
function extremesHeadline(composition: Composition, metric: MetricDefinition, group: { table: EvidenceTable; dimension: string }): Span[] {
  const { evidence, plan } = composition;
  const key = valueKey(metric, plan);
  const rows = leadingRows(group.table, key).filter((row) => (numberAt(group.table, row, "n") ?? 0) >= Math.min(metric.minimumSample, 10));
  const sorted = [...rows].sort((a, b) => (numberAt(group.table, b, key) ?? 0) - (numberAt(group.table, a, key) ?? 0));
  const ends = metric.goodDirection === "up" ? [sorted.at(-1), sorted[0]] : [sorted[0], sorted.at(-1)];
  const [worst, best] = ends;
  if (worst === undefined || best === undefined) return rankingHeadline(composition, metric, group);
  if (rows.length > 1 && numberAt(group.table, worst, key) === numberAt(group.table, best, key)) return [...totalHeadline(composition, metric), text(`, the same for all ${dimensionPlural(group.dimension)}`)];
  const [high, low] = isDuration(metric) ? ["longest", "shortest"] : ["highest", "lowest"];
  const subject = metric.unit === "ms" ? statisticName(metric, key) : metric.label;
  const told = (row: number): Span[] => [evidence.figure(group.table.id, row, group.dimension), text(", "), ...groupValue(composition, metric, { table: group.table.id, row })];
  const words = metric.goodDirection === "up" ? [low, high] : [high, low];
  const opening = `${/^[a-z]\d/.test(subject) ? subject : capital(subject)} is ${words[0] ?? ""} for `;
  return worst === best ? [text(opening), ...told(worst)] : [text(opening), ...told(worst), text(`, and ${words[1] ?? ""} for `), ...told(best)];
}

/** The share of the largest part, for what adds up. */
function shareHeadline(composition: Composition, metric: MetricDefinition, group: { table: EvidenceTable; dimension: string }): Span[] {
  const { evidence, plan } = composition;
  const rows = leadingRows(group.table, "share");
  const largest = [...rows].sort((a, b) => (numberAt(group.table, b, "share") ?? 0) - (numberAt(group.table, a, "share") ?? 0))[0];
  if (largest === undefined) return [];
  const total = resultsOf(composition.results, "total").find(({ work }) => work.metric.id === metric.id);
  const key = valueKey(metric, plan);
  const whole = total ? [text(" of "), evidence.figure(total.table.id, 0, key)] : [];
  return [evidence.figure(group.table.id, largest, group.dimension), text(" makes up "), evidence.figure(group.table.id, largest, "share"), text(` of the ${metric.noun}: `), evidence.figure(group.table.id, largest, key), ...whole];
}

/** The share of the part that was asked for. A part that never occurred has no row, and its absence is told against the whole. */
function partHeadline(composition: Composition, metric: MetricDefinition, group: { table: EvidenceTable; dimension: string }): Span[] {
  const { evidence, plan } = composition;
  const total = resultsOf(composition.results, "total").find(({ work }) => work.metric.id === metric.id);
  const key = valueKey(metric, plan);
  if (plan.shareOf === undefined || typeOf(plan.shareOf) !== group.dimension || !total) return [];
  const row = partRow(plan.shareOf, group.table.rows);
  const whole = evidence.figure(total.table.id, 0, key);
  if (row < 0) return group.table.totalRows > group.table.rows.length ? [] : [text(`None of the ${metric.noun} has that ${dimensionLabel(group.dimension).toLowerCase()}: `), whole, text(" in all")];
  return [evidence.figure(group.table.id, row, group.dimension), text(" is "), evidence.figure(group.table.id, row, "share"), text(` of the ${metric.noun}: `), evidence.figure(group.table.id, row, key), text(" of "), whole];
}

function totalHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const { evidence, plan } = composition;
  const total = resultsOf(composition.results, "total").find(({ work }) => work.metric.id === metric.id);
  if (!total) return [];
  const key = valueKey(metric, plan);
  if (numberAt(total.table, 0, key) === null) return [text(`There is no data for ${metric.noun}`)];
  const others = otherKeys(metric, plan).flatMap(({ key: column, stat }) => [text(`, the ${stat} `), evidence.figure(total.table.id, 0, column)]);
  return [...phraseSpans(composition, metric, { table: total.table.id, row: 0, key }), ...others];
}

/** Sentences of the questions that want more than a value. */
function specialHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const { plan } = composition;
  if (plan.intent === "forecast") return forecastHeadline(composition, metric);
  if (plan.orderBy === "change") return changeRankingHeadline(composition, metric);
  if (plan.intent === "root_cause") return rootCauseHeadline(composition, metric);
  if (plan.intent === "trend" && plan.dimensions.every((id) => isBucket(id))) return courseHeadline(composition, metric);
  return plan.intent === "comparison" || (plan.compareTo !== null && plan.dimensions.length === 0) ? comparisonHeadline(composition, metric) : [];
}

/** Two or more of a kind are named, or the split itself is asked for. */
const isSideBySide = (plan: QueryPlan, dimension: string): boolean =>
  plan.dimensions.includes(dimension) || [...plan.entities, ...plan.filters].filter((pair) => pair.startsWith(`${dimension}:`)).length > 1;

function metricHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const { plan, results } = composition;
  const group = resultsOf(results, "groups").find(({ work }) => work.metric.id === metric.id);
  const split = group && group.table.rows.length > 0 ? { table: group.table, dimension: group.work.dimension } : null;
  const pair = split && plan.intent === "comparison" && plan.compareTo === null && isSideBySide(plan, split.dimension) ? pairHeadline(composition, metric, split) : [];
  if (pair.length > 0) return pair;
  const peak = plan.orderBy !== "change" && (plan.intent === "ranking" || (plan.intent === "breakdown" && plan.dimensions.every((id) => isCycle(id)))) ? peakHeadline(composition, metric) : [];
  if (peak.length > 0) return peak;
  const special = specialHeadline(composition, metric);
  if (special.length > 0) return special;
  const isSplitAsked = plan.intent === "ranking" || plan.intent === "breakdown" || plan.intent === "prioritisation" || plan.dimensions.length > 0;
  if (group && ownThresholds(metric, plan.filters).length > 0) return thresholdHeadline(composition, metric, { table: group.table, dimension: group.work.dimension });
  if (!split || !isSplitAsked) return totalHeadline(composition, metric);
  if (plan.intent === "ranking" || plan.intent === "prioritisation") return rankingHeadline(composition, metric, split);
  const part = partHeadline(composition, metric, split);
  if (part.length > 0) return part;
  const words = metric.isAdditive ? shareHeadline(composition, metric, split) : extremesHeadline(composition, metric, split);
  return words.length > 0 ? words : totalHeadline(composition, metric);
}

/** So many records are told whole. */
const fewRecords = 5;

/** How many there are, and the first of them by what the list is ordered by. */
/** A sentence of the records that ends by itself gets no second full stop. */
export function endedOnce(spans: readonly Span[]): Span[] {
  const isEnded = spans.at(-1)?.text === "." && /[.!?]$/.test(spans.at(-2)?.text ?? "");
  return isEnded ? spans.slice(0, -1) : [...spans];
}

function listHeadline(composition: Composition): Span[] {
  const { evidence, plan, results } = composition;
  const list = resultsOf(results, "list")[0];
  if (!list) return [];
  const { subject } = list.work;
  const [one, many] = subject.nouns;
  const count = [evidence.derive(`${subject.label} that match`, "count", list.table.totalRows), text(` ${list.table.totalRows === 1 ? one : many}`)];
  const period = subject.ofInstant && list.work.at !== composition.now ? [quiet(`, at ${formatInstant(list.work.at, composition.zone)}.`)] : subject.timeSql === null || (subject.told !== undefined && !plan.time?.explicit) ? [text(".")] : periodSpans(composition);
  const advice = adviceHeadline(composition);
  if (advice.length > 0) return advice;
  if (list.table.rows.length === 0) return [...count, ...(narrowed(plan) ? [text(" match")] : plan.time?.explicit ? [] : [text(" are held")]), ...period];
  const column = subject.told ?? listOrder({ subject, metrics: plan.metrics, order: plan.order }).column;
  const told = (row: number): Span[] => [evidence.figure(list.table.id, row, subject.titleColumn), ...(column === subject.titleColumn || evidence.cell({ table: list.table.id, row, column }) === null ? [] : [text(", "), evidence.figure(list.table.id, row, column)])];
  const isShort = subject.told !== undefined && list.table.totalRows <= fewRecords && list.table.totalRows === list.table.rows.length;
  if (isShort) return [...count, ...list.table.rows.flatMap((_, row) => [text(row === 0 ? ": " : "; "), ...told(row)]), ...period];
  const rest = list.table.rows.length > 1 ? [text("; then "), ...told(1)] : [];
  return [...count, text(narrowed(plan) && fieldsNotApplied(composition).length === 0 ? ` ${list.table.totalRows === 1 ? "matches" : "match"}. First comes ` : ". First comes "), ...told(0), ...rest, ...period];
}

const narrowed = (plan: QueryPlan): boolean => plan.entities.length + plan.filters.length + (plan.words ?? []).length > 0;

/** Names in the question that the portal does not know: what follows is told over all. */
export function strangersFirst(plan: QueryPlan, headline: readonly Span[]): Span[] {
  const strangers = plan.entities.filter((pair) => pair.startsWith("unknown:")).map((pair) => `"${pair.slice("unknown:".length)}"`);
  return strangers.length === 0 ? [...headline] : [text(`The portal knows no service, team, customer or site called ${strangers.join(" or ")}. Over all: `), ...headline];
}

/** An answer that is wider than the question says so before its first figure. */
function widerThanAsked(composition: Composition): Span[] {
  const fields = fieldsNotApplied(composition);
  return fields.length === 0 ? [] : [text(`Not narrowed by ${fields.join(" and ")}, which cannot be told here: `)];
}

/** Metrics of an answer, once each, in the order in which they were planned. */
export const metricsIn = (composition: Composition): MetricDefinition[] =>
  [...new Map([...resultsOf(composition.results, "total"), ...resultsOf(composition.results, "history")].map(({ work }) => [work.metric.id, work.metric])).values()];

/** The answer in one sentence for each metric, the period said once, at the end. */
export function composeHeadline(composition: Composition): Span[] {
  const wider = widerThanAsked(composition);
  if (composition.results.some(({ work }) => work.kind === "list")) return [...wider, ...endedOnce(listHeadline(composition))];
  const sentences = metricsIn(composition).map((metric) => metricHeadline(composition, metric)).filter((spans) => spans.length > 0);
  const told = sentences.flatMap((spans, index) => (index === 0 ? spans : [text("; "), ...spans.map((span, at) => (at === 0 && span.kind === "text" ? { ...span, text: span.text.replace(/^The /, "the ") } : span))]));
  return [...wider, ...told, ...(composition.plan.intent === "forecast" ? [text(".")] : periodSpans(composition))];
}
