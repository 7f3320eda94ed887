import type { Artefact, Span } from "../../../contract";
import { text } from "../../compose/evidence";
import { describeRange } from "../../period";
import { citing, figureOf, missing, valueOf, type Built, type BuildInput, type NeedContext, type Program } from "../program";
import { movementNeeds, movementOf, movementWords, severityOf, type Movement } from "./movements";

const figures = ["slo_attainment", "incident_count", "ticket_volume", "sla_breach_rate", "resolution_time", "availability", "outage_minutes"] as const;

/** What the plan asks about comes first; the usual figures fill up. */
const metricsFor = ({ plan }: Pick<NeedContext, "plan">): string[] => [...new Set([...plan.metrics.slice(0, 3), ...figures])].slice(0, 7);

type Node = Extract<Artefact["body"], { kind: "tree" }>["nodes"][number];
type Tone = Node["tone"];

const toneOf = ({ isBetter }: Movement): Tone => (isBetter === null ? "neutral" : isBetter ? "good" : "bad");

/** Worse before better before unchanged, the greatest change first. */
export function ordered(movements: readonly Movement[]): Movement[] {
  const rank = ({ isBetter }: Movement): number => (isBetter === false ? 0 : isBetter === true ? 1 : 2);
  return [...movements].sort((a, b) => rank(a) - rank(b) || severityOf(b) - severityOf(a) || a.key.localeCompare(b.key));
}

function answerOf(input: BuildInput, movements: readonly Movement[]): Span[] {
  const [worse, better] = [movements.filter(({ isBetter }) => isBetter === false), movements.filter(({ isBetter }) => isBetter === true)];
  const lead = worse[0] ?? better[0] ?? movements[0];
  if (!lead) return [];
  const opening = worse.length === 0 ? (better.length === 0 ? "Nothing of weight has changed: " : "Nothing got worse; the greatest gain: ") : worse.length > better.length ? "More got worse than better; most of all, " : "One thing needs attention: ";
  return [text(opening), ...movementWords(input, lead), text(".")];
}

function nodesOf(input: BuildInput, movements: readonly Movement[]): Node[] {
  const answer: Node = { id: "answer", parent: null, tone: movements[0] ? toneOf(movements[0]) : "neutral", spans: answerOf(input, movements) };
  const supports = movements.slice(1, 4).map((movement): Node => ({ id: movement.key, parent: "answer", tone: toneOf(movement), spans: [...movementWords(input, movement), text(".")] }));
  const open = valueOf(input, "ticket_backlog") === null ? [] : [{ id: "open", parent: "answer", tone: "neutral" as const, spans: [figureOf(input, "ticket_backlog"), text(" tickets are open now.")] }];
  return [answer, ...supports, ...open];
}

function build(input: BuildInput): Built {
  const movements = ordered(metricsFor(input).flatMap((key) => movementOf(input, key) ?? []));
  const [first] = movements;
  if (!first || movements.length < 2) return missing("two figures or more with an equally long period before");
  const observed = input.found.get(first.key)?.observed;
  const lede = [...answerOf(input, movements), ...(observed ? [{ kind: "text" as const, quiet: true, text: ` ${describeRange(observed, input.zone)}, against the equally long period before.` }] : [])];
  const source = input.found.get(first.key)?.table;
  return {
    kind: "drawn",
    parts: {
      lede, body: { kind: "tree", nodes: nodesOf(input, movements) }, citations: citing(input, ...movements.slice(0, 4).map(({ key }) => key)),
      gaps: ["The question in the reader's mind, and what is wanted from the reader: the ask is for the writer to add.", "Causes: the figures say what moved, not why."],
      actions: first.isBetter === false ? [{ text: [text("Say what will be done about it: "), ...movementWords(input, first), text(".")], owner: null, href: source?.href ?? null, table: source?.id ?? null }] : [],
    },
  };
}

export const pyramidProgram: Program = {
  card: "pyramid_scqa",
  assumptions: [],
  needs: (context) => [...movementNeeds(metricsFor(context)), { key: "ticket_backlog", metric: "ticket_backlog", kind: "total" }],
  build,
};
