import type { Span } from "../../../contract";
import { text } from "../../compose/evidence";
import { citing, daysIn, missing, valueOf, type Built, type BuildInput, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

const effects = [{ key: "tickets", label: "Tickets opened", column: "ticket_volume" }, { key: "misses", label: "Tickets that miss the SLA", column: "count" }, { key: "minutes", label: "Minutes down", column: "outage_minutes" }, { key: "handovers", label: "Handovers between groups", column: "handed_away" }] as const;

/** What comes in a week at the pace of the period. */
export const perWeek = (value: number, days: number): number => (value / days) * 7;

function build(input: BuildInput): Built {
  const [weeks, avoided] = [input.assume("weeks"), input.assume("avoided")];
  const rows = effects.flatMap(({ key, label, column }) => {
    const [found, value] = [input.found.get(key), valueOf(input, key, column)];
    if (!found || value === null || daysIn(found) < 1) return [];
    const weekly = perWeek(value, daysIn(found));
    return [{ what: label, weekly, cost: weekly * avoided * weeks }];
  });
  if (rows.length === 0) return missing("a figure of what happens each week");
  const table = addWorked(input, { id: "cost_of_delay", title: "What waiting costs", rows, columns: [{ key: "what", label: "Effect", unit: "text" }, { key: "weekly", label: "A week, as it is", unit: "count" }, { key: "cost", label: "Not avoided by waiting", unit: "count" }] });
  const figure = (row: number): Span[] => [input.evidence.figure(table.id, row, "cost"), text(` ${(rows[row]?.what ?? "").toLowerCase().replace(/sla/, "SLA")}`)];
  const told = rows.slice(0, 3).flatMap((_, row) => [...(row === 0 ? [] : [text(row === Math.min(rows.length, 3) - 1 ? " and " : ", ")]), ...figure(row)]);
  const lede = [text("Waiting "), input.evidence.derive("Weeks of waiting", "count", weeks), text(weeks === 1 ? " week costs " : " weeks costs "), ...told, text(", if the work avoids "), input.evidence.derive("Share avoided", "ratio", avoided), text(" of them.")];
  return {
    kind: "drawn",
    parts: {
      lede, body: tableBody(input, table, () => "neutral"), citations: [...citing(input, ...effects.map(({ key }) => key)), { label: table.title, href: null, table: table.id }], actions: [],
      gaps: ["What the work avoids: the records cannot know a change that was not made.", "Money.", "Whether the cost grows while waiting, or falls due on a date."],
    },
  };
}

export const costOfDelayProgram: Program = {
  card: "cost_of_delay",
  assumptions: [
    { name: "weeks", label: "Weeks of waiting", unit: "count", value: 4, min: 1, max: 104, step: 1, because: "How long the work is put off." },
    { name: "avoided", label: "Share that the work avoids", unit: "ratio", value: 0.2, min: 0.01, max: 1, step: 0.01, because: "A guess to be replaced by whoever knows the work." },
  ],
  needs: () => [{ key: "tickets", metric: "ticket_volume", kind: "total" }, { key: "misses", metric: "sla_breach_rate", kind: "total" }, { key: "minutes", metric: "outage_minutes", kind: "total" }, { key: "handovers", metric: "handed_away", kind: "total" }],
  build,
};
