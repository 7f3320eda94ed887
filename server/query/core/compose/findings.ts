import type { EvidenceTable, Finding, Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { overviewIntents } from "../intent-groups";
import { isBucket } from "../sql/time-dimensions";
import { dimensionPlural } from "../vocabulary";
import { adviceFindings } from "./advice";
import { badnessOf, changeOf, movementSpans, readsEqual, whenBefore } from "./change";
import { driverFindings } from "./drivers";
import { numberAt, text } from "./evidence";
import { forecastFindings } from "./forecast-words";
import { metricsIn } from "./headline";
import { resultsOf, valueKey, type Composition } from "./results";
import { phraseSpans, superlative } from "./words";

type Group = { metric: MetricDefinition; table: EvidenceTable; dimension: string };

const cite = (...tables: readonly EvidenceTable[]): Finding["citations"] => tables.map((table) => ({ label: table.title, href: table.href, table: table.id }));

/** Change against the period compared with, in relation for amounts and in points for rates. */
function changeFinding(composition: Composition, metric: MetricDefinition): Finding[] {
  const { evidence, plan, zone } = composition;
  const change = changeOf(composition, metric);
  if (!change || plan.intent === "comparison" || plan.intent === "root_cause" || (plan.intent === "trend" && plan.dimensions.every((id) => isBucket(id)))) return [];
  const direction = readsEqual(composition, change) ? "Unchanged" : change.now.value > change.before.value ? "Up" : "Down";
  const against = plan.compareTo ? "the period compared with" : "the period before";
  return [{
    title: `${isSummary(plan) ? `${metric.label}: ${direction.toLowerCase()}` : direction} against ${against}`,
    spans: [...movementSpans(composition, change), text(": "), evidence.figure(change.now.table, 0, change.key), text(" after "), evidence.figure(change.before.table, 0, change.key), text(` (${whenBefore(metric, change.before.range, zone)}).`)],
    citations: composition.evidence.tables.filter(({ id }) => id === change.now.table || id === change.before.table).map(({ title, href, id }) => ({ label: title, href, table: id })),
  }];
}

const isSummary = (plan: Composition["plan"]): boolean => overviewIntents.has(plan.intent);

/** What got worse is told first where the state of things is asked for. */
function inOrder(composition: Composition, metrics: readonly MetricDefinition[]): readonly MetricDefinition[] {
  if (!isSummary(composition.plan)) return metrics;
  const badness = (metric: MetricDefinition): number => {
    const change = changeOf(composition, metric);
    return change ? badnessOf(change) : 0;
  };
  return [...metrics].sort((a, b) => badness(b) - badness(a));
}

/** The fewest groups that together make half of the whole, when they are few among many. */
function concentrationFinding({ evidence }: Composition, { metric, table, dimension }: Group): Finding[] {
  const total = numberAt(table, 0, "total_rows") ?? table.rows.length;
  const shares = table.rows.map((row, index) => ({ share: numberAt(table, index, "share") ?? 0, isKnown: row.key !== null })).filter(({ isKnown }) => isKnown).map(({ share }) => share).sort((a, b) => b - a);
  let sum = 0;
  const count = shares.findIndex((share) => (sum += share) >= 0.5) + 1;
  const isOrdinal = metric.dimensions.find(({ id }) => id === dimension)?.isOrdinal ?? false;
  if (!metric.isAdditive || isOrdinal || total < 6 || count < 2 || count > total / 3) return [];
  return [{
    title: "Concentrated in a few",
    spans: [evidence.derive("Groups that make half", "count", count), text(" of "), evidence.derive("Groups in all", "count", total), text(` ${dimensionPlural(dimension)} account for `), evidence.derive(`Their share of ${metric.noun}`, "ratio", sum), text(` of the ${metric.noun}.`)],
    citations: cite(table),
  }];
}

/** The ranking by rate beside the one by count, so that neither hides the other. */
function otherOrderFinding({ evidence, plan }: Composition, { metric, table, dimension }: Group): Finding[] {
  const key = valueKey(metric, plan);
  if (metric.unit !== "ratio" || metric.stats.count === undefined) return [];
  const other = key === "count" ? metric.id : "count";
  const rows = table.rows.map((row, index) => ({ index, isKnown: row.key !== null, n: numberAt(table, index, "n") ?? 0, value: numberAt(table, index, other) })).filter(({ isKnown, n, value }) => isKnown && value !== null && n >= metric.minimumSample);
  const best = rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
  if (!best || best.index === 0) return [];
  return [{
    title: other === "count" ? "By number it is another" : "By rate it is another",
    spans: [evidence.figure(table.id, best.index, dimension), text(` has ${superlative(metric, "desc", other)}: `), evidence.figure(table.id, best.index, "count"), text(" of "), evidence.figure(table.id, best.index, "n"), text(" ("), evidence.figure(table.id, best.index, metric.id), text(").")],
    citations: cite(table),
  }];
}

function smallSampleFinding({ evidence }: Composition, { metric, table, dimension }: Group): Finding[] {
  const small = table.rows.filter((row, index) => row.key !== null && (numberAt(table, index, "n") ?? 0) < metric.minimumSample).length;
  if (metric.minimumSample === 0 || small === 0) return [];
  return [{
    title: "Few observations",
    spans: [evidence.derive("Groups shown with few observations", "count", small), text(` of the ${dimensionPlural(dimension)} shown have fewer than `), evidence.derive("Least observations for a rank", "count", metric.minimumSample), text(` ${metric.sampleNoun}; their rate is shown and not ranked first.`)],
    citations: cite(table),
  }];
}

/** Rows without a value of the dimension; first when they are nearly all. */
function unknownFinding({ evidence }: Composition, { metric, table, dimension }: Group): Finding[] {
  const unknown = numberAt(table, 0, "unknown_n") ?? 0;
  const total = numberAt(table, 0, "total_n") ?? 0;
  if (unknown === 0 || total === 0) return [];
  const nearest = metric.dimensions.find(({ id }) => id !== dimension && id === metric.defaultDimension);
  const offer = unknown / total > 0.8 && nearest ? ` Ask by ${nearest.id.replaceAll("_", " ")} instead.` : "";
  return [{
    title: unknown / total > 0.8 ? "Mostly unknown" : "Part is unknown",
    spans: [evidence.derive("Share without a value", "ratio", unknown / total), text(` of the ${metric.sampleNoun} name no ${dimension.replaceAll("_", " ")}.${offer}`)],
    citations: cite(table),
  }];
}

/** Highest bucket of a course over time, and how many buckets were empty. */
function peakFinding(composition: Composition, metric: MetricDefinition): Finding[] {
  const { evidence, plan } = composition;
  const trend = resultsOf(composition.results, "trend").find(({ work }) => work.metric.id === metric.id);
  if (!trend) return [];
  const key = valueKey(metric, plan);
  const points = trend.table.rows.map((_, index) => ({ index, value: numberAt(trend.table, index, key) })).filter((point): point is { index: number; value: number } => point.value !== null);
  const sorted = [...points].sort((a, b) => b.value - a.value);
  const [high, low] = [sorted[0], sorted.at(-1)];
  if (!high || !low || points.length < 2 || high.value === low.value) return [];
  const at = (index: number): Span[] => [evidence.figure(trend.table.id, index, key), text(" at "), evidence.figure(trend.table.id, index, trend.work.bucket)];
  return [{ title: "Highest and lowest", spans: [text("From "), ...at(low.index), text(" to "), ...at(high.index), text(".")], citations: cite(trend.table) }];
}

/** The whole behind a split: the value over all groups. */
function wholeFinding(composition: Composition, { metric, table }: Group): Finding[] {
  const { plan } = composition;
  const total = resultsOf(composition.results, "total").find(({ work }) => work.metric.id === metric.id);
  const key = valueKey(metric, plan);
  if (!total || numberAt(total.table, 0, key) === null || plan.dimensions.length === 0 || table.rows.length < 2) return [];
  return [{ title: "All together", spans: [...phraseSpans(composition, metric, { table: total.table.id, row: 0, key }), text(".")], citations: cite(total.table) }];
}

/** At most four findings, the most telling first. */
export function composeFindings(composition: Composition): Finding[] {
  const metrics = inOrder(composition, metricsIn(composition));
  const groups = resultsOf(composition.results, "groups").filter(({ table }) => table.rows.length > 0).map(({ work, table }): Group => ({ metric: work.metric, table, dimension: work.dimension }));
  const unknown = groups.flatMap((group) => unknownFinding(composition, group));
  const findings = [
    ...adviceFindings(composition),
    ...unknown.filter(({ title }) => title === "Mostly unknown"),
    ...metrics.flatMap((metric) => forecastFindings(composition, metric)),
    ...(isSummary(composition.plan) ? [] : driverFindings(composition)),
    ...metrics.flatMap((metric) => changeFinding(composition, metric)),
    ...(isSummary(composition.plan) ? driverFindings(composition) : []),
    ...groups.flatMap((group) => [...concentrationFinding(composition, group), ...otherOrderFinding(composition, group), ...smallSampleFinding(composition, group)]),
    ...metrics.flatMap((metric) => peakFinding(composition, metric)),
    ...groups.flatMap((group) => wholeFinding(composition, group)),
    ...unknown.filter(({ title }) => title !== "Mostly unknown"),
  ];
  return findings.slice(0, 4);
}
