"use client";

import dynamic from "next/dynamic";
import { useMemo, type ReactNode } from "react";
import { ChartCard } from "@/components/kit/charts/chart-card";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { prepareColumns, type ColumnsInput } from "@/components/kit/charts/prepare-columns";

const ColumnPlot = dynamic(() => import("@/components/kit/charts/column-plot").then((module) => module.ColumnPlot), { ssr: false });

export interface ColumnsProps extends ColumnsInput {
  title: string;
  unit: string;
  /** What one column counts, for tooltip and table: "opened". */
  label: string;
  height?: number;
  syncId?: string;
  footer?: ReactNode;
  level?: 2 | 3;
}

const FIRST = { minute: "Minute", hour: "Hour", day: "Day", week: "Week", month: "Month" } as const;

/** Counts over time. The last, incomplete bucket is an outline. */
export function Columns({ title, unit, label, height = 200, syncId, footer, level, points, kind, grain, zone, isLastIncomplete, target = null }: ColumnsProps) {
  const columns = useMemo(() => prepareColumns({ points, kind, grain, zone, isLastIncomplete, target }), [points, kind, grain, zone, isLastIncomplete, target]);
  return (
    <ChartCard
      title={title}
      unit={unit}
      level={level}
      footer={footer}
      chart={
        <div role="img" aria-label={`${title}, ${unit}: ${columns.summary}.`} style={{ height }}>
          <ColumnPlot columns={columns} kind={kind} height={height} target={target} label={label} syncId={syncId} />
        </div>
      }
      table={<ChartTable caption={`${title}, ${unit}`} first={FIRST[grain]} columns={[label]} rows={columns.rows.map((row) => ({ key: row.at, name: row.name, cells: [row.text] }))} />}
    />
  );
}
