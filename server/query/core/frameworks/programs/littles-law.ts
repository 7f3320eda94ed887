import type { Span } from "../../../contract";
import { text } from "../../compose/evidence";
import { citing, daysIn, missing, valueOf, figureOf, type Built, type BuildInput, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

export interface Flow {
  /** Arrivals and departures per day. */
  arrivals: number;
  departures: number;
  /** In the system now. */
  open: number;
}

/**
 * Little's law, L = lambda * W, read for W: mean days in the system at the pace of departures. Null when nothing leaves. It holds for a flow
 * that neither grows nor shrinks. Source: J. D. C. Little, "A proof for the queuing formula L = lambda W" (1961).
 */
export const daysInSystem = ({ departures, open }: Pick<Flow, "departures" | "open">): number | null => (departures > 0 ? open / departures : null);

/** Days until the open work has fallen to `target`; null when it never does at this pace, 0 when it is there. */
export function daysToReach({ arrivals, departures, open }: Flow, target: number): number | null {
  if (open <= target) return 0;
  const net = departures - arrivals;
  return net > 0 ? (open - target) / net : null;
}

const steadyWithin = 0.1;

/** Flow whose arrivals and departures differ by no more than a tenth. */
export const isSteady = ({ arrivals, departures }: Flow): boolean => arrivals > 0 && Math.abs(departures - arrivals) / arrivals <= steadyWithin;

function flowOf(input: BuildInput): Flow | null {
  const [opened, closed] = [input.found.get("opened"), input.found.get("closed")];
  const [arrivals, departures, open] = [valueOf(input, "opened"), valueOf(input, "closed"), valueOf(input, "open")];
  if (!opened || !closed || arrivals === null || departures === null || open === null || daysIn(opened) < 1 || daysIn(closed) < 1) return null;
  return { arrivals: arrivals / daysIn(opened), departures: departures / daysIn(closed) + input.assume("extra_per_week") / 7, open };
}

function ledeOf(input: BuildInput, flow: Flow): Span[] {
  const { evidence } = input;
  const days = daysToReach(flow, input.assume("target"));
  const opening = [figureOf(input, "open"), text(" tickets are open; ")];
  const pace = (value: number, label: string): Span => evidence.derive(label, "count", value);
  if (days === 0) return [...opening, text("that is at or below the wanted number.")];
  if (days !== null) return [...opening, text("at "), pace(flow.departures, "Closures a day"), text(" closed and "), pace(flow.arrivals, "Arrivals a day"), text(" opened a day the backlog reaches the wanted number in "), evidence.derive("Days to the wanted number", "days", days), text(".")];
  return [...opening, text("with "), pace(flow.arrivals, "Arrivals a day"), text(" opened and "), pace(flow.departures, "Closures a day"), text(" closed a day the backlog is never cleared: it grows by "), evidence.derive("Growth in a week", "count", (flow.arrivals - flow.departures) * 7), text(" a week.")];
}

function build(input: BuildInput): Built {
  const flow = flowOf(input);
  if (!flow) return missing("tickets opened, closed and open now");
  const rows = [
    { what: "Opened a day", value: flow.arrivals, days: null }, { what: "Closed a day", value: flow.departures, days: null }, { what: "Open now", value: flow.open, days: null },
    { what: "Time in the system (open / closed a day)", value: null, days: daysInSystem(flow) }, { what: "Net a week", value: (flow.departures - flow.arrivals) * 7, days: null }, { what: "Until the wanted number", value: null, days: daysToReach(flow, input.assume("target")) },
  ];
  const table = addWorked(input, { id: "littles_law_flow", title: "Flow of tickets", columns: [{ key: "what", label: "Measure", unit: "text" }, { key: "value", label: "Tickets", unit: "count" }, { key: "days", label: "Days", unit: "days" }], rows });
  const isGrowing = flow.departures <= flow.arrivals && flow.open > input.assume("target");
  const body = tableBody(input, table, (row) => (row >= 4 && isGrowing ? "bad" : row >= 4 ? "good" : "neutral"));
  const drawn = { ...body, rows: body.rows.map((row, index) => ({ ...row, cells: row.cells.map((cell, column) => (column > 0 && rows[index]?.[column === 1 ? "value" : "days"] === null ? [text(index === 5 && column === 2 ? "never at this pace" : "–")] : cell)) })) };
  const gaps = [...(isSteady(flow) ? [] : ["The flow is not steady: arrivals and closures differ by more than a tenth, so that the time in the system is a reading of today, not a forecast."]), "Work that arrives without a ticket."];
  const open = input.found.get("open");
  return { kind: "drawn", parts: { lede: ledeOf(input, flow), body: drawn, gaps, citations: citing(input, "open", "opened", "closed"), actions: isGrowing ? [{ text: [text("Raise closures or lower arrivals by "), input.evidence.derive("Gap a week", "count", Math.max(0, (flow.arrivals - flow.departures) * 7)), text(" a week to hold the backlog.")], owner: null, href: open?.table.href ?? null, table: open?.table.id ?? null }] : [] } };
}

export const littlesLawProgram: Program = {
  card: "littles_law",
  assumptions: [
    { name: "target", label: "Wanted number of open tickets", unit: "count", value: 0, min: 0, max: 100_000, step: 10, because: "Nobody has said how many open tickets are normal." },
    { name: "extra_per_week", label: "More closures a week", unit: "count", value: 0, min: 0, max: 10_000, step: 5, because: "Try what more hands would do." },
  ],
  needs: () => [{ key: "opened", metric: "ticket_volume", kind: "total" }, { key: "closed", metric: "tickets_closed", kind: "total" }, { key: "open", metric: "ticket_backlog", kind: "total" }],
  build,
};
