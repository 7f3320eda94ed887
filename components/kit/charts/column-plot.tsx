"use client";

import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis, type BarShapeProps } from "recharts";
import { AXIS_TEXT, axisWidth, lineLabelPosition, PLOT, PlotTooltip } from "@/components/kit/charts/plot-parts";
import { tickIndexes } from "@/components/kit/charts/bucket";
import type { PreparedColumns } from "@/components/kit/charts/prepare-columns";
import type { TargetLine } from "@/components/kit/charts/prepare-trend";
import { formatValue, type ValueKind } from "@/lib/format";

export interface ColumnPlotProps {
  columns: PreparedColumns;
  kind: ValueKind;
  height: number;
  target: TargetLine | null;
  label: string;
  syncId?: string;
}

/** A full column is filled; the incomplete one is a dashed outline; zero is a hairline. */
function ColumnShape({ x, y, width, height, payload }: BarShapeProps) {
  const isIncomplete = (payload as { isIncomplete?: boolean } | undefined)?.isIncomplete === true;
  if (isIncomplete) return <rect x={x + 0.5} y={y + 0.5} width={Math.max(0, width - 1)} height={Math.max(1, height - 0.5)} fill="none" stroke="var(--c1)" strokeDasharray="2 2" rx={1} />;
  if (height === 0) return <rect x={x} y={y - 1} width={width} height={1.5} fill="var(--c1)" />;
  return <rect x={x} y={Math.min(y, y + height)} width={width} height={Math.abs(height)} fill="var(--c1)" rx={1} />;
}

export function ColumnPlot({ columns, kind, height, target, label, syncId }: ColumnPlotProps) {
  const { rows, scale } = columns;
  const text = (value: number) => formatValue(value, kind);
  const byAt = new Map(rows.map((row) => [row.at, row]));
  const tickOf = (at: string) => byAt.get(at)?.tick ?? "";
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={rows} margin={{ top: PLOT.top, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false} syncId={syncId} barCategoryGap="28%">
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          dataKey="at"
          ticks={tickIndexes(rows.length).map((index) => rows[index]?.at ?? "")}
          height={PLOT.axis}
          tickLine={false}
          axisLine={false}
          interval="preserveStartEnd"
          minTickGap={16}
          tickFormatter={tickOf}
          tick={AXIS_TEXT}
        />
        <YAxis width={axisWidth(scale.ticks.map(text))} ticks={scale.ticks} domain={[scale.min, scale.max]} interval={0} tickLine={false} axisLine={false} tickFormatter={text} tick={AXIS_TEXT} />
        {target === null ? null : (
          <ReferenceLine y={target.value} stroke="var(--fg-3)" strokeDasharray="2 3" label={{ value: target.label, position: lineLabelPosition(target.value, scale), ...AXIS_TEXT, offset: 4 }} />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hatch)" }}
          content={({ active, label: at }) => {
            const row = typeof at === "string" ? byAt.get(at) : undefined;
            return active && row !== undefined ? <PlotTooltip title={row.name} rows={[{ key: "value", label, text: row.text }]} /> : null;
          }}
        />
        <Bar dataKey="value" isAnimationActive={false} maxBarSize={28} shape={ColumnShape} />
      </BarChart>
    </ResponsiveContainer>
  );
}
