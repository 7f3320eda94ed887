import type { Span } from "../../contract";
import { statLabels, type MetricDefinition } from "../metric";
import { formatDay, formatInstant } from "../format";
import { describeRange } from "../period";
import { wholeRecordLabel } from "../parse/period";
import { readFilter } from "../sql/filters";
import { inSentence } from "../vocabulary";
import { quiet, text } from "./evidence";
import { forecastPhrases } from "./forecast-words";
import { resultsOf, type Composition } from "./results";

const moreWords: Record<string, { desc: string; asc: string }> = {
  count: { desc: "the most", asc: "the fewest" },
  minutes: { desc: "the most", asc: "the fewest" },
  ms: { desc: "the longest", asc: "the shortest" },
  ratio: { desc: "the highest", asc: "the lowest" },
};

/** Times that people call long or short; a latency is high or low. */
export const isDuration = (metric: MetricDefinition): boolean => metric.unit === "ms" && /\b(time|age)\b/.test(metric.noun);

/** "the most tickets opened", "the lowest availability", "the longest median time to resolve". */
export function superlative(metric: MetricDefinition, order: "asc" | "desc", stat: string): string {
  const unit = stat === "count" ? "count" : metric.unit;
  const isLevel = unit === "count" && !metric.isAdditive && stat !== "count";
  const words = moreWords[isLevel || (unit === "ms" && !isDuration(metric)) ? "ratio" : unit] ?? { desc: "the most", asc: "the least" };
  const name = unit === "ratio" ? inSentence(metric.label) : metric.unit === "ms" ? statisticName(metric, stat) : metric.noun;
  return `${words[order]} ${name}`;
}

const statOf = (metric: MetricDefinition, key: string): string => (key === metric.id ? statLabels[metric.defaultStat] : (statLabels[key as keyof typeof statLabels] ?? key));

/** "median time to resolve"; a name that says its statistic already is left as it is. */
export function statisticName(metric: MetricDefinition, key: string): string {
  const stat = statOf(metric, key);
  return metric.noun.includes(stat) ? metric.noun : `${stat} ${metric.noun}`;
}

const singular = (phrase: string): string => phrase.replace(/\{value\} ([a-z]+)s\b/, "{value} $1").replace(/\bwere\b/, "was").replace(/\bare\b/, "is");

/** The metric's own sentence, its figures taken from a row of a table. */
export function phraseSpans(composition: Pick<Composition, "evidence" | "plan" | "now">, metric: MetricDefinition, at: { table: string; row: number; key: string }): Span[] {
  const { evidence, plan, now } = composition;
  const isPast = metric.kind === "stock" && plan.time?.explicit === true && plan.time.to <= now;
  const one = evidence.cell({ table: at.table, row: at.row, column: at.key }) === 1 && metric.unit === "count";
  const present = (one ? singular(metric.phrase) : metric.phrase).replace("{stat}", statOf(metric, at.key));
  const phrase = isPast ? present.replace(/\b(?:are|is)\b/, (verb) => (verb === "are" ? "were" : "was")) : present;
  return phrase.split(/(\{value\}|\{count\}|\{n\})/).filter((part) => part !== "").map((part): Span => {
    if (part === "{value}") return evidence.figure(at.table, at.row, at.key === "count" && metric.unit === "ratio" ? metric.id : at.key);
    if (part === "{count}") return evidence.figure(at.table, at.row, "count");
    return part === "{n}" ? evidence.figure(at.table, at.row, "n") : text(part);
  });
}

/** A period that was asked for: its name and its days, or the days alone when the name is nothing but a date. */
function askedWords(label: string, days: string): string {
  if (label === wholeRecordLabel) return `, over ${label} (${days}).`;
  const isOneDay = !days.includes(" to ");
  if (/^\d/.test(label)) return isOneDay ? `, on ${days}.` : `, ${days}.`;
  return `, ${label} (${days}).`;
}

const unitNames: Readonly<Record<string, string>> = { ms: "ms", s: "s", m: "min", h: "h", d: "days", w: "weeks", mo: "months" };

/** Thresholds in words ("age over 30 days"), which a figure must carry to be read right. */
function thresholdWords({ filters }: Composition["plan"]): string[] {
  return filters.map(readFilter).filter(({ operator, field }) => (operator === "above" || operator === "below") && field !== "availability").map(({ field, operator, value }) => {
    const [, amount = value, unit = ""] = /^([\d.]+)([a-z]*)$/.exec(value) ?? [];
    return `${field} ${operator === "above" ? "over" : "under"} ${amount}${unit === "" ? "" : ` ${unitNames[unit] ?? unit}`}`;
  });
}

/** The period in words, with its dates, quiet beside the figures. A period that was not asked for says so. */
export function periodSpans(composition: Composition): Span[] {
  const thresholds = thresholdWords(composition.plan);
  return [...(thresholds.length === 0 ? [] : [text(` (${thresholds.join(", ")})`)]), ...spokenPeriod(composition)];
}

function spokenPeriod({ period, zone, plan, results, now }: Composition): Span[] {
  const days = describeRange(period, zone);
  const metric = results.find(({ work }) => work.kind !== "list")?.work;
  if (metric === undefined && period.basis === "whole_record") return [quiet(`, over the whole record (${days}).`)];
  const isStock = metric !== undefined && metric.kind !== "list" && metric.metric.kind === "stock";
  if (isStock && plan.time?.explicit && plan.time.to <= now) return [quiet(`, at the end of ${period.label}.`)];
  // A sentence that compares with then says so itself.
  if (isStock) return [results.some(({ work }) => work.kind === "previous") && (plan.intent === "trend" || plan.intent === "comparison") ? text(".") : quiet(" now.")];
  if (period.basis === "whole_record") return [quiet(`, over the whole record (${days}); the last 30 days hold none.`)];
  if (period.basis === "default") return [quiet(`, in the last 30 days (${days}; no period was read).`)];
  return [quiet(askedWords(period.label, days))];
}

/** Phrases with digits that text may hold because they come from the question, the plan or the names of things that are measured. */
export function allowedPhrases(composition: Composition): string[] {
  const { period, zone, plan, layer, results } = composition;
  const ranges = [period, ...resultsOf(results, "previous").map(({ work }) => work.range), ...(plan.compareTo ? [plan.compareTo] : []), ...(plan.time ? [plan.time] : [])];
  const told = results.flatMap(({ work }) => (work.kind === "list" ? [] : [work.metric.id]));
  const names = layer.metrics.filter(({ id }) => [...plan.metrics, ...(plan.figures ?? []), ...told].includes(id)).flatMap(({ label, noun }) => [label, inSentence(label), noun]);
  const days = ranges.map(({ to }) => formatDay(to, zone));
  const slugs = plan.entities.map((pair) => pair.slice(pair.indexOf(":") + 1));
  const instants = resultsOf(results, "list").map(({ work }) => formatInstant(work.at, zone));
  return [period.label, ...instants, ...forecastPhrases(composition), ...days, ...slugs, ...thresholdWords(plan), plan.time?.label ?? "", "the last 30 days", ...ranges.map((range) => describeRange(range, zone)), ...names, ...Object.values(statLabels), ...plan.filters];
}
