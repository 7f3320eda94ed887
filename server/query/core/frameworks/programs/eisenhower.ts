import type { Artefact, ProposedAction, Span } from "../../../contract";
import { quiet, text } from "../../compose/evidence";
import { citing, figureOf, missing, valueOf, type Built, type BuildInput, type Found, type Program } from "../program";

const dayMs = 86_400_000;
const listed = 200;
const shownPerCell = 5;

export type Quadrant = "do" | "schedule" | "delegate" | "drop";

/** Important and urgent: do; important alone: schedule; urgent alone: delegate; neither: leave. */
export function quadrantOf({ isImportant, isUrgent }: { isImportant: boolean; isUrgent: boolean }): Quadrant {
  if (isImportant) return isUrgent ? "do" : "schedule";
  return isUrgent ? "delegate" : "drop";
}

interface Placed {
  row: number;
  quadrant: Quadrant;
  ageDays: number;
  team: string | null;
  href: string | null;
}

/** "P2" -> 2; null for a ticket without a priority, which cannot be placed. */
export const priorityRank = (label: unknown): number | null => {
  const found = typeof label === "string" ? /^p(\d)$/i.exec(label) : null;
  return found?.[1] === undefined ? null : Number(found[1]);
};

function place(input: BuildInput, { table }: Found): Placed[] {
  const [urgentDays, lowest] = [input.assume("urgent_after_days"), input.assume("important_up_to")];
  return table.rows.flatMap((row, index): Placed[] => {
    const rank = priorityRank(row.priority);
    const opened = typeof row.opened_at === "string" ? Date.parse(row.opened_at) : Number.NaN;
    if (rank === null || Number.isNaN(opened)) return [];
    const ageDays = (Date.parse(input.now) - opened) / dayMs;
    const isUrgent = row.sla === "missed" || ageDays >= urgentDays;
    return [{ row: index, ageDays, quadrant: quadrantOf({ isImportant: rank <= lowest, isUrgent }), team: typeof row.team === "string" ? row.team : null, href: typeof row.href === "string" ? row.href : null }];
  });
}

const order: readonly { quadrant: Quadrant; row: number; column: number; tone: "bad" | "watch" | "neutral" }[] = [
  { quadrant: "do", row: 0, column: 0, tone: "bad" }, { quadrant: "schedule", row: 0, column: 1, tone: "watch" }, { quadrant: "delegate", row: 1, column: 0, tone: "watch" }, { quadrant: "drop", row: 1, column: 1, tone: "neutral" },
];

function itemOf(input: BuildInput, id: string, { row, team }: Placed): Span[] {
  const { evidence } = input;
  const owner = team === null ? [] : [quiet(", "), evidence.figure(id, row, "team")];
  return [evidence.figure(id, row, "number"), quiet(" "), evidence.figure(id, row, "priority"), quiet(", opened "), evidence.figure(id, row, "opened_at"), ...owner];
}

function bodyOf(input: BuildInput, list: Found, placed: readonly Placed[]): Artefact["body"] {
  const cells = order.map(({ quadrant, row, column, tone }) => {
    const own = placed.filter((each) => each.quadrant === quadrant);
    const items = own.slice(0, shownPerCell).map((each) => itemOf(input, list.table.id, each));
    const rest = own.length - items.length;
    const head: Span[] = [input.evidence.derive(`Tickets to ${quadrant}`, "count", own.length), text(own.length === 1 ? " ticket" : " tickets"), ...(rest > 0 ? [quiet(", the oldest of them:")] : [])];
    return { row, column, tone, items: own.length === 0 ? [] : [head, ...items] };
  });
  return { kind: "matrix", xLabel: "Urgent", yLabel: "Important", columns: ["Urgent", "Not urgent"], rows: ["Important: do, or schedule", "Not important: delegate, or leave"], cells };
}

function actionsOf(input: BuildInput, list: Found, placed: readonly Placed[]): ProposedAction[] {
  return placed.filter(({ quadrant }) => quadrant === "do").slice(0, 3).map((each): ProposedAction => ({ text: [text("Do first: "), ...itemOf(input, list.table.id, each), text(".")], owner: each.team, href: each.href, table: list.table.id }));
}

function build(input: BuildInput): Built {
  const list = input.found.get("open");
  const placed = list ? place(input, list).sort((a, b) => b.ageDays - a.ageDays || a.row - b.row) : [];
  if (!list || placed.length === 0) return missing("open tickets with a priority and an opening time");
  const count = (quadrant: Quadrant, label: string): Span => input.evidence.derive(label, "count", placed.filter((each) => each.quadrant === quadrant).length);
  const isWhole = list.table.totalRows <= list.table.rows.length;
  const all = valueOf(input, "count");
  const lede = [
    count("do", "Do now"), text(" open tickets are important and urgent, "), count("schedule", "Schedule"), text(" important and can be planned, "), count("delegate", "Delegate"), text(" urgent and can be handed on, "), count("drop", "Leave"), text(" neither"),
    ...(isWhole || all === null ? [text(".")] : [text("; placed are the "), input.evidence.derive("Tickets placed", "count", placed.length), text(" oldest of "), figureOf(input, "count"), text(" open.")]),
  ];
  const skipped = list.table.rows.length - placed.length;
  const gaps = [...(skipped > 0 ? ["Some open tickets have no priority; they are not placed."] : []), "What only people know to be urgent: a customer's deadline, a promise.", "Effort of each ticket."];
  return { kind: "drawn", parts: { lede, body: bodyOf(input, list, placed), gaps, citations: citing(input, "open", "count"), actions: actionsOf(input, list, placed) } };
}

export const eisenhowerProgram: Program = {
  card: "eisenhower",
  assumptions: [
    { name: "important_up_to", label: "Important up to priority", unit: "count", value: 2, min: 1, max: 4, step: 1, because: "Priority stands for importance; the first is the highest." },
    { name: "urgent_after_days", label: "Urgent when open for", unit: "days", value: 3, min: 0, max: 365, step: 0.5, because: "The records hold no due date; a missed SLA is urgent at any age." },
  ],
  needs: () => [{ key: "open", metric: "ticket", kind: "list", filters: ["status:open"], limit: listed, orderBy: "ticket_age" }, { key: "count", metric: "ticket_backlog", kind: "total" }],
  build,
};
