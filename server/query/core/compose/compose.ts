import type { Brief, Finding, Intent, Span } from "../../contract";
import { composeCharts } from "./charts";
import { text } from "./evidence";
import { composeFindings } from "./findings";
import { composeHeadline } from "./headline";
import { resultsOf, type Composition } from "./results";
import { composeUnknowns, unknownPhrases } from "./unknowns";
import { keepGrounded, keepGroundedLines, verifySpans } from "./verify-grounding";
import { allowedPhrases } from "./words";

export interface Composed {
  headline: Span[];
  findings: Finding[];
  charts: Brief["charts"];
  unknowns: string[];
  grounded: Brief["trace"]["grounded"];
}

/** What no record decides is said before the facts that bear on it. */
const leads: Partial<Record<Intent, string>> = {
  decision: "The records do not decide this. What bears on it: ",
  strategy: "The records do not decide this. What bears on it: ",
  org_design: "The records know load and flow, not people. What bears on it: ",
  change_people: "The records know load and flow, not people. What bears on it: ",
  prioritisation: "By weight: ",
};

/** The first of each, then the second of each: no part of an answer crowds out another. */
const inTurn = <T>(lists: readonly T[][]): T[] => Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();

/** Sentences in a row. A period that the next sentence ends with as well is said once, there. */
export function inARow(sentences: readonly (readonly Span[])[]): Span[] {
  return sentences.flatMap((spans, index) => {
    const [last, other] = [spans.at(-1), sentences[index + 1]?.at(-1)];
    const isRepeated = last?.kind === "text" && other?.kind === "text" && last.quiet === true && other.quiet === true && last.text === other.text && last.text.endsWith(".");
    return [...(index === 0 ? [] : [text(" ")]), ...(isRepeated ? [...spans.slice(0, -1), text(".")] : spans)];
  });
}

/** Words, charts and gaps of an answer. Each composition is a set of metrics that share a period; they share the evidence. */
export function compose(compositions: readonly Composition[]): Composed {
  const headlines = compositions.map(composeHeadline).filter((spans) => spans.length > 0);
  const isAnswered = resultsOf(compositions[0]?.results ?? [], "list")[0]?.work.subject.decides === true;
  const lead = isAnswered ? undefined : leads[compositions[0]?.plan.intent ?? "metric_lookup"];
  const told = inARow(headlines);
  const headline = lead === undefined || told.length === 0 ? told : [text(lead), ...told];
  const found = inTurn(compositions.map(composeFindings)).slice(0, compositions.length > 1 ? 6 : 4);
  const charts = compositions.flatMap(composeCharts).slice(0, 3);
  const first = compositions[0];
  const check = { tables: first?.evidence.all() ?? [], zone: first?.zone ?? "UTC", phrases: [...new Set(compositions.flatMap(allowedPhrases))] };
  const { kept, dropped } = keepGrounded(found, check);
  const { figures, ungrounded } = verifySpans([...headline, ...kept.flatMap(({ spans }) => spans)], check);
  const titled = keepGroundedLines(charts, ({ title }) => title, check.phrases);
  const unknowns = [...new Set(compositions.flatMap((each) => composeUnknowns(each, compositions.length > 1)))];
  const known = keepGroundedLines(unknowns, (line) => line, [...check.phrases, ...compositions.flatMap(unknownPhrases)]);
  return { headline, findings: kept, charts: titled.kept, unknowns: known.kept, grounded: { figures, ungrounded, dropped: dropped + titled.dropped + known.dropped } };
}
