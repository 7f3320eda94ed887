import { Temporal } from "temporal-polyfill";
import type { EvidenceTable, Finding, Range, Span } from "../../contract";
import { forecast, forecastLevel, type Forecast, type Point } from "../forecast";
import type { MetricDefinition } from "../metric";
import { formatDay } from "../format";
import { describeRange } from "../period";
import { inSentence } from "../vocabulary";
import { numberAt, text } from "./evidence";
import { resultsOf, valueKey, type Composition } from "./results";

const dayMs = 86_400_000;
const certainty = 0.95;

interface Told {
  metric: MetricDefinition;
  history: EvidenceTable;
  range: Range;
  horizon: Range;
  result: Forecast | null;
  isTooFar: boolean;
}

/** The period asked about, from the end of the history on; the next 30 days when it names none ahead. */
function horizonOf({ plan, period }: Composition): Range {
  const start = Date.parse(period.to);
  if (plan.time?.explicit && Date.parse(plan.time.to) > start) return { from: new Date(Math.max(start, Date.parse(plan.time.from))).toISOString(), to: plan.time.to };
  return { from: period.to, to: new Date(start + 30 * dayMs).toISOString() };
}

function daysAhead(history: Range, horizon: Range, zone: string): { day: number; weekday: number }[] {
  const date = (iso: string) => Temporal.Instant.from(iso).toZonedDateTimeISO(zone).toPlainDate();
  const [first, from] = [date(history.from), date(horizon.from)];
  const count = Math.max(0, Math.round((Date.parse(horizon.to) - Date.parse(horizon.from)) / dayMs));
  const offset = first.until(from).days;
  return Array.from({ length: Math.min(count, 400) }, (_, index) => ({ day: offset + index, weekday: from.add({ days: index }).dayOfWeek - 1 }));
}

function pointsOf(table: EvidenceTable, key: string): Point[] {
  return table.rows.flatMap((row, day): Point[] => {
    const value = numberAt(table, day, key);
    return value === null || typeof row.day !== "string" ? [] : [{ day, weekday: Temporal.PlainDate.from(row.day).dayOfWeek - 1, value }];
  });
}

function tell(composition: Composition, metric: MetricDefinition): Told | null {
  const found = resultsOf(composition.results, "history").find(({ work }) => work.metric.id === metric.id);
  if (!found) return null;
  const horizon = horizonOf(composition);
  const ahead = daysAhead(found.work.range, horizon, composition.zone);
  const points = pointsOf(found.table, valueKey(metric, composition.plan));
  const isTooFar = (ahead.at(-1)?.day ?? 0) >= 2 * found.table.rows.length;
  const result = metric.kind === "stock" ? forecastLevel(points, (ahead.at(-1)?.day ?? 0) - (points.at(-1)?.day ?? 0)) : forecast(points, ahead, metric.isAdditive);
  return { metric, history: found.table, range: found.work.range, horizon, isTooFar, result: isTooFar ? null : result };
}

/** The forecast as a row of evidence of its own, so that each of its figures is a cell. */
function forecastTable({ metric, horizon, result }: Told & { result: Forecast }): EvidenceTable {
  const cap = (value: number): number => (metric.unit === "ratio" ? Math.min(1, value) : value);
  const whole = (value: number): number => (metric.unit === "count" ? Math.round(value) : cap(value));
  return {
    id: `${metric.id}_forecast`, title: `Forecast of ${inSentence(metric.label)}, worked out from the history`, totalRows: 1, sql: "", parameters: [], href: null,
    columns: [{ key: "from", label: "From", unit: "datetime" }, { key: "to", label: "To", unit: "datetime" }, { key: "value", label: "Expected", unit: metric.unit }, { key: "low", label: "At least", unit: metric.unit }, { key: "high", label: "At most", unit: metric.unit }, { key: "certainty", label: "Certainty", unit: "ratio" }, { key: "days", label: "Days fitted", unit: "count" }, { key: "slope", label: "Trend a day", unit: metric.unit }],
    rows: [{ from: horizon.from, to: horizon.to, value: whole(result.value), low: whole(result.low), high: whole(result.high), certainty, days: result.n, slope: result.slope }],
  };
}

const refusal = ({ metric, history, isTooFar }: Told): Span[] => [text(`No forecast of ${metric.noun}: ${isTooFar ? "the period asked about lies further ahead than the records can carry" : history.rows.length === 0 ? "there are no complete days to learn from" : "a fortnight of complete days with data is the least that it needs"}`)];

const lastDay = ({ to }: Range, zone: string): string => formatDay(new Date(Date.parse(to) - 1).toISOString(), zone);

/** Days that the words of a forecast name. */
export const forecastPhrases = (composition: Composition): string[] => (composition.plan.intent === "forecast" ? [describeRange(horizonOf(composition), composition.zone), lastDay(horizonOf(composition), composition.zone)] : []);

/** What is to be expected if it goes on as it did, with the interval; or why that cannot be said. */
export function forecastHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const told = tell(composition, metric);
  if (!told) return [];
  const { result } = told;
  if (result === null) return refusal(told);
  const { evidence, zone } = composition;
  const table = evidence.table(`${metric.id}_forecast`) ?? forecastTable({ ...told, result });
  if (evidence.table(table.id) === undefined) evidence.add(table);
  const figure = (column: string): Span => evidence.figure(table.id, 0, column);
  const when = metric.kind === "stock" ? ` on ${lastDay(told.horizon, zone)}` : `${metric.isAdditive ? "" : " on average"} for ${describeRange(told.horizon, zone)}`;
  return [text(`${metric.label}: `), figure("value"), text(` expected${when} if it goes on as it did, between `), figure("low"), text(" and "), figure("high"), text(" with a certainty of "), figure("certainty")];
}

const methods = { weekday_trend: "By least squares, a straight line with an effect for each weekday, over", trend: "By least squares, a straight line, over", drift: "From the last value and the mean daily change over" } as const;

/** How it was reached, from how many days, and for an open count when it would reach zero. */
export function forecastFindings(composition: Composition, metric: MetricDefinition): Finding[] {
  const told = tell(composition, metric);
  if (!told?.result) return [];
  const { evidence, zone } = composition;
  const { result } = told;
  const id = `${metric.id}_forecast`;
  const citations = [{ label: told.history.title, href: told.history.href, table: told.history.id }];
  const method: Finding = { title: "How it was reached", spans: [text(`${methods[result.method]} `), evidence.figure(id, 0, "days"), text(` complete days (${describeRange(told.range, zone)}). It moves by `), evidence.figure(id, 0, "slope"), text(" a day. What is planned but has never happened is not in it.")], citations };
  return metric.kind === "stock" && metric.unit === "count" ? [method, zeroFinding(composition, result, citations)] : [method];
}

function zeroFinding({ evidence }: Composition, { slope, level }: Forecast, citations: Finding["citations"]): Finding {
  const isFalling = slope < 0 && -level / slope < 3_650;
  return { title: "When it would be none", spans: isFalling ? [text("At this slope it would reach zero in "), evidence.derive("Days until zero", "days", Math.max(0, -level / slope)), text(".")] : [text("It does not fall, so that no date can be given.")], citations };
}
