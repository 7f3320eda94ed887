"use client";

import type { Brief } from "#contract/query";
import { Columns } from "@/components/kit/charts/columns";
import { LineTrend } from "@/components/kit/charts/line-trend";
import { RankedBars } from "@/components/kit/charts/ranked-bars";
import { grainOf, itemsOf, kindOf, pointsOf, unitWords } from "./prepare-brief-chart";

export interface BriefChartProps {
  brief: Brief;
  chart: Brief["charts"][number];
  zone: string;
}

/** Draws one chart of a brief from its evidence table, and from nothing else. */
export function BriefChart({ brief, chart, zone }: BriefChartProps) {
  const table = brief.tables.find((candidate) => candidate.id === chart.table);
  if (table === undefined) return null;
  const labelOf = (key: string): string => table.columns.find((column) => column.key === key)?.label ?? key;
  const shared = { title: chart.title, unit: unitWords[chart.unit], kind: kindOf(chart.unit) };
  const isDateOnly = table.columns.find((column) => column.key === chart.x)?.unit === "date";
  const time = { grain: grainOf(brief.plan.dimensions), zone: isDateOnly ? "UTC" : zone, isLastIncomplete: chart.partialLast };
  const target = chart.target === null ? null : { value: chart.target, label: "target" };
  if (chart.kind === "bars") return <RankedBars {...shared} subject={labelOf(chart.x)} items={itemsOf(chart, table)} limit={12} isAdditive={chart.unit === "count"} order={brief.plan.order} />;
  if (chart.kind === "columns") return <Columns {...shared} {...time} target={target} label={labelOf(chart.y[0] ?? "")} points={pointsOf(chart, table, chart.y[0] ?? "")} />;
  return <LineTrend {...shared} {...time} target={target} series={chart.y.map((key) => ({ id: key, label: labelOf(key), points: pointsOf(chart, table, key) }))} isAdditive={chart.unit === "count"} />;
}
