import type { Range, Stat, Unit } from "../../contract";
import { statLabels, type MetricDefinition } from "../metric";
import type { Parameters } from "./parameters";

export interface Column {
  key: string;
  label: string;
  unit: Unit;
}

export interface Measure extends Column {
  /** Aggregate with instants still as `{from}`, `{to}`, `{at}`. */
  sql: string;
}

/** The statistics asked for that the metric has, or its own when none is. */
export function resolveStats(metric: MetricDefinition, asked: readonly Stat[]): Stat[] {
  const held = asked.filter((stat) => metric.stats[stat] !== undefined);
  return held.length > 0 ? held : [metric.defaultStat];
}

const isRatio = (metric: MetricDefinition): boolean => metric.unit === "ratio";

/** Column key of a statistic: the metric's id for its own statistic, `count` for a ratio's numerator, otherwise the statistic's name. */
export const measureKey = (metric: MetricDefinition, stat: Stat): string => (stat === metric.defaultStat ? metric.id : stat);

/** Which statistic of a time stands in the column is not plain from its name. */
const ownLabel = (metric: MetricDefinition): string => (metric.unit === "ms" ? `${metric.label} (${statLabels[metric.defaultStat]})` : metric.label);

/** Value columns, then n. A ratio always brings its numerator, so that count, rate and n stand together. */
export function measuresOf(metric: MetricDefinition, asked: readonly Stat[]): Measure[] {
  const stats = resolveStats(metric, asked);
  const wanted: Stat[] = isRatio(metric) && metric.stats.count !== undefined ? ["count", metric.defaultStat] : stats;
  const measures = wanted.map((stat): Measure => ({
    key: measureKey(metric, stat),
    label: stat === metric.defaultStat && wanted.length === 1 ? ownLabel(metric) : isRatio(metric) && stat !== "count" ? metric.label : capital(statLabels[stat]),
    unit: stat === "count" ? "count" : metric.unit,
    sql: `(${metric.stats[stat] ?? "null"})::float8`,
  }));
  return [...measures, { key: "n", label: capital(metric.sampleNoun), unit: "count", sql: `(${metric.sampleSql})::int` }];
}

/** The column by which rankings are ordered: the first statistic asked for, else the metric's own. */
export const orderKey = (metric: MetricDefinition, asked: readonly Stat[]): string => measureKey(metric, resolveStats(metric, asked)[0] ?? metric.defaultStat);

/** Puts instants into a fragment of a stock or span; a flow has no place for them. */
export function placeInstants(fragment: string, instants: { from: string; to: string }): string {
  return fragment.replaceAll("{from}", instants.from).replaceAll("{to}", instants.to).replaceAll("{at}", instants.to);
}

export const boundInstants = (range: Range, parameters: Parameters): { from: string; to: string } => ({ get from() { return parameters.instant(range.from); }, get to() { return parameters.instant(range.to); } });

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
