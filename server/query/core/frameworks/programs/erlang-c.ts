import type { EvidenceTable, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { agentsNeeded, meanWaitMinutes, occupancy, serviceLevel } from "../erlang";
import { citing, daysIn, figureOf, missing, valueOf, type Built, type BuildInput, type Found, type Program } from "../program";
import { addWorked } from "./table-parts";

interface Hour {
  label: string;
  arrivalsPerHour: number;
  agents: number;
}

interface Work {
  minutes: number;
  /** False where no conversation is on record, so that the whole time is assumed. */
  isMeasured: boolean;
}

/** Time at the desk for one ticket: its messages are counted, the time for each is assumed. */
function workOf(input: BuildInput): Work {
  const messages = valueOf(input, "messages");
  return messages === null || messages <= 0 ? { minutes: input.assume("handle_minutes"), isMeasured: false } : { minutes: messages * input.assume("message_minutes"), isMeasured: true };
}

/** Every hour in which tickets arrive, in the order of the day, with the fewest agents that keep the promise. Null when not even the most would. */
function hoursOf(input: BuildInput, found: Found, work: Work): Hour[] | null {
  const [days, target] = [daysIn(found), { share: input.assume("service_level"), withinMinutes: input.assume("answer_minutes") }];
  const hours: Hour[] = [];
  for (const [row, cells] of found.table.rows.entries()) {
    const count = numberAt(found.table, row, "ticket_volume") ?? 0;
    const arrivalsPerHour = count / days;
    if (count <= 0) continue;
    const agents = agentsNeeded({ arrivalsPerHour, handleMinutes: work.minutes }, target);
    if (agents === null) return null;
    hours.push({ label: String(cells.hour_of_day), arrivalsPerHour, agents });
  }
  return hours;
}

/** A figure of a model, with no more decimals than it is good for. */
const asGood = (value: number, decimals: number): number => Number(value.toFixed(decimals));

function addTable(input: BuildInput, hours: readonly Hour[], work: Work): EvidenceTable {
  const rows = hours.map(({ label, arrivalsPerHour, agents }) => {
    const queue = { arrivalsPerHour, handleMinutes: work.minutes, agents };
    return { hour: label, arrivals: asGood(arrivalsPerHour, 2), agents, occupancy: occupancy(queue), in_time: asGood(serviceLevel(queue, input.assume("answer_minutes")), 3), wait: meanWaitMinutes(queue) };
  });
  return addWorked(input, {
    id: "erlang_c_staffing", title: "Agents needed by hour", rows,
    columns: [{ key: "hour", label: "Hour", unit: "text" }, { key: "arrivals", label: "Tickets an hour", unit: "count" }, { key: "agents", label: "Agents", unit: "count" }, { key: "occupancy", label: "Time taken", unit: "ratio" }, { key: "in_time", label: "Answered in time", unit: "ratio" }, { key: "wait", label: "Mean wait", unit: "minutes" }],
  });
}

function bodyOf({ evidence }: BuildInput, table: EvidenceTable, busiest: number): Extract<Built, { kind: "drawn" }>["parts"]["body"] {
  const cell = (row: number, key: string): Span[] => [numberAt(table, row, key) === null && key === "wait" ? text("no end") : evidence.figure(table.id, row, key)];
  return {
    kind: "table",
    columns: table.columns.map(({ label, unit }) => ({ label, isNumeric: unit !== "text" })),
    rows: table.rows.map((_, row) => ({ tone: row === busiest ? "watch" : "neutral", cells: table.columns.map(({ key }) => cell(row, key)) })),
  };
}

function workWords(input: BuildInput, work: Work): Span[] {
  const minutes = input.evidence.derive("Work on one ticket", "minutes", work.minutes);
  return work.isMeasured ? [text(" A ticket takes "), minutes, text(": "), figureOf(input, "messages"), text(" messages of the desk, as measured, at "), input.evidence.derive("Work on one message", "minutes", input.assume("message_minutes")), text(" each, as assumed.")] : [text(" A ticket is assumed to take "), minutes, text(".")];
}

function gapsOf({ isMeasured }: Work): string[] {
  return [
    isMeasured ? "Time at the desk for one message: the records hold how many there were, not how long each took." : "Time at the desk for one ticket: no conversation is on record, and how long a ticket lasts is not how long it is worked on.",
    "Each hour is a mean over all days of the period, quiet ones too; single days are busier.", "The formula takes arrivals as independent, agents as equal, and nobody as giving up.",
  ];
}

function build(input: BuildInput): Built {
  const found = input.found.get("by_hour");
  if (!found || daysIn(found) < 1) return missing("tickets opened, by hour of day, over a day or more");
  const work = workOf(input);
  const hours = hoursOf(input, found, work);
  if (hours === null) return missing("a promise that any number of agents could keep");
  const busiest = hours.reduce((best, { arrivalsPerHour }, row) => (arrivalsPerHour > (hours[best]?.arrivalsPerHour ?? 0) ? row : best), 0);
  const agents = hours[busiest]?.agents;
  if (agents === undefined) return missing("tickets opened in the period");
  const table = addTable(input, hours, work);
  const { evidence } = input;
  const at = (key: string): Span => evidence.figure(table.id, busiest, key);
  const rostered = Math.ceil(agents / (1 - input.assume("away")) - 1e-9);
  const lede: Span[] = [
    at("agents"), text(agents === 1 ? " agent answers " : " agents answer "), at("in_time"), text(" within "), evidence.derive("Promised answer time", "minutes", input.assume("answer_minutes")), text(" in the busiest hour ("),
    at("hour"), text(", "), at("arrivals"), text(" tickets an hour); with absence, "), evidence.derive("Agents on the rota", "count", rostered), text(" on the rota."), ...workWords(input, work),
  ];
  return {
    kind: "drawn",
    parts: {
      lede, body: bodyOf(input, table, busiest), citations: [...citing(input, "by_hour", "messages"), { label: table.title, href: null, table: table.id }], gaps: gapsOf(work),
      actions: [{ text: [text("Compare the rota for "), at("hour"), text(" with "), at("agents"), text(agents === 1 ? " agent." : " agents.")], owner: null, href: found.table.href, table: table.id }],
    },
  };
}

export const erlangProgram: Program = {
  card: "erlang_c",
  assumptions: [
    { name: "message_minutes", label: "Work on one message", unit: "minutes", value: 6, min: 1, max: 120, step: 1, because: "Messages of the desk are counted; no record holds the time for one." },
    { name: "handle_minutes", label: "Work on one ticket, without conversations", unit: "minutes", value: 12, min: 1, max: 240, step: 1, because: "Holds only where no conversation is on record. No record holds time at the desk." },
    { name: "answer_minutes", label: "Answer within", unit: "minutes", value: 15, min: 1, max: 480, step: 1, because: "The promise to customers; the records hold no target." },
    { name: "service_level", label: "Share answered in time", unit: "ratio", value: 0.8, min: 0.5, max: 0.99, step: 0.01, because: "A usual promise of service desks." },
    { name: "away", label: "Breaks, training, absence", unit: "ratio", value: 0.3, min: 0, max: 0.6, step: 0.05, because: "No record holds rotas." },
  ],
  needs: () => [{ key: "by_hour", metric: "ticket_volume", kind: "trend", bucket: "hour_of_day" }, { key: "messages", metric: "desk_messages", kind: "total" }],
  build,
};
