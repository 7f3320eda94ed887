import { tickIndexes } from "@/components/kit/charts/bucket";
import { prepareColumns } from "@/components/kit/charts/prepare-columns";
import { prepareRanking } from "@/components/kit/charts/prepare-ranking";
import { prepareTrend, type TargetLine } from "@/components/kit/charts/prepare-trend";
import type { Scale } from "@/components/kit/charts/scale";
import { formatValue, type ValueKind } from "@/lib/format";
import type { ChartInput } from "../chart-input";
import { shape, shorten, words } from "./svg-text";

export interface DrawnChart {
  svg: string;
  width: number;
  height: number;
  /** The same in words. */
  text: string;
}

const width = 720;
const head = 34;
const plot = { left: 64, right: 120, top: head + 8, height: 180 };
// Paper and mail are light, whatever the theme of the page.
const ink = { text: "#16181d", quiet: "#5b616e", grid: "#e4e6eb", fill: "#6b7488", track: "#eceef2", paper: "#ffffff" };
const series = ["#1a6ac9", "#8f5827", "#609a9f", "#62297e", "#781e2d", "#90991c", "#878d99"];
const small = { "font-size": 12, fill: ink.quiet };

const sheet = ({ title, unit }: Pick<ChartInput, "title" | "unit">, height: number, parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Geist, Helvetica, Arial, sans-serif">`,
    shape("rect", { width, height, fill: ink.paper }),
    words(shorten(`${title}${unit === "" ? "" : `, ${unit}`}`, 90), { x: 0, y: 18, "font-size": 14, "font-weight": 600, fill: ink.text }),
    ...parts,
    "</svg>",
  ].join("");

interface Axes {
  scale: Scale;
  kind: ValueKind;
  ticks: readonly { x: number; text: string }[];
  target: TargetLine | null;
}

const yOf = (scale: Scale, value: number): number => plot.top + (1 - (value - scale.min) / (scale.max - scale.min)) * plot.height;
const fixed = (value: number): number => Math.round(value * 10) / 10;

function axes({ scale, kind, ticks, target }: Axes): string[] {
  const right = width - plot.right;
  const level = (value: number, style: { stroke: string; dash?: string }): string => shape("line", { x1: plot.left, x2: right, y1: fixed(yOf(scale, value)), y2: fixed(yOf(scale, value)), stroke: style.stroke, "stroke-dasharray": style.dash });
  return [
    ...scale.ticks.flatMap((tick) => [level(tick, { stroke: ink.grid }), words(formatValue(tick, kind), { x: plot.left - 8, y: fixed(yOf(scale, tick)) + 4, "text-anchor": "end", ...small })]),
    ...ticks.map(({ x, text }, index) => words(text, { x: fixed(x), y: plot.top + plot.height + 20, "text-anchor": index === 0 ? "start" : "middle", ...small })),
    ...(target === null ? [] : [level(target.value, { stroke: ink.quiet, dash: "2 3" }), words(`${target.label} ${formatValue(target.value, kind)}`, { x: right + 8, y: fixed(yOf(scale, target.value)) + 4, ...small })]),
  ];
}

const plotHeight = plot.top + plot.height + 34;

/** Runs of neighbouring values as SVG paths; a value without neighbours is a dot. */
function course(values: readonly (number | null)[], at: { x: (index: number) => number; y: (value: number) => number }, style: { colour: string; dash: string | undefined }): string[] {
  const runs: [number, number][][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([fixed(at.x(index)), fixed(at.y(value))]);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    if (first === undefined) return [];
    if (run.length === 1) return [shape("circle", { cx: first[0], cy: first[1], r: 2.5, fill: style.colour })];
    return [shape("path", { d: `M${run.map(([x, y]) => `${x} ${y}`).join("L")}`, fill: "none", stroke: style.colour, "stroke-width": 1.75, "stroke-dasharray": style.dash })];
  });
}

function drawLine(chart: Extract<ChartInput, { type: "line" }>): DrawnChart {
  const trend = prepareTrend(chart.input);
  const right = width - plot.right;
  const x = (index: number): number => plot.left + (index / Math.max(1, trend.rows.length - 1)) * (right - plot.left);
  const ticks = tickIndexes(trend.rows.length).map((index) => ({ x: x(index), text: trend.tickOf(trend.rows[index]?.at ?? "") }));
  const lines = trend.lines.flatMap((line, index) => {
    const read = (key: string): (number | null)[] => trend.rows.map((row) => (typeof row[key] === "number" ? row[key] : null));
    const style = { colour: series[index] ?? ink.quiet, dash: line.dash };
    const y = (value: number): number => yOf(trend.scale, value);
    const name = line.last === null || trend.lines.length === 1 ? [] : [words(shorten(line.label, 16), { x: right + 8, y: fixed(y(line.last)) + 4, "font-size": 12, fill: style.colour })];
    return [...course(read(line.key), { x, y }, style), ...course(read(line.tailKey), { x, y }, { ...style, dash: "1 4" }), ...name];
  });
  return { svg: sheet(chart, plotHeight, [...axes({ scale: trend.scale, kind: chart.input.kind, ticks, target: chart.input.target ?? null }), ...lines]), width, height: plotHeight, text: `${chart.title}, ${chart.unit}. ${trend.summary}.` };
}

function drawColumns(chart: Extract<ChartInput, { type: "columns" }>): DrawnChart {
  const { rows, scale, summary } = prepareColumns(chart.input);
  const step = (width - plot.right - plot.left) / Math.max(1, rows.length);
  const x = (index: number): number => plot.left + index * step;
  const ticks = tickIndexes(rows.length).map((index) => ({ x: x(index) + step / 2, text: rows[index]?.tick ?? "" }));
  const columns = rows.flatMap(({ value, isIncomplete }, index) => {
    if (value === null) return [];
    const [top, zero] = [yOf(scale, Math.max(0, value)), yOf(scale, Math.min(0, value))];
    return [shape("rect", { x: fixed(x(index) + step * 0.15), y: fixed(top), width: fixed(step * 0.7), height: fixed(Math.max(1, zero - top)), fill: isIncomplete ? "none" : series[0], stroke: isIncomplete ? series[0] : undefined, "stroke-dasharray": isIncomplete ? "2 2" : undefined })];
  });
  return { svg: sheet(chart, plotHeight, [...axes({ scale, kind: chart.input.kind, ticks, target: chart.input.target ?? null }), ...columns]), width, height: plotHeight, text: `${chart.title}, ${chart.unit}: ${summary}.` };
}

function drawBars(chart: Extract<ChartInput, { type: "bars" }>): DrawnChart {
  const { bars, summary } = prepareRanking(chart.input);
  const row = 22;
  const [from, to] = [190, width - 90];
  const parts = bars.flatMap((bar, index) => {
    const y = head + 4 + index * row;
    const text = { y: y + 13, "font-size": 12 };
    return [
      words(shorten(bar.label, 28), { x: 0, ...text, fill: ink.text }),
      ...(bar.ratio === null ? [] : [shape("rect", { x: from, y: y + 5, width: to - from, height: 8, rx: 4, fill: ink.track }), shape("rect", { x: from, y: y + 5, width: fixed(Math.max(1, bar.ratio * (to - from))), height: 8, rx: 4, fill: ink.fill })]),
      words(bar.text, { x: width, ...text, "text-anchor": "end", fill: bar.ratio === null ? ink.quiet : ink.text }),
    ];
  });
  const height = head + 12 + bars.length * row;
  return { svg: sheet(chart, height, parts), width, height, text: `${chart.title}, ${chart.unit}: ${summary}.` };
}

/** A chart as a picture for paper, mail and documents: the same values, scale and order as on the page. */
export function drawChart(chart: ChartInput): DrawnChart {
  if (chart.type === "bars") return drawBars(chart);
  return chart.type === "columns" ? drawColumns(chart) : drawLine(chart);
}
