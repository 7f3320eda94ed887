import type { Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { citing, daysIn, missing, narrowed, type Built, type BuildInput, type Found, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

export interface Queue {
  key: string;
  label: string;
  open: number;
  closedPerDay: number;
  /** Days of work in the queue at the group's own pace; null when it closes nothing. */
  days: number | null;
}

const byKey = ({ table }: Found, column: string): Map<string, number> => new Map(table.rows.flatMap((row, index) => (typeof row.key === "string" ? [[row.key, numberAt(table, index, column) ?? 0] as [string, number]] : [])));

/** Open work against the pace at which each group closes; the longest queue in days first, groups that close nothing last. */
export function queuesOf(open: Found, closed: Found, least: number): Queue[] {
  const done = byKey(closed, "tickets_closed");
  const queues = open.table.rows.flatMap((row, index): Queue[] => {
    const count = numberAt(open.table, index, "ticket_backlog") ?? 0;
    if (typeof row.key !== "string" || count < least) return [];
    const closedPerDay = (done.get(row.key) ?? 0) / daysIn(closed);
    return [{ key: row.key, label: String(row.team ?? row.key), open: count, closedPerDay, days: closedPerDay > 0 ? count / closedPerDay : null }];
  });
  return queues.sort((a, b) => (b.days ?? -1) - (a.days ?? -1) || b.open - a.open || a.key.localeCompare(b.key));
}

const mostRows = 8;

function build(input: BuildInput): Built {
  const [open, closed] = [input.found.get("open"), input.found.get("closed")];
  if (!open || !closed || daysIn(closed) < 1) return missing("open and closed tickets by group");
  const queues = queuesOf(open, closed, input.assume("least_open"));
  const [first, second] = queues.filter(({ days }) => days !== null);
  if (!first || queues.length < 2) return missing("two groups or more with open tickets, one of which closes some");
  const rows = queues.slice(0, mostRows).map(({ label, open: count, closedPerDay, days }) => ({ team: label, open: count, closed: closedPerDay, days }));
  const table = addWorked(input, { id: "constraint_queues", title: "Work in each group's queue", href: open.table.href, rows, columns: [{ key: "team", label: "Group", unit: "text" }, { key: "open", label: "Open now", unit: "count" }, { key: "closed", label: "Closed a day", unit: "count" }, { key: "days", label: "Days of work", unit: "days" }] });
  const { evidence } = input;
  const figure = (row: number, key: string): Span => evidence.figure(table.id, row, key);
  const idle = queues.filter(({ days }) => days === null).length;
  const lede = [figure(0, "team"), text(" is the constraint: its queue holds "), figure(0, "days"), text(" of work at its own pace ("), figure(0, "open"), text(" open, "), figure(0, "closed"), text(" closed a day)"), ...(second ? [text("; next is "), figure(1, "team"), text(" with "), figure(1, "days")] : []), text(".")];
  const body = tableBody(input, table, (row) => (row === 0 ? "bad" : rows[row]?.days === null ? "watch" : "neutral"));
  const href = narrowed(open.table.href, "team", first.key);
  const step = (words: string, after: string) => ({ text: [text(words), figure(0, "team"), text(after)], owner: first.label, href, table: table.id });
  return {
    kind: "drawn",
    parts: {
      lede, body: { ...body, rows: body.rows.map((row, index) => ({ ...row, cells: row.cells.map((cell, column) => (column === 3 && rows[index]?.days === null ? [text("closes none")] : cell)) })) },
      gaps: [...(idle > 0 ? ["Groups that hold open tickets and closed none have no pace to measure them by."] : []), "What the group waits for itself: another group, a supplier, a customer."],
      citations: [...citing(input, "open", "closed"), { label: table.title, href: null, table: table.id }],
      actions: [step("Exploit: take from ", " what others can do, so that its hours go to its queue alone."), step("Subordinate: let groups before ", " hand over no faster than it closes, and only complete tickets.")],
    },
  };
}

export const constraintProgram: Program = {
  card: "theory_of_constraints",
  assumptions: [{ name: "least_open", label: "Least open tickets for a queue to count", unit: "count", value: 5, min: 1, max: 1_000, step: 1, because: "A queue of a few tickets limits nobody." }],
  needs: () => [{ key: "open", metric: "ticket_backlog", kind: "groups", dimension: "team" }, { key: "closed", metric: "tickets_closed", kind: "groups", dimension: "team", limit: 200 }],
  build,
};
