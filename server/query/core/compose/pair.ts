import type { EvidenceTable, Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { numberAt, text } from "./evidence";
import { valueKey, type Composition } from "./results";

/** Two groups side by side: both values and how far they lie apart. */
export function pairHeadline(composition: Composition, metric: MetricDefinition, { table, dimension }: { table: EvidenceTable; dimension: string }): Span[] {
  const { evidence, plan } = composition;
  const key = valueKey(metric, plan);
  const rows = table.rows.map((row, index) => ({ index, isKnown: row.key !== null, value: numberAt(table, index, key) })).filter(({ isKnown, value }) => isKnown && value !== null);
  const [first, second, ...others] = rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  if (!first || !second) return [];
  const named = (row: number): Span[] => [evidence.figure(table.id, row, dimension), text(" "), evidence.figure(table.id, row, key)];
  const difference = (first.value ?? 0) - (second.value ?? 0);
  const isRate = metric.unit === "ratio" && key !== "count";
  const apart = difference === 0 ? [text("; they are equal")] : [text(isRate ? "; the first is higher by " : "; the first is more by "), evidence.derive(`Difference of ${metric.noun}`, key === "count" ? "count" : metric.unit, difference), ...(isRate ? [text(" (points)")] : second.value ? [text(" ("), evidence.derive("Difference as a share of the second", "ratio", difference / second.value), text(")")] : [])];
  const rest = others.flatMap(({ index }) => [text(", "), ...named(index)]);
  return [text(`${metric.label}: `), ...named(first.index), text(" against "), ...named(second.index), ...rest, ...apart];
}
