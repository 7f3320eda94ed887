import type { Brief, EvidenceTable } from "#contract/query";
import type { ColumnsInput } from "@/components/kit/charts/prepare-columns";
import type { RankingInput } from "@/components/kit/charts/prepare-ranking";
import type { TrendInput } from "@/components/kit/charts/prepare-trend";
import { grainOf, itemsOf, kindOf, pointsOf, unitWords } from "./prepare-brief-chart";

interface Titled {
  title: string;
  unit: string;
}

export type ChartInput =
  | (Titled & { type: "bars"; subject: string; input: RankingInput })
  | (Titled & { type: "columns"; label: string; input: ColumnsInput })
  | (Titled & { type: "line"; input: TrendInput });

const mostBars = 12;

const labelOf = (table: EvidenceTable, key: string): string => table.columns.find((column) => column.key === key)?.label ?? key;

/** One chart of a brief as it is drawn on the page, in a picture and on paper: from its evidence table, and from nothing else. */
export function chartInput(brief: Pick<Brief, "tables" | "plan">, chart: Brief["charts"][number], zone: string): ChartInput | null {
  const table = brief.tables.find((candidate) => candidate.id === chart.table);
  if (table === undefined) return null;
  const titled = { title: chart.title, unit: unitWords[chart.unit] };
  const kind = kindOf(chart.unit);
  const isDateOnly = table.columns.find((column) => column.key === chart.x)?.unit === "date";
  const time = { kind, grain: grainOf(brief.plan.dimensions), zone: isDateOnly ? "UTC" : zone, isLastIncomplete: chart.partialLast, target: chart.target === null ? null : { value: chart.target, label: "target" } };
  const isAdditive = chart.unit === "count";
  if (chart.kind === "bars") return { ...titled, type: "bars", subject: labelOf(table, chart.x), input: { items: itemsOf(chart, table), kind, limit: mostBars, isAdditive, order: brief.plan.order } };
  if (chart.kind === "columns") return { ...titled, type: "columns", label: labelOf(table, chart.y[0] ?? ""), input: { ...time, points: pointsOf(chart, table, chart.y[0] ?? "") } };
  return { ...titled, type: "line", input: { ...time, isAdditive, series: chart.y.map((key) => ({ id: key, label: labelOf(table, key), points: pointsOf(chart, table, key) })) } };
}
