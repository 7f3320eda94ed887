import type { Brief } from "../../contract";
import { isBucket } from "../sql/time-dimensions";
import { resultsOf, valueKey, type Composition } from "./results";

type Chart = Brief["charts"][number];

const leastPoints = 5;
const mostBars = 20;

/** A course over time needs five points; a split needs two groups. Counts per day or hour stand as columns, other courses as a line. */
export function composeCharts(composition: Composition): Chart[] {
  const { plan, results, coverage, now, period } = composition;
  const end = Math.min(Date.parse(now), coverage ? Date.parse(coverage.to) : Infinity);
  const trends = resultsOf(results, "trend").filter(({ table }) => table.rows.length >= leastPoints).map(({ work, table }): Chart => {
    const y = valueKey(work.metric, plan);
    const unit = table.columns.find(({ key }) => key === y)?.unit ?? work.metric.unit;
    const kind = unit === "count" && (work.bucket === "day" || work.bucket === "hour" || !isBucket(work.bucket)) ? "columns" : "line";
    return { id: `chart_${table.id}`, kind, title: table.title, unit, table: table.id, x: work.bucket, y: [y], target: null, partialLast: isBucket(work.bucket) && Date.parse(work.range.to) > end && Date.parse(period.to) >= end };
  });
  const bars = resultsOf(results, "groups").filter(({ table }) => table.rows.length >= 2 && table.rows.length <= mostBars).map(({ work, table }): Chart => {
    const y = valueKey(work.metric, plan);
    return { id: `chart_${table.id}`, kind: "bars", title: table.title, unit: table.columns.find(({ key }) => key === y)?.unit ?? work.metric.unit, table: table.id, x: work.dimension, y: [y], target: null, partialLast: false };
  });
  const isSplit = plan.intent === "ranking" || plan.intent === "breakdown" || plan.intent === "comparison";
  return (isSplit ? [...bars, ...trends] : [...trends, ...bars]).slice(0, 3);
}
