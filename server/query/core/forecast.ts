/** One whole day of the past. */
export interface Point {
  /** Days since the first day of the history. */
  day: number;
  /** 0 Monday to 6 Sunday. */
  weekday: number;
  value: number;
}

export interface Forecast {
  /** Sum over the horizon for amounts, the mean level for rates and times, the level at its end for stocks. */
  value: number;
  low: number;
  high: number;
  /** Days that the forecast was fitted to. */
  n: number;
  method: "weekday_trend" | "trend" | "drift";
  /** Change of the fitted line a day. */
  slope: number;
  /** Value of the fitted line on the first day of the horizon, weekdays averaged out. */
  level: number;
}

const leastSeasonal = 28;
const leastPoints = 14;
/** Normal quantile of a 95 % interval; residuals have at least seven degrees of freedom, so that Student's t would differ by a fifth at most. */
const z = 1.96;

/** Solves the symmetric positive definite system by Gaussian elimination with pivoting; null when it is singular. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.reduce((best, row, index) => (index >= column && Math.abs(row[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? index : best), column);
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    const lead = rows[column]?.[column] ?? 0;
    if (Math.abs(lead) < 1e-9) return null;
    for (const [index, row] of rows.entries()) if (index !== column) eliminate(row, rows[column] ?? [], { column, factor: (row[column] ?? 0) / lead });
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}

function eliminate(row: number[], by: readonly number[], { column, factor }: { column: number; factor: number }): void {
  for (let at = column; at < row.length; at += 1) row[at] = (row[at] ?? 0) - factor * (by[at] ?? 0);
}

/** Constant, trend, and six weekday effects that sum to zero with the seventh. */
function features(day: number, weekday: number, isSeasonal: boolean): number[] {
  const effects = isSeasonal ? Array.from({ length: 6 }, (_, index) => (weekday === index ? 1 : weekday === 6 ? -1 : 0)) : [];
  return [1, day / 7, ...effects];
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
const addedUp = (rows: readonly (readonly number[])[]): number[] => (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));

/**
 * Least squares with a linear trend and, from four weeks on, an effect for each weekday; the 95 % prediction interval of the horizon's sum (or mean)
 * is s * sqrt(h + x'(X'X)^-1 x), x being the sum of the horizon's rows (Draper and Smith, Applied Regression Analysis, ch. 3). Residuals are taken as
 * independent. Null with fewer than 14 days or none ahead. A count is never below 0.
 */
export function forecast(points: readonly Point[], ahead: readonly { day: number; weekday: number }[], isAmount: boolean): Forecast | null {
  if (points.length < leastPoints || ahead.length === 0) return null;
  const isSeasonal = points.length >= leastSeasonal && new Set(points.map(({ weekday }) => weekday)).size === 7;
  const rows = points.map(({ day, weekday }) => features(day, weekday, isSeasonal));
  const size = rows[0]?.length ?? 0;
  const squares = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)));
  const fitted = solve(squares, Array.from({ length: size }, (_, i) => rows.reduce((sum, row, index) => sum + (row[i] ?? 0) * (points[index]?.value ?? 0), 0)));
  const horizon = addedUp(ahead.map(({ day, weekday }) => features(day, weekday, isSeasonal)));
  const spread = solve(squares, horizon);
  if (fitted === null || spread === null) return null;
  const variance = points.reduce((sum, { value }, index) => sum + (value - dot(rows[index] ?? [], fitted)) ** 2, 0) / (points.length - size);
  const margin = z * Math.sqrt(variance * (ahead.length + dot(horizon, spread)));
  const divisor = isAmount ? 1 : ahead.length;
  const value = dot(horizon, fitted) / divisor;
  const floor = (each: number): number => Math.max(0, each);
  return { value: floor(value), low: floor(value - margin / divisor), high: floor(value + margin / divisor), n: points.length, method: isSeasonal ? "weekday_trend" : "trend", slope: (fitted[1] ?? 0) / 7, level: (fitted[0] ?? 0) + (fitted[1] ?? 0) * ((ahead[0]?.day ?? 0) / 7) };
}

/**
 * The level of a stock, which carries over from day to day: its last value moved on by the mean daily change, with the 95 % interval of the drift method,
 * s * sqrt(h (1 + h / (n - 1))) (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.5). Null with fewer than 14 days or none ahead.
 */
export function forecastLevel(points: readonly Point[], daysAhead: number): Forecast | null {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < leastPoints || daysAhead <= 0 || !first || !last) return null;
  const steps = points.slice(1).map(({ value }, index) => value - (points[index]?.value ?? 0));
  const slope = (last.value - first.value) / steps.length;
  const deviation = Math.sqrt(steps.reduce((sum, step) => sum + (step - slope) ** 2, 0) / (steps.length - 1));
  const value = last.value + slope * daysAhead;
  const margin = z * deviation * Math.sqrt(daysAhead * (1 + daysAhead / steps.length));
  return { value: Math.max(0, value), low: Math.max(0, value - margin), high: Math.max(0, value + margin), n: points.length, method: "drift", slope, level: last.value };
}
