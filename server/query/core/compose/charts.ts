import type { Brief, Cell, EvidenceTable } from "../../contract";
import { isBucket } from "../sql/time-dimensions";
import { resultsOf, valueKey, type Composition } from "./results";

type Chart = Brief["charts"][number];

const leastPoints = 5;
const mostBars = 20;
const mostSeries = 6;

/** The course of each group as a column of its own, so that a chart and its table show them side by side. */
function wideTable({ evidence, plan }: Composition, { work, table }: ReturnType<typeof resultsOf<"cross">>[number]): EvidenceTable {
  const id = `${table.id}_side_by_side`;
  const known = evidence.table(id);
  if (known) return known;
  const key = valueKey(work.metric, plan);
  const groups = [...new Map(table.rows.map((row) => [row.key ?? null, row[work.dimension] ?? null])).entries()].slice(0, mostSeries);
  const rows = new Map<Cell, Record<string, Cell>>();
  for (const row of table.rows) {
    const at = groups.findIndex(([group]) => group === (row.key ?? null));
    if (at >= 0) rows.set(row[work.bucket] ?? null, { ...(rows.get(row[work.bucket] ?? null) ?? { [work.bucket]: row[work.bucket] ?? null }), [`g${at + 1}`]: row[key] ?? null });
  }
  const unit = table.columns.find((column) => column.key === key)?.unit ?? work.metric.unit;
  const columns = [...table.columns.filter((column) => column.key === work.bucket), ...groups.map(([, label], at) => ({ key: `g${at + 1}`, label: label === null ? "unknown" : String(label), unit }))];
  const wide = { id, title: `${table.title}, side by side`, columns, rows: [...rows.values()], totalRows: rows.size, sql: "", parameters: [], href: table.href };
  evidence.add(wide);
  return wide;
}

const crossCharts = (composition: Composition): Chart[] =>
  resultsOf(composition.results, "cross").map((result): Chart => {
    const table = wideTable(composition, result);
    const unit = table.columns.at(-1)?.unit ?? result.work.metric.unit;
    return { id: `chart_${table.id}`, kind: "line", title: table.title, unit, table: table.id, x: result.work.bucket, y: table.columns.slice(1).map(({ key }) => key), target: null, partialLast: Date.parse(result.work.range.to) > Date.parse(composition.now) };
  }).filter(({ table }) => (composition.evidence.table(table)?.rows.length ?? 0) >= 2);

const historyCharts = ({ results, plan }: Composition): Chart[] =>
  resultsOf(results, "history").filter(({ table }) => table.rows.length >= leastPoints).map(({ work, table }): Chart => ({ id: `chart_${table.id}`, kind: "line", title: table.title, unit: work.metric.unit, table: table.id, x: "day", y: [valueKey(work.metric, plan)], target: null, partialLast: false }));

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
  const courses = [...crossCharts(composition), ...historyCharts(composition), ...trends];
  return (isSplit && plan.dimensions.every((id) => !isBucket(id)) ? [...bars, ...courses] : [...courses, ...bars]).slice(0, 3);
}
