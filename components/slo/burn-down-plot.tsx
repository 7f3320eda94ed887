"use client";

import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceDot, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { AXIS_TEXT, axisWidth, PLOT, PlotTooltip } from "@/components/kit/charts/plot-parts";
import type { BurnDownChart } from "@/components/slo/prepare-burn-down";
import { leftText } from "@/components/slo/slo-words";
import { formatDateTime, formatRatio } from "@/lib/format";

export interface BurnDownPlotProps {
  chart: BurnDownChart;
  height: number;
  atRisk: number;
  zone: string;
}

const shared = { type: "linear", isAnimationActive: false, connectNulls: false, strokeLinecap: "round", strokeLinejoin: "round", dot: false } as const;

function tooltipRows(row: BurnDownChart["rows"][number], hasRaw: boolean) {
  if (row.adjusted === null && row.forecast !== null) return [{ key: "forecast", label: "Forecast", text: leftText(row.forecast) }];
  const adjusted = { key: "adjusted", label: hasRaw ? "Adjusted" : "Left", colour: "var(--c1)", text: leftText(row.adjusted) };
  return hasRaw ? [adjusted, { key: "raw", label: "Raw", colour: "var(--fill)", text: leftText(row.raw) }] : [adjusted];
}

/** A ring with the number or letter that stands in the table of events or the list of notes. */
function Ring({ cx = 0, cy = 0, text }: { cx?: number; cy?: number; text: string }) {
  return (
    <g>
      <circle cx={cx} cy={cy - 11} r={8} fill="var(--card)" stroke="var(--fg-3)" />
      <text x={cx} y={cy - 7} textAnchor="middle" fontSize={11} fontWeight={500} fill="var(--fg)">
        {text}
      </text>
    </g>
  );
}

function marksOf({ marks, notes, scale }: BurnDownChart) {
  const lettered = notes.map(({ atMs, letter }) => <ReferenceDot key={letter} x={atMs} y={scale.max} shape={({ cx, cy = 0 }: { cx?: number; cy?: number }) => <Ring cx={cx} cy={cy + 20} text={letter} />} />);
  const numbered = marks.map((mark) => <ReferenceDot key={mark.number} x={mark.atMs} y={scale.min} shape={(props: { cx?: number; cy?: number }) => <Ring cx={props.cx} cy={props.cy} text={String(mark.number)} />} />);
  return [...lettered, ...numbered];
}

function frameOf({ bands, notes, scale, nowMs, toMs, even }: BurnDownChart, atRisk: number) {
  return [
    ...bands.map((band) => <ReferenceArea key={`${band.fromMs}-${band.reason}`} x1={band.fromMs} x2={band.toMs} fill="var(--info)" fillOpacity={0.18} stroke="var(--info-line)" />),
    nowMs < toMs - 60_000 ? <ReferenceArea key="ahead" x1={nowMs} x2={toMs} fill="var(--muted)" fillOpacity={0.8} label={{ value: "ahead", position: "insideTopLeft", ...AXIS_TEXT }} /> : null,
    ...notes.map(({ atMs: x, letter }) => <ReferenceLine key={`note-${letter}`} x={x} stroke="var(--fg-3)" strokeDasharray="2 2" />),
    even === null ? null : <ReferenceLine key="even" segment={[{ x: even.fromMs, y: 1 }, { x: even.toMs, y: 0 }]} stroke="var(--fg-3)" strokeDasharray="1 4" ifOverflow="hidden" />,
    scale.min < 0 ? <ReferenceLine key="zero" y={0} stroke="var(--fg-3)" /> : null,
    <ReferenceLine key="risk" y={atRisk} stroke="var(--warn)" strokeDasharray="4 3" label={{ value: `at risk from ${formatRatio(atRisk, { digits: 0 })}`, position: "insideTopRight", ...AXIS_TEXT, offset: 4 }} />,
  ];
}

/** The drawing alone; BurnDown gives it title, words and table. */
export function BurnDownPlot({ chart, height, atRisk, zone }: BurnDownPlotProps) {
  const { rows, scale, ticks } = chart;
  const texts = new Map(ticks.map(({ atMs, text }) => [atMs, text]));
  const text = (value: number): string => formatRatio(value, { digits: 0 });
  const find = (atMs: unknown) => rows.find((row) => row.atMs === atMs);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={rows} margin={{ top: PLOT.top, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis type="number" dataKey="atMs" domain={[chart.fromMs, chart.toMs]} allowDataOverflow ticks={ticks.map(({ atMs }) => atMs)} height={PLOT.axis} tickLine={false} axisLine={false} interval="preserveStartEnd" minTickGap={16} tickFormatter={(atMs: number) => texts.get(atMs) ?? ""} tick={AXIS_TEXT} />
        <YAxis width={axisWidth(scale.ticks.map(text))} ticks={scale.ticks} domain={[scale.min, scale.max]} interval={0} tickLine={false} axisLine={false} tickFormatter={text} tick={AXIS_TEXT} />
        {frameOf(chart, atRisk)}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--fg-3)", strokeWidth: 1 }}
          content={({ active, label }) => {
            const row = active ? find(label) : undefined;
            return row === undefined ? null : <PlotTooltip title={formatDateTime(new Date(row.atMs).toISOString(), zone)} rows={tooltipRows(row, chart.hasRaw)} />;
          }}
        />
        {chart.hasRaw ? <Line {...shared} dataKey="raw" stroke="var(--fill)" strokeWidth={1.5} strokeDasharray="5 3" /> : null}
        <Line {...shared} dataKey="forecast" stroke="var(--c1)" strokeWidth={1.5} strokeDasharray="1 4" />
        <Line {...shared} dataKey="adjusted" stroke="var(--c1)" strokeWidth={2} activeDot={{ r: 3, stroke: "var(--card)", strokeWidth: 1.5, fill: "var(--c1)" }} />
        {marksOf(chart)}
      </LineChart>
    </ResponsiveContainer>
  );
}
