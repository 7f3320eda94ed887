"use client";

import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis, type BarShapeProps } from "recharts";
import { AXIS_TEXT, axisWidth, PLOT, PlotTooltip } from "@/components/kit/charts/plot-parts";
import { scaleOf } from "@/components/kit/charts/scale";
import { formatValue, type ValueKind } from "@/lib/format";
import type { ParetoRow } from "./prepare-pareto";

export interface ParetoPlotProps {
  rows: readonly ParetoRow[];
  kind: ValueKind;
  height: number;
  label: string;
}

/** The vital few are filled, the others pale. */
function Column({ x, y, width, height, payload }: BarShapeProps) {
  const isVital = (payload as { isVital?: boolean } | undefined)?.isVital === true;
  return <rect x={x} y={y} width={width} height={Math.max(1, height)} fill={isVital ? "var(--c1)" : "var(--fill-2)"} rx={1} />;
}

export function ParetoPlot({ rows, kind, height, label }: ParetoPlotProps) {
  const scale = scaleOf(rows.map(({ value }) => value), kind, [0]);
  const text = (value: number) => formatValue(value, kind);
  const percent = (value: number) => formatValue(value, "ratio");
  const byName = new Map(rows.map((row) => [row.name, row]));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={[...rows]} margin={{ top: PLOT.top, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false} barCategoryGap="20%">
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis dataKey="name" height={PLOT.axis} tickLine={false} axisLine={false} interval="preserveStartEnd" minTickGap={8} tickFormatter={(name: string) => byName.get(name)?.tick ?? ""} tick={AXIS_TEXT} />
        <YAxis yAxisId="value" width={axisWidth(scale.ticks.map(text))} ticks={scale.ticks} domain={[scale.min, scale.max]} interval={0} tickLine={false} axisLine={false} tickFormatter={text} tick={AXIS_TEXT} />
        <YAxis yAxisId="share" orientation="right" width={48} ticks={[0, 0.25, 0.5, 0.75, 1]} domain={[0, 1]} interval={0} tickLine={false} axisLine={false} tickFormatter={percent} tick={AXIS_TEXT} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hatch)" }}
          content={({ active, label: name }) => {
            const row = typeof name === "string" ? byName.get(name) : undefined;
            return active && row !== undefined ? <PlotTooltip title={row.name} rows={[{ key: "value", label, text: row.valueText }, { key: "cumulative", label: "Together", text: row.cumulativeText, colour: "var(--c2)" }]} /> : null;
          }}
        />
        <Bar yAxisId="value" dataKey="value" isAnimationActive={false} maxBarSize={48} shape={Column} />
        <Line yAxisId="share" dataKey="cumulative" isAnimationActive={false} stroke="var(--c2)" strokeWidth={2} dot={{ r: 2.5, fill: "var(--c2)", strokeWidth: 0 }} activeDot={false} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
