import type { Finding, Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { dimensionLabel } from "../vocabulary";
import { quiet, text } from "./evidence";

const unitWords: Record<MetricDefinition["unit"], string> = { count: "a number", ratio: "a share, shown in per cent", ms: "a time", minutes: "minutes", days: "days", text: "a text", datetime: "an instant", date: "a day" };
const directionWords: Record<MetricDefinition["goodDirection"], string> = { up: "More is better.", down: "Less is better.", neutral: "More is neither better nor worse." };
const kindWords: Record<MetricDefinition["kind"], string> = { flow: "It counts what happened in a period.", stock: "It holds at one instant.", span: "It is weighed by time over a period." };

function aboutMetric(metric: MetricDefinition): Finding {
  const splits = metric.dimensions.map(({ id }) => dimensionLabel(id).toLowerCase()).join(", ");
  const adds = metric.isAdditive ? "Groups add up to the whole." : "Groups do not add up to the whole, and are never averaged.";
  const rows = metric.missing ? ` Left out: ${metric.sampleNoun} ${metric.missing.phrase}.` : "";
  return { title: metric.label, spans: [text(`${metric.label} is ${unitWords[metric.unit]}. ${kindWords[metric.kind]} ${directionWords[metric.goodDirection]} ${adds}${splits === "" ? "" : ` It can be split by ${splits}.`}${rows}`)], citations: [] };
}

/** What figures mean, from the very definitions that compute them; without one, how answers are made. */
export function explain(metrics: readonly MetricDefinition[]): { headline: Span[]; findings: Finding[] } {
  if (metrics.length === 0) return { headline: [text("Every figure is computed from the portal's records by a statement that is shown with it; no model writes numbers."), quiet(" Name a figure to read its definition, or open any number to see the rows behind it.")], findings: [] };
  return { headline: metrics.flatMap((metric, index) => [text(`${index === 0 ? "" : " "}${metric.label}: ${metric.definition}`)]), findings: metrics.map(aboutMetric) };
}
