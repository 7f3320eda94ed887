import { bucketName, bucketTick, soFar, type Grain } from "@/components/kit/charts/bucket";
import { scaleOf, type Scale } from "@/components/kit/charts/scale";
import { MOST_SERIES, seriesStyle, type SeriesStyle } from "@/components/kit/charts/series-style";
import { formatCount, formatValue, isValue, type ValueKind } from "@/lib/format";

export interface TrendPoint {
  /** Start of the bucket, ISO. */
  at: string;
  /** Null is no data: the line has a gap. */
  value: number | null;
}

export interface TrendSeries {
  id: string;
  label: string;
  points: readonly TrendPoint[];
}

export interface TargetLine {
  value: number;
  label: string;
}

export interface TrendInput {
  series: readonly TrendSeries[];
  kind: ValueKind;
  grain: Grain;
  zone: string;
  /** Whether the last bucket is still filling. */
  isLastIncomplete?: boolean;
  target?: TargetLine | null;
  /** Whether values may be added up. Only then the seventh and later series become one line "others". */
  isAdditive?: boolean;
}

export type TrendRow = { at: string } & Record<string, number | string | null>;

export interface TrendLine extends SeriesStyle {
  label: string;
  /** Field of the rows with complete buckets. */
  key: string;
  /** Field with the step into the incomplete bucket. */
  tailKey: string;
  /** Rows whose point has no neighbour: a line cannot show them, a dot does. */
  loneRows: number[];
  /** The newest value, for the label at the line's end. */
  last: number | null;
}

export interface PreparedTrend {
  rows: TrendRow[];
  lines: TrendLine[];
  scale: Scale;
  tickOf: (at: string) => string;
  nameOf: (at: string) => string;
  /** Series that are neither drawn nor summed; the table twin has them. */
  hiddenCount: number;
  summary: string;
  table: { columns: string[]; rows: { at: string; name: string; cells: string[] }[] };
}

function totalOf(series: TrendSeries): number {
  return series.points.reduce((sum, point) => sum + (isValue(point.value) ? Math.abs(point.value) : 0), 0);
}

function bucketsOf(series: readonly TrendSeries[]): string[] {
  const all = new Set(series.flatMap((one) => one.points.map((point) => point.at)));
  return [...all].sort((a, b) => new Date(a).getTime() - new Date(b).getTime());
}

/** Sum of several series; a bucket in which none has a value stays without data. */
function sumSeries(series: readonly TrendSeries[]): TrendSeries {
  const points = bucketsOf(series).map((at) => {
    const values = series.map((one) => one.points.find((point) => point.at === at)?.value).filter(isValue);
    return { at, value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) };
  });
  return { id: "others", label: `${series.length} others`, points };
}

function pick(input: TrendInput): { drawn: TrendSeries[]; hiddenCount: number } {
  if (input.series.length <= MOST_SERIES) return { drawn: [...input.series], hiddenCount: 0 };
  const ranked = [...input.series].sort((a, b) => totalOf(b) - totalOf(a));
  const kept = ranked.slice(0, MOST_SERIES);
  const rest = ranked.slice(MOST_SERIES);
  return input.isAdditive === true ? { drawn: [...kept, sumSeries(rest)], hiddenCount: 0 } : { drawn: kept, hiddenCount: rest.length };
}

function lineOf(values: readonly (number | null)[], index: number, label: string): TrendLine {
  const loneRows = values.flatMap((value, at) => (value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null ? [at] : []));
  return { ...seriesStyle(index), label, key: `s${index}`, tailKey: `t${index}`, loneRows, last: values.findLast((value) => value !== null) ?? null };
}

function fillRows(buckets: readonly string[], columns: readonly (readonly (number | null)[])[], isLastIncomplete: boolean): TrendRow[] {
  const last = buckets.length - 1;
  return buckets.map((at, row) => {
    const fields: TrendRow = { at };
    columns.forEach((values, index) => {
      const value = values[row] ?? null;
      const isTail = isLastIncomplete && row === last;
      fields[`s${index}`] = isTail ? null : value;
      fields[`t${index}`] = isLastIncomplete && row >= last - 1 ? value : null;
    });
    return fields;
  });
}

function describe(series: TrendSeries, input: TrendInput, complete: readonly string[]): string {
  const points = complete.flatMap((at) => {
    const value = series.points.find((point) => point.at === at)?.value;
    return isValue(value) ? [{ at, value }] : [];
  });
  const first = points[0];
  if (first === undefined) return `${series.label}: no data`;
  const high = points.reduce((best, point) => (point.value > best.value ? point : best), first);
  const low = points.reduce((best, point) => (point.value < best.value ? point : best), first);
  const last = points.at(-1) ?? first;
  const say = (point: { at: string; value: number }) => `${formatValue(point.value, input.kind)} (${bucketTick(point.at, input.grain, input.zone)})`;
  const gaps = complete.length - points.length;
  return `${series.label}: last ${say(last)}, highest ${say(high)}, lowest ${say(low)}${gaps === 0 ? "" : `, no data in ${formatCount(gaps, "bucket")}`}`;
}

/** Everything a trend chart has to know before it draws. Pure, so that it can be checked without a browser. */
export function prepareTrend(input: TrendInput): PreparedTrend {
  const { kind, grain, zone, target = null, isLastIncomplete = false } = input;
  const { drawn, hiddenCount } = pick(input);
  const buckets = bucketsOf(input.series);
  const columnOf = (series: TrendSeries) => {
    const byAt = new Map(series.points.map((point) => [point.at, isValue(point.value) ? point.value : null]));
    return buckets.map((at) => byAt.get(at) ?? null);
  };
  const columns = drawn.map(columnOf);
  const complete = isLastIncomplete ? buckets.slice(0, -1) : buckets;
  const lastAt = isLastIncomplete ? buckets.at(-1) : undefined;
  const nameOf = (at: string) => `${bucketName(at, grain, zone)}${at === lastAt ? ", so far" : ""}`;
  const all = input.series.map((series) => ({ label: series.label, values: columnOf(series) }));
  return {
    rows: fillRows(buckets, columns, isLastIncomplete),
    lines: columns.map((values, index) => lineOf(values, index, drawn[index]?.label ?? "")),
    scale: scaleOf(columns.flat().filter(isValue), kind, target === null ? [] : [target.value]),
    tickOf: (at) => (at === lastAt ? soFar(grain) : bucketTick(at, grain, zone)),
    nameOf,
    hiddenCount,
    summary: drawn.map((series) => describe(series, input, complete)).join("; ") || "no data",
    table: {
      columns: all.map((series) => series.label),
      rows: buckets.map((at, row) => ({ at, name: nameOf(at), cells: all.map((series) => formatValue(series.values[row], kind)) })),
    },
  };
}
