import { bucketName, bucketTick, soFar, type Grain } from "@/components/kit/charts/bucket";
import type { TargetLine, TrendPoint } from "@/components/kit/charts/prepare-trend";
import { scaleOf, type Scale } from "@/components/kit/charts/scale";
import { formatCount, formatValue, isValue, type ValueKind } from "@/lib/format";

export interface ColumnsInput {
  points: readonly TrendPoint[];
  kind: ValueKind;
  grain: Grain;
  zone: string;
  isLastIncomplete?: boolean;
  target?: TargetLine | null;
}

export interface ColumnRow {
  at: string;
  value: number | null;
  isIncomplete: boolean;
  tick: string;
  name: string;
  text: string;
}

export interface PreparedColumns {
  rows: ColumnRow[];
  scale: Scale;
  summary: string;
}

function summarise(rows: readonly ColumnRow[]): string {
  const complete = rows.filter((row) => !row.isIncomplete);
  const known = complete.flatMap((row) => (row.value === null ? [] : [{ ...row, value: row.value }]));
  const first = known[0];
  if (first === undefined) return "no data";
  const high = known.reduce((best, row) => (row.value > best.value ? row : best), first);
  const low = known.reduce((best, row) => (row.value < best.value ? row : best), first);
  const gaps = complete.length - known.length;
  const last = known.at(-1) ?? first;
  return `${formatCount(complete.length, "bucket")}, last ${last.text} (${last.tick}), highest ${high.text} (${high.tick}), lowest ${low.text} (${low.tick})${gaps === 0 ? "" : `, no data in ${gaps}`}`;
}

/** What a column chart draws; null stays null and has no column, zero has a hairline. */
export function prepareColumns({ points, kind, grain, zone, isLastIncomplete = false, target = null }: ColumnsInput): PreparedColumns {
  const sorted = [...points].sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime());
  const rows = sorted.map((point, index): ColumnRow => {
    const isIncomplete = isLastIncomplete && index === sorted.length - 1;
    const value = isValue(point.value) ? point.value : null;
    const name = bucketName(point.at, grain, zone);
    return {
      at: point.at, value, isIncomplete,
      tick: isIncomplete ? soFar(grain) : bucketTick(point.at, grain, zone),
      name: isIncomplete ? `${name}, so far` : name,
      text: formatValue(value, kind),
    };
  });
  const values = rows.map((row) => row.value).filter(isValue);
  // A column's length is its value: the axis always holds zero.
  const scale = scaleOf(values, kind, [0, ...(target === null ? [] : [target.value])]);
  return { rows, scale, summary: summarise(rows) };
}
