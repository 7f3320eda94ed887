"use client";

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { AXIS_TEXT, axisWidth, lineLabelPosition, PLOT, PlotTooltip, type TooltipRow } from "@/components/kit/charts/plot-parts";
import { tickIndexes } from "@/components/kit/charts/bucket";
import type { PreparedTrend, TargetLine, TrendLine } from "@/components/kit/charts/prepare-trend";
import { formatValue, type ValueKind } from "@/lib/format";

export interface LinePlotProps {
  trend: PreparedTrend;
  kind: ValueKind;
  height: number;
  target: TargetLine | null;
  /** Charts with the same id share one crosshair. */
  syncId?: string;
}

interface DotProps {
  cx?: number;
  cy?: number;
  index?: number;
}

function loneDot(line: TrendLine) {
  return function LoneDot({ cx, cy, index }: DotProps) {
    if (cx === undefined || cy === undefined || index === undefined || !line.loneRows.includes(index)) return <g key={index} />;
    return <circle key={index} cx={cx} cy={cy} r={2.5} fill={line.colour} />;
  };
}

function linesOf(trend: PreparedTrend) {
  const shared = { type: "linear", isAnimationActive: false, connectNulls: false, strokeWidth: 1.75, strokeLinecap: "round", strokeLinejoin: "round" } as const;
  return trend.lines.flatMap((line) => [
    <Line key={line.key} {...shared} dataKey={line.key} stroke={line.colour} strokeDasharray={line.dash} dot={loneDot(line)} activeDot={{ r: 3, stroke: "var(--card)", strokeWidth: 1.5, fill: line.colour }} />,
    <Line key={line.tailKey} {...shared} dataKey={line.tailKey} stroke={line.colour} strokeDasharray="1 4" dot={false} activeDot={{ r: 3, stroke: line.colour, strokeWidth: 1.5, fill: "var(--card)" }} />,
  ]);
}

function tooltipRows(trend: PreparedTrend, at: string, kind: ValueKind): TooltipRow[] {
  const row = trend.rows.find((candidate) => candidate.at === at);
  return trend.lines.map((line) => {
    const value = row?.[line.key] ?? row?.[line.tailKey] ?? null;
    return { key: line.key, label: line.label, colour: line.colour, text: formatValue(typeof value === "number" ? value : null, kind) };
  });
}

/** The drawing alone; LineTrend gives it title, labels and table. */
export function LinePlot({ trend, kind, height, target, syncId }: LinePlotProps) {
  const { scale, rows } = trend;
  const text = (value: number) => formatValue(value, kind);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={rows} margin={{ top: PLOT.top, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false} syncId={syncId}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis
          dataKey="at"
          ticks={tickIndexes(rows.length).map((index) => rows[index]?.at ?? "")}
          height={PLOT.axis}
          tickLine={false}
          axisLine={false}
          interval="preserveStartEnd"
          minTickGap={16}
          tickFormatter={trend.tickOf}
          tick={AXIS_TEXT}
        />
        <YAxis width={axisWidth(scale.ticks.map(text))} ticks={scale.ticks} domain={[scale.min, scale.max]} interval={0} tickLine={false} axisLine={false} tickFormatter={text} tick={AXIS_TEXT} />
        {scale.min < 0 ? <ReferenceLine y={0} stroke="var(--fg-3)" /> : null}
        {target === null ? null : (
          <ReferenceLine y={target.value} stroke="var(--fg-3)" strokeDasharray="2 3" label={{ value: target.label, position: lineLabelPosition(target.value, scale), ...AXIS_TEXT, offset: 4 }} />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--fg-3)", strokeWidth: 1 }}
          content={({ active, label }) => (active && typeof label === "string" ? <PlotTooltip title={trend.nameOf(label)} rows={tooltipRows(trend, label, kind)} /> : null)}
        />
        {linesOf(trend)}
      </LineChart>
    </ResponsiveContainer>
  );
}
