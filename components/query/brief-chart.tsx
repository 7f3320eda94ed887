"use client";

import { useMemo } from "react";
import type { Brief } from "#contract/query";
import { Columns } from "@/components/kit/charts/columns";
import { LineTrend } from "@/components/kit/charts/line-trend";
import { RankedBars } from "@/components/kit/charts/ranked-bars";
import { chartInput, type ChartInput } from "./chart-input";
import { drawChart } from "./export/draw-chart";

export interface BriefChartProps {
  brief: Brief;
  chart: Brief["charts"][number];
  zone: string;
  /** Paper holds one chart of a brief. */
  isPrinted: boolean;
}

function Drawn({ chart }: { chart: ChartInput }) {
  const { title, unit } = chart;
  if (chart.type === "bars") return <RankedBars title={title} unit={unit} subject={chart.subject} {...chart.input} />;
  if (chart.type === "columns") return <Columns title={title} unit={unit} label={chart.label} {...chart.input} />;
  return <LineTrend title={title} unit={unit} {...chart.input} />;
}

/** One chart of a brief; on paper the picture of it, which fits the sheet. */
export function BriefChart({ brief, chart, zone, isPrinted }: BriefChartProps) {
  const input = useMemo(() => chartInput(brief, chart, zone), [brief, chart, zone]);
  const picture = useMemo(() => (input === null || !isPrinted ? null : drawChart(input)), [input, isPrinted]);
  if (input === null) return null;
  return (
    <>
      <div className="print:hidden"><Drawn chart={input} /></div>
      {picture === null ? null : <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`} alt={picture.text} width={picture.width} height={picture.height} className="hidden h-auto w-full print:block" />}
    </>
  );
}
