"use client";

import { CartesianGrid, Line, LineChart, ReferenceDot, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { shareText, type CourseChart } from "@/components/incidents/prepare-course";
import { AXIS_TEXT, axisWidth, PLOT, PlotTooltip } from "@/components/kit/charts/plot-parts";
import { formatDateTime, formatRatio } from "@/lib/format";

const lineHeight = 16;

function Mark({ viewBox, mark }: { viewBox?: { x?: number; y?: number }; mark: CourseChart["marks"][number] }) {
  const { x = 0, y = 0 } = viewBox ?? {};
  return <text x={mark.isAtEnd ? x - 5 : x + 5} y={y + 10 + mark.line * lineHeight} textAnchor={mark.isAtEnd ? "end" : "start"} fontSize={12} fontWeight={500} fill="var(--fg)" stroke="var(--card)" strokeWidth={3} paintOrder="stroke">{mark.text}</text>;
}

const text = (value: number): string => formatRatio(value, { digits: value > 0 && value < 0.01 ? 2 : value < 0.1 ? 1 : 0 });

/** The drawing alone; CourseCard gives it title, words and table. */
export function CoursePlot({ chart, height, zone }: { chart: CourseChart; height: number; zone: string }) {
  const { rows, scale, ticks, marks, budget, last } = chart;
  const texts = new Map(ticks.map(({ atMs, text: label }) => [atMs, label]));
  const room = Math.max(0, ...marks.map(({ line }) => line + 1)) * lineHeight;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={rows} margin={{ top: PLOT.top, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis type="number" dataKey="atMs" domain={[chart.fromMs, chart.toMs]} allowDataOverflow ticks={ticks.map(({ atMs }) => atMs)} height={PLOT.axis} tickLine={false} axisLine={false} interval="preserveStartEnd" minTickGap={16} tickFormatter={(atMs: number) => texts.get(atMs) ?? ""} tick={AXIS_TEXT} />
        <YAxis width={axisWidth(scale.ticks.map(text))} ticks={scale.ticks} domain={[scale.min, scale.max]} padding={{ top: room }} interval={0} tickLine={false} axisLine={false} tickFormatter={text} tick={AXIS_TEXT} />
        <ReferenceLine y={budget.value} stroke="var(--fg-3)" strokeDasharray="2 3" label={{ value: budget.label, position: "insideBottomLeft", ...AXIS_TEXT, offset: 4 }} />
        {marks.map((mark) => <ReferenceLine key={mark.text} x={mark.atMs} stroke="var(--fg-3)" strokeDasharray="2 3" label={<Mark mark={mark} />} />)}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--fg-3)", strokeWidth: 1 }}
          content={({ active, label }) => {
            const row = active ? rows.find(({ atMs }) => atMs === label) : undefined;
            return row === undefined ? null : <PlotTooltip title={formatDateTime(new Date(row.atMs).toISOString(), zone)} rows={[{ key: "bad", label: "Bad", colour: "var(--c1)", text: shareText(row.bad) }]} />;
          }}
        />
        <Line type="linear" isAnimationActive={false} connectNulls={false} dot={false} dataKey="bad" stroke="var(--c1)" strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" activeDot={{ r: 3, stroke: "var(--card)", strokeWidth: 1.5, fill: "var(--c1)" }} />
        {last === null ? null : <ReferenceDot x={last.atMs} y={last.bad} r={3.5} fill="var(--c1)" stroke="var(--card)" label={{ value: last.text, position: "top", fontSize: 12, fontWeight: 500, fill: "var(--fg)" }} />}
      </LineChart>
    </ResponsiveContainer>
  );
}
