import type { EvidenceTable, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { agentsNeeded, meanWaitMinutes, occupancy, serviceLevel } from "../erlang";
import { citing, daysIn, missing, type Built, type BuildInput, type Program } from "../program";

interface BusyHour {
  row: number;
  arrivalsPerHour: number;
}

/** The hour of day with the most arrivals, as arrivals in that hour of one day. */
function busiestHour(table: EvidenceTable, days: number): BusyHour | null {
  let best: BusyHour | null = null;
  for (const [row] of table.rows.entries()) {
    const count = numberAt(table, row, "ticket_volume");
    if (count !== null && count > 0 && (best === null || count / days > best.arrivalsPerHour)) best = { row, arrivalsPerHour: count / days };
  }
  return best;
}

function addTable(input: BuildInput, busy: BusyHour, agents: number): EvidenceTable {
  const queue = { arrivalsPerHour: busy.arrivalsPerHour, handleMinutes: input.assume("handle_minutes") };
  const first = Math.max(1, agents - 2);
  const rows = Array.from({ length: 5 }, (_, index) => first + index).map((count) => {
    const staffed = { ...queue, agents: count };
    return { agents: count, occupancy: Math.min(1, occupancy(staffed)), in_time: serviceLevel(staffed, input.assume("answer_minutes")), wait: meanWaitMinutes(staffed) };
  });
  const table: EvidenceTable = {
    id: "erlang_c_staffing", title: "Agents in the busiest hour", rows, totalRows: rows.length, sql: "", parameters: [], href: null,
    columns: [{ key: "agents", label: "Agents", unit: "count" }, { key: "occupancy", label: "Time taken", unit: "ratio" }, { key: "in_time", label: "Answered in time", unit: "ratio" }, { key: "wait", label: "Mean wait", unit: "minutes" }],
  };
  input.evidence.add(table);
  return table;
}

const toneOf = (inTime: number, target: number): "good" | "watch" | "bad" => (inTime >= target ? "good" : inTime >= target * 0.75 ? "watch" : "bad");

function bodyOf(input: BuildInput, table: EvidenceTable): Extract<Built, { kind: "drawn" }>["parts"]["body"] {
  const target = input.assume("service_level");
  return {
    kind: "table",
    columns: table.columns.map(({ label }) => ({ label, isNumeric: true })),
    rows: table.rows.map((_, row) => ({ tone: toneOf(numberAt(table, row, "in_time") ?? 0, target), cells: table.columns.map(({ key }): Span[] => [numberAt(table, row, key) === null ? text("no end") : input.evidence.figure(table.id, row, key)]) })),
  };
}

function build(input: BuildInput): Built {
  const hours = input.found.get("by_hour");
  if (!hours || daysIn(hours) < 1) return missing("tickets opened, by hour of day, over a day or more");
  const busy = busiestHour(hours.table, daysIn(hours));
  if (!busy) return missing("tickets opened in the period");
  const target = { share: input.assume("service_level"), withinMinutes: input.assume("answer_minutes") };
  const agents = agentsNeeded({ arrivalsPerHour: busy.arrivalsPerHour, handleMinutes: input.assume("handle_minutes") }, target);
  if (agents === null) return missing("a promise that any number of agents could keep");
  const table = addTable(input, busy, agents);
  const row = table.rows.findIndex((each) => each.agents === agents);
  const rostered = Math.ceil(agents / (1 - input.assume("away")) - 1e-9);
  const { evidence } = input;
  const lede: Span[] = [
    evidence.figure(table.id, row, "agents"), text(agents === 1 ? " agent answers " : " agents answer "), evidence.figure(table.id, row, "in_time"), text(" within "), evidence.derive("Promised answer time", "minutes", target.withinMinutes), text(" in the busiest hour ("),
    evidence.figure(hours.table.id, busy.row, "hour_of_day"), text(", "), evidence.derive("Tickets in the busiest hour of a day", "count", busy.arrivalsPerHour), text(" tickets an hour); with absence, "), evidence.derive("Agents on the rota", "count", rostered), text(" on the rota."),
  ];
  return {
    kind: "drawn",
    parts: {
      lede, body: bodyOf(input, table), citations: [...citing(input, "by_hour"), { label: table.title, href: null, table: table.id }],
      gaps: ["Time at the desk for one ticket: the records hold how long a ticket lasts, not how long it is worked on.", "The busiest hour is a mean over all days of the period; single days are busier.", "The formula takes arrivals as independent, agents as equal, and nobody as giving up."],
      actions: [{ text: [text("Compare the rota for "), evidence.figure(hours.table.id, busy.row, "hour_of_day"), text(" with "), evidence.figure(table.id, row, "agents"), text(agents === 1 ? " agent." : " agents.")], owner: null, href: hours.table.href, table: hours.table.id }],
    },
  };
}

export const erlangProgram: Program = {
  card: "erlang_c",
  assumptions: [
    { name: "handle_minutes", label: "Work on one ticket", unit: "minutes", value: 12, min: 1, max: 240, step: 1, because: "No record holds time at the desk." },
    { name: "answer_minutes", label: "Answer within", unit: "minutes", value: 15, min: 1, max: 480, step: 1, because: "The promise to customers; the records hold no target." },
    { name: "service_level", label: "Share answered in time", unit: "ratio", value: 0.8, min: 0.5, max: 0.99, step: 0.01, because: "A usual promise of service desks." },
    { name: "away", label: "Breaks, training, absence", unit: "ratio", value: 0.3, min: 0, max: 0.6, step: 0.05, because: "No record holds rotas." },
  ],
  needs: () => [{ key: "by_hour", metric: "ticket_volume", kind: "trend", bucket: "hour_of_day" }],
  build,
};
