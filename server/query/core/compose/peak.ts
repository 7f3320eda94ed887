import type { Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { numberAt, text } from "./evidence";
import { resultsOf, valueKey, type Composition } from "./results";
import { superlative } from "./words";

/** "What is the busiest hour?", "Which month had most incidents?": times in the order of their value, the first three told. Empty when the answer holds no such split. */
export function peakHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const { plan, evidence, results } = composition;
  const trend = resultsOf(results, "trend").find(({ work }) => work.metric.id === metric.id && plan.dimensions.includes(work.bucket));
  if (!trend) return [];
  const key = valueKey(metric, plan);
  const { id, rows } = trend.table;
  const value = (row: number): number => numberAt(trend.table, row, key) ?? 0;
  const told = rows.map((_, row) => row).filter((row) => numberAt(trend.table, row, key) !== null && (key === "count" || (numberAt(trend.table, row, "n") ?? 0) >= metric.minimumSample));
  const sign = plan.order === "asc" ? 1 : -1;
  const [first, ...next] = told.sort((a, b) => sign * (value(a) - value(b)) || a - b).slice(0, 3);
  if (first === undefined) return [];
  const name = (row: number): Span => evidence.figure(id, row, trend.work.bucket);
  const follow = next.flatMap((row, index) => [text(index === 0 ? "; then " : " and "), name(row), text(" with "), evidence.figure(id, row, key)]);
  return [name(first), text(` has ${superlative(metric, plan.order, key)}: `), evidence.figure(id, first, key), ...follow];
}
