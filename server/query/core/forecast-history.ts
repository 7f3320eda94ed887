import { Temporal } from "temporal-polyfill";
import type { Cell, EvidenceTable, Range } from "../contract";
import { forecast, forecastLevel, type Forecast, type Point } from "./forecast";
import type { MetricDefinition } from "./metric";

const dayMs = 86_400_000;
const certainty = 0.95;

const valueAt = (table: EvidenceTable, row: number, column: string): number | null => {
  const cell = table.rows[row]?.[column];
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
};

function daysAhead(history: Range, horizon: Range, zone: string): { day: number; weekday: number }[] {
  const date = (iso: string) => Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDate();
  const [first, from] = [date(history.from), date(horizon.from)];
  const count = Math.max(0, Math.round((Date.parse(horizon.to) - Date.parse(horizon.from)) / dayMs));
  const offset = first.until(from).days;
  return Array.from({ length: Math.min(count, 400) }, (_, index) => ({ day: offset + index, weekday: from.add({ days: index }).dayOfWeek - 1 }));
}

function pointsOf(table: EvidenceTable, key: string): Point[] {
  return table.rows.flatMap((row, day): Point[] => {
    const value = valueAt(table, day, key);
    return value === null || typeof row.day !== "string" ? [] : [{ day, weekday: Temporal.PlainDate.from(row.day).dayOfWeek - 1, value }];
  });
}

interface Asked {
  metric: MetricDefinition;
  /** One row a day, in order, with the local date in `day`. */
  history: EvidenceTable;
  range: Range;
  horizon: Range;
  zone: string;
  /** Column of the value. */
  key: string;
}

/** The forecast of a horizon from the days of a history. What lies further ahead than the history is long is not told. */
export function forecastOf({ metric, history, range, horizon, zone, key }: Asked): { result: Forecast | null; isTooFar: boolean } {
  const ahead = daysAhead(range, horizon, zone);
  const points = pointsOf(history, key);
  const last = ahead.at(-1)?.day ?? 0;
  if (last >= 2 * history.rows.length) return { result: null, isTooFar: true };
  return { result: metric.kind === "stock" ? forecastLevel(points, last - (points.at(-1)?.day ?? 0)) : forecast(points, ahead, metric.isAdditive), isTooFar: false };
}

/** The forecast as one row of cells; a count is whole, a share at most 1. */
export function forecastRow(metric: MetricDefinition, horizon: Range, result: Forecast): { columns: EvidenceTable["columns"]; row: Record<string, Cell> } {
  const cell = (value: number): number => (metric.unit === "count" ? Math.round(value) : metric.unit === "ratio" ? Math.min(1, value) : value);
  const { unit } = metric;
  return {
    columns: [{ key: "from", label: "From", unit: "datetime" }, { key: "to", label: "To", unit: "datetime" }, { key: "value", label: "Expected", unit }, { key: "low", label: "At least", unit }, { key: "high", label: "At most", unit }, { key: "certainty", label: "Certainty", unit: "ratio" }, { key: "days", label: "Days fitted", unit: "count" }, { key: "slope", label: "Trend a day", unit }],
    row: { from: horizon.from, to: horizon.to, value: cell(result.value), low: cell(result.low), high: cell(result.high), certainty, days: result.n, slope: result.slope },
  };
}
