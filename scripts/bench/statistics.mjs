/** Fewer values than this say nothing about a percentile. */
const LEAST = { 50: 3, 95: 20, 99: 100 };

/** The value below which `percent` of the values lie (nearest rank); null when there are too few of them to say. */
export function percentile(values, percent) {
  if (values.length < (LEAST[percent] ?? 1)) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

export const rounded = (value, digits = 1) => (value === null ? null : Number(value.toFixed(digits)));

const at = (values, percent, digits) => rounded(percentile(values, percent), digits);

/** @param {number[]} values milliseconds */
export const latencies = (values) => ({ n: values.length, p50: at(values, 50), p95: at(values, 95), p99: at(values, 99), max: values.length ? rounded(Math.max(...values)) : null });

/** Of a few repetitions: the median, with the extremes beside it. */
export function repetitions(values, digits = 0) {
  const sorted = [...values].sort((a, b) => a - b);
  if (!sorted.length) return { n: 0, median: null, min: null, max: null };
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
  return { n: sorted.length, median: rounded(middle, digits), min: rounded(sorted[0], digits), max: rounded(sorted.at(-1), digits) };
}
