import type { Artefact, Span } from "../../../contract";
import { text } from "../../compose/evidence";
import { citing, figureOf, missing, valueOf, type Built, type BuildInput, type Program } from "../program";
import { movementNeeds, movementOf, movementWords, severityOf, type Movement } from "./movements";

const figures = ["sla_breach_rate", "resolution_time", "first_response_time", "reopen_rate", "reassignment_rate", "availability", "outage_minutes"] as const;
const mostEach = 4;

const lines = (input: BuildInput, movements: readonly Movement[]): Span[][] => movements.slice(0, mostEach).map((movement) => [...movementWords(input, movement), text(".")]);

function threats(input: BuildInput): Span[][] {
  const [opened, closed] = [valueOf(input, "ticket_volume"), valueOf(input, "tickets_closed")];
  const grows = opened !== null && closed !== null && opened > closed;
  return grows ? [[text("More arrives than leaves: "), figureOf(input, "ticket_volume"), text(" opened, "), figureOf(input, "tickets_closed"), text(" closed.")]] : [];
}

function opportunities(input: BuildInput): Span[][] {
  const covered = valueOf(input, "runbook_coverage");
  return covered !== null && covered < 1 ? [[figureOf(input, "runbook_coverage"), text(" of services have a runbook: the others can gain one.")]] : [];
}

function build(input: BuildInput): Built {
  const movements = figures.flatMap((key) => movementOf(input, key) ?? []).sort((a, b) => severityOf(b) - severityOf(a));
  const [strong, weak] = [movements.filter(({ isBetter }) => isBetter === true), movements.filter(({ isBetter }) => isBetter === false)];
  if (strong.length + weak.length < 2) return missing("two figures or more that moved against the period before");
  const body: Artefact["body"] = {
    kind: "matrix", xLabel: "Helpful or harmful", yLabel: "Inside or outside", columns: ["Helpful", "Harmful"], rows: ["Inside: strengths, weaknesses", "Ahead: opportunities, threats"],
    cells: [{ row: 0, column: 0, tone: "good", items: lines(input, strong) }, { row: 0, column: 1, tone: "bad", items: lines(input, weak) }, { row: 1, column: 0, tone: "neutral", items: opportunities(input) }, { row: 1, column: 1, tone: "watch", items: threats(input) }],
  };
  const lede = [input.evidence.derive("Figures that got better", "count", strong.length), text(" figures got better and "), input.evidence.derive("Figures that got worse", "count", weak.length), text(" got worse against the equally long period before.")];
  return { kind: "drawn", parts: { lede, body, gaps: ["Opportunities and threats outside: customers, market, technology, people.", "A figure that moved is a sign, not a strength or weakness by itself."], citations: citing(input, ...movements.map(({ key }) => key)), actions: [] } };
}

export const swotProgram: Program = {
  card: "swot",
  assumptions: [],
  needs: () => [...movementNeeds(figures), { key: "ticket_volume", metric: "ticket_volume", kind: "total" }, { key: "tickets_closed", metric: "tickets_closed", kind: "total" }, { key: "runbook_coverage", metric: "runbook_coverage", kind: "total" }],
  build,
};
