import type { Measure } from "../../contract";

const placeholder = /\{\{\s*\.window\s*\}\}/g;

/** A query over a range: every `{{.window}}` (Sloth's placeholder) becomes the range, "5m". */
export const overRange = (query: string, range: string): string => query.replace(placeholder, range);

/** Whether a query looks back over the range that it is asked for; one without the placeholder always gives the same range. */
export const hasRange = (query: string): boolean => query.search(placeholder) >= 0;

const stringsAndRates = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|\brate(?=\s*\()/g;

/**
 * The same query counting events: `rate` is `increase` divided by the seconds of the range, so that in sums, and in quotients of sums, the one stands for the other.
 * Text in quotes stays.
 */
export const asCounts = (query: string): string => query.replace(stringsAndRates, (found) => (found === "rate" ? "increase" : found));

/** Prometheus reads a bound of a bucket as text: 1 is "1" or "1.0", so both are matched. */
function boundMatcher(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}(\\\\.0)?"` : `le="${bound}"`;
}

/** The two queries of a histogram: events up to the bound, and all. */
export function histogramQueries({ histogram, matchers, bound }: Extract<Measure, { form: "latency" }>): { good: string; total: string } {
  const others = matchers.replace(/^\{|\}$/g, "").replace(/,\s*$/, "");
  const selector = (suffix: string, more: string): string => `${histogram}_${suffix}{${[others, more].filter(Boolean).join(",")}}`;
  return { good: `sum(rate(${selector("bucket", boundMatcher(bound))}[{{.window}}]))`, total: `sum(rate(${selector("count", "")}[{{.window}}]))`.replace("{}", "") };
}

/** What is asked of Prometheus for an SLI; `of` says how the answers make good and total. */
export interface MeasureQueries {
  part: string;
  /** Null where the part is a ratio or a value of its own. */
  total: string | null;
  of: "good" | "bad" | "good_ratio" | "bad_ratio" | "value";
}

/** The queries of a measure, still with the placeholder. */
export function queriesOf(measure: Measure): MeasureQueries {
  if (measure.form === "good") return { part: asCounts(measure.good), total: asCounts(measure.total), of: "good" };
  if (measure.form === "bad") return { part: asCounts(measure.bad), total: asCounts(measure.total), of: "bad" };
  if (measure.form === "ratio") return { part: measure.query, total: null, of: measure.counts === "good" ? "good_ratio" : "bad_ratio" };
  if (measure.form === "threshold") return { part: measure.query, total: null, of: "value" };
  const { good, total } = histogramQueries(measure);
  return { part: asCounts(good), total: asCounts(total), of: "good" };
}

const operators = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The comparison of a threshold as PromQL and people write it. */
export const operatorOf = (op: keyof typeof operators): string => operators[op];

/**
 * The share of bad events over a range as one expression, as Sloth writes it; still with the placeholder. A threshold becomes the share of minutes that broke it.
 */
export function errorRatioQuery(measure: Measure): string {
  if (measure.form === "bad") return `(${measure.bad.trim()})\n/\n(${measure.total.trim()})`;
  if (measure.form === "ratio") return measure.counts === "bad" ? `(${measure.query.trim()})` : `(1 - (${measure.query.trim()}))`;
  if (measure.form === "threshold") return `(1 - avg_over_time(((${measure.query.trim()}) ${operatorOf(measure.op)} bool ${measure.limit})[{{.window}}:1m]))`;
  const { good, total } = measure.form === "good" ? measure : histogramQueries(measure);
  return `(\n  1 - (\n    (\n      ${good.trim()}\n    )\n    /\n    (\n      ${total.trim()}\n    )\n  )\n)`;
}
