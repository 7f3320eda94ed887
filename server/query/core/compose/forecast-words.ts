import type { EvidenceTable, Finding, Range, Span } from "../../contract";
import type { Forecast } from "../forecast";
import { forecastOf, forecastRow } from "../forecast-history";
import type { MetricDefinition } from "../metric";
import { formatDay } from "../format";
import { describeRange } from "../period";
import { inSentence } from "../vocabulary";
import { text } from "./evidence";
import { resultsOf, valueKey, type Composition } from "./results";

const dayMs = 86_400_000;

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

function tell(composition: Composition, metric: MetricDefinition): Told | null {
  const found = resultsOf(composition.results, "history").find(({ work }) => work.metric.id === metric.id);
  if (!found) return null;
  const horizon = horizonOf(composition);
  const told = forecastOf({ metric, history: found.table, range: found.work.range, horizon, zone: composition.zone, key: valueKey(metric, composition.plan) });
  return { metric, history: found.table, range: found.work.range, horizon, ...told };
}

/** The forecast as a row of evidence of its own, so that each of its figures is a cell. */
function forecastTable({ metric, horizon, result }: Told & { result: Forecast }): EvidenceTable {
  const { columns, row } = forecastRow(metric, horizon, result);
  return { id: `${metric.id}_forecast`, title: `Forecast of ${inSentence(metric.label)}, worked out from the history`, totalRows: 1, sql: "", parameters: [], href: null, columns, rows: [row] };
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
