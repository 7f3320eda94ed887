"use client";

import dynamic from "next/dynamic";
import { useMemo, type ReactNode } from "react";
import { ChartCard } from "@/components/kit/charts/chart-card";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { PLOT } from "@/components/kit/charts/plot-parts";
import { prepareTrend, type PreparedTrend, type TargetLine, type TrendInput } from "@/components/kit/charts/prepare-trend";
import { spreadLabels } from "@/components/kit/charts/spread-labels";

const LinePlot = dynamic(() => import("@/components/kit/charts/line-plot").then((module) => module.LinePlot), { ssr: false });

export interface LineTrendProps extends TrendInput {
  title: string;
  unit: string;
  height?: number;
  syncId?: string;
  footer?: ReactNode;
  level?: 2 | 3;
}

interface EndLabelsProps {
  trend: PreparedTrend;
  height: number;
}

/** Names at the line ends instead of a legend; moved apart where lines meet. */
function EndLabels({ trend, height }: EndLabelsProps) {
  const { min, max } = trend.scale;
  const drawn = trend.lines.filter((line) => line.last !== null);
  const room = height - PLOT.top - PLOT.axis;
  const wishes = drawn.map((line) => PLOT.top + (1 - ((line.last ?? min) - min) / (max - min)) * room);
  const places = spreadLabels(wishes, { top: PLOT.top, bottom: height - PLOT.axis, height: 16 });
  return (
    <ul aria-hidden className="relative w-20 shrink-0 text-xs font-medium sm:w-28" style={{ height }}>
      {drawn.map((line, index) => (
        <li key={line.key} className="absolute inset-x-0 flex -translate-y-1/2 items-center gap-1.5" style={{ top: places[index] }} title={line.label}>
          <svg width="10" height="4" className="shrink-0">
            <path d="M0 2H10" stroke={line.colour} strokeWidth="2" strokeDasharray={line.dash} />
          </svg>
          <span className="truncate">{line.label}</span>
        </li>
      ))}
    </ul>
  );
}

const FIRST = { minute: "Minute", hour: "Hour", day: "Day", week: "Week", month: "Month" } as const;

function footerOf(hiddenCount: number, target: TargetLine | null | undefined, footer: ReactNode): ReactNode {
  if (hiddenCount === 0) return footer;
  return (
    <>
      {footer}
      <span>{hiddenCount} more are in the table, not in the chart.</span>
    </>
  );
}

/** Up to six lines over time, then "others". Gaps are no data; the last, incomplete bucket is dotted. */
export function LineTrend({ title, unit, height = 200, syncId, footer, level, ...input }: LineTrendProps) {
  const { series, kind, grain, zone, isLastIncomplete, target = null, isAdditive } = input;
  const trend = useMemo(() => prepareTrend({ series, kind, grain, zone, isLastIncomplete, target, isAdditive }), [series, kind, grain, zone, isLastIncomplete, target, isAdditive]);
  const hasLabels = trend.lines.length > 1;
  return (
    <ChartCard
      title={title}
      unit={unit}
      level={level}
      footer={footerOf(trend.hiddenCount, target, footer)}
      chart={
        <div role="img" aria-label={`${title}, ${unit}. ${trend.summary}.`} className="flex gap-2">
          <div className="min-w-0 flex-1" style={{ height }}>
            <LinePlot trend={trend} kind={kind} height={height} target={target} syncId={syncId} />
          </div>
          {hasLabels ? <EndLabels trend={trend} height={height} /> : null}
        </div>
      }
      table={<ChartTable caption={`${title}, ${unit}`} first={FIRST[grain]} columns={trend.table.columns} rows={trend.table.rows.map((row) => ({ key: row.at, name: row.name, cells: row.cells }))} />}
    />
  );
}
