import type { Span } from "../../contract";
import { quiet, text } from "../compose/evidence";
import { phraseSpans } from "../compose/words";
import { describeRange } from "../period";
import { capital } from "../sql/measures";
import type { CardSection, FrameworkCard } from "./card";
import { citing, figureOf, missing, type BuildInput, type Built, type Found, type Need, type Program } from "./program";

const mostFacts = 6;

const metricsOf = (card: FrameworkCard): string[] => [...new Set(card.sections.flatMap(({ facts }) => facts))].slice(0, mostFacts);

/** The metric's own sentence with the days that it covers; a stock holds at an instant. */
function factOf(input: BuildInput, key: string, found: Found): Span[] {
  const { metric, observed, table } = found;
  if (!metric) return [];
  const cell = table.rows[0]?.[metric.id];
  if (cell === null || cell === undefined) return [];
  const [first, ...rest] = phraseSpans(input, metric, { table: table.id, row: 0, key: metric.id });
  const opening = first?.kind === "text" ? [text(capital(first.text))] : [figureOf(input, key)];
  return [...opening, ...rest, quiet(metric.kind === "stock" ? ", now." : `, ${describeRange(observed, input.zone)}.`)];
}

function sectionOf(input: BuildInput, { heading, ask, facts }: CardSection): { heading: string; facts: Span[][]; gaps: string[] } {
  const placed = facts.flatMap((id) => {
    const found = input.found.get(id);
    const fact = found ? factOf(input, id, found) : [];
    return fact.length === 0 ? [] : [fact];
  });
  return { heading, facts: placed, gaps: ask === "" ? [] : [ask] };
}

function build(card: FrameworkCard, input: BuildInput): Built {
  const sections = card.sections.map((section) => sectionOf(input, section));
  const placed = sections.reduce((sum, { facts }) => sum + facts.length, 0);
  if (placed === 0) return missing("any figure that belongs into its sections");
  const lede = [text("A worksheet: "), input.evidence.derive("Facts placed", "count", placed), text(placed === 1 ? " fact from the records is in its place, in " : " facts from the records are in their place, over "), input.evidence.derive("Sections", "count", sections.length), text(" sections; the rest is for people to fill in.")];
  return { kind: "drawn", parts: { lede, body: { kind: "worksheet", sections }, gaps: [], citations: citing(input, ...metricsOf(card)), actions: [] } };
}

/** Any card as a worksheet: the facts that the records hold in their place, and the gaps by name. */
export const worksheetProgram = (card: FrameworkCard): Program => ({
  card: card.id,
  assumptions: [],
  needs: () => metricsOf(card).map((metric): Need => ({ key: metric, metric, kind: "total" })),
  build: (input) => build(card, input),
});
