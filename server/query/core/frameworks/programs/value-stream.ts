import type { EvidenceTable, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { citing, figureOf, missing, valueOf, type Built, type BuildInput, type Program } from "../program";

export interface Stage {
  row: number;
  label: string;
  ms: number;
  isWaiting: boolean;
}

const waiting = /\b(?:wait\w*|await\w*|pending|on hold|hold|queued?|queue|parked|blocked|new|open|unassigned|assigned)\b/i;
const finished = /^(?:resolved|closed|completed|complete|done|cancelled|canceled)\b/i;
const mostStages = 8;

/** Stages between opened and done, in the order of their share; states in which nobody works are waiting, and a ticket that is done is in none. */
export function stagesOf(table: EvidenceTable, column: string): Stage[] {
  const rows = table.rows.map((row, index) => ({ row: index, label: row.state, ms: numberAt(table, index, column) ?? 0 }));
  return rows.filter(({ label, ms }) => typeof label === "string" && !finished.test(label) && ms > 0).map(({ row, label, ms }) => ({ row, label: String(label), ms, isWaiting: waiting.test(String(label)) })).sort((a, b) => b.ms - a.ms || a.label.localeCompare(b.label));
}

function handoverLine(input: BuildInput): Span[] {
  const rate = valueOf(input, "reassigned");
  return rate === null ? [] : [text(" "), figureOf(input, "reassigned"), text(" of tickets change group on the way.")];
}

function build(input: BuildInput): Built {
  const found = input.found.get("states");
  const column = found?.table.columns.some(({ key }) => key === "sum") ? "sum" : "time_in_state";
  const stages = found ? stagesOf(found.table, column) : [];
  const total = stages.reduce((sum, { ms }) => sum + ms, 0);
  const [first] = stages;
  if (!found || !first || stages.length < 2 || total <= 0) return missing("time in each state, over two states or more");
  const { evidence } = input;
  const longestWait = stages.find(({ isWaiting }) => isWaiting);
  const idle = stages.filter(({ isWaiting }) => isWaiting).reduce((sum, { ms }) => sum + ms, 0);
  const shown = stages.slice(0, mostStages);
  const share = (ms: number, label: string): Span => evidence.derive(label, "ratio", ms / total);
  const lede = [share(first.ms, "Share of the largest state"), text(" of the time between opened and done passes in "), evidence.figure(found.table.id, first.row, "state"), text("; "), share(idle, "Share of waiting states"), text(" in states in which a ticket waits."), ...handoverLine(input)];
  const body = {
    kind: "flow" as const,
    stages: shown.map((stage) => ({ label: stage.label, share: stage.ms / total, tone: stage === longestWait ? ("bad" as const) : stage.isWaiting ? ("watch" as const) : ("neutral" as const), spans: [share(stage.ms, `Share of ${stage.label}`), text(" of the time, on "), evidence.figure(found.table.id, stage.row, "n"), text(" tickets")] })),
  };
  const gaps = ["Which of the states is work and which is waiting is read from their names.", "Time at the desk inside a state.", ...(stages.length > mostStages ? ["States with the smallest shares are not drawn; they count in the whole."] : [])];
  return {
    kind: "drawn",
    parts: { lede, body, gaps, citations: citing(input, "states", "reassigned", "reopened"), actions: longestWait ? [{ text: [text("Ask what a ticket waits for in "), evidence.figure(found.table.id, longestWait.row, "state"), text(" and who could end it.")], owner: null, href: found.table.href, table: found.table.id }] : [] },
  };
}

export const valueStreamProgram: Program = {
  card: "value_stream",
  assumptions: [],
  needs: () => [{ key: "states", metric: "time_in_state", kind: "groups", dimension: "state", stats: ["sum"] }, { key: "reassigned", metric: "reassignment_rate", kind: "total" }, { key: "reopened", metric: "reopen_rate", kind: "total" }],
  build,
};
