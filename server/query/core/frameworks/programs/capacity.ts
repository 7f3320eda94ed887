import type { EvidenceTable, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { citing, missing, type Built, type BuildInput, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

const sustainedWeeks = 4;
const leastWeeks = 4;

/** Values of whole buckets: the first and last may be cut off by the period and are left out. */
export const wholeWeeks = (table: EvidenceTable, column: string): number[] => table.rows.map((_, row) => numberAt(table, row, column) ?? 0).slice(1, -1);

/** The best pace that was held for four weeks on end: the highest mean of four neighbours; null with fewer weeks. */
export function sustainedPace(weeks: readonly number[]): number | null {
  if (weeks.length < sustainedWeeks) return null;
  const means = weeks.slice(sustainedWeeks - 1).map((_, end) => weeks.slice(end, end + sustainedWeeks).reduce((sum, value) => sum + value, 0) / sustainedWeeks);
  return Math.max(...means);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function build(input: BuildInput): Built {
  const [opened, closed] = [input.found.get("opened"), input.found.get("closed")];
  const demandWeeks = opened ? wholeWeeks(opened.table, "ticket_volume") : [];
  const pace = closed ? sustainedPace(wholeWeeks(closed.table, "tickets_closed")) : null;
  if (demandWeeks.length < leastWeeks || pace === null || pace <= 0) return missing("four whole weeks of tickets opened and closed");
  const [usual, peak, growth] = [mean(demandWeeks), Math.max(...demandWeeks), input.assume("growth")];
  const rows = [{ what: "A usual week", demand: usual }, { what: "A usual week, grown", demand: usual * (1 + growth) }, { what: "The busiest week seen", demand: peak }, { what: "The busiest week, grown", demand: peak * (1 + growth) }].map(({ what, demand }) => ({ what, demand, capacity: pace, headroom: pace / demand - 1 }));
  const table = addWorked(input, { id: "capacity_demand", title: "Demand against capacity, a week", rows, columns: [{ key: "what", label: "Week", unit: "text" }, { key: "demand", label: "Tickets opened", unit: "count" }, { key: "capacity", label: "Closed at the best held pace", unit: "count" }, { key: "headroom", label: "Headroom", unit: "ratio" }] });
  const figure = (row: number, key: string): Span => input.evidence.figure(table.id, row, key);
  const copes = (row: number): boolean => (rows[row]?.headroom ?? 0) >= 0;
  const lede = [text(copes(1) ? "A usual week, grown as assumed, can be handled: " : "A usual week, grown as assumed, is more than was ever handled: "), figure(1, "demand"), text(" tickets against "), figure(1, "capacity"), text(" closed a week at the best pace held for a month (headroom "), figure(1, "headroom"), text(copes(3) ? "). The busiest week would fit too." : "). The busiest week would not fit.")];
  return {
    kind: "drawn",
    parts: {
      lede, body: tableBody(input, table, (row) => (copes(row) ? ((rows[row]?.headroom ?? 0) < 0.1 ? "watch" : "good") : "bad")), citations: [...citing(input, "opened", "closed"), { label: table.title, href: null, table: table.id }],
      gaps: ["Planned launches, campaigns and leave: not held here.", "Capacity is read from what was closed; it may have been more when there was less to close."],
      actions: copes(3) ? [] : [{ text: [text("Plan for "), input.evidence.derive("Tickets a week beyond capacity", "count", (rows[3]?.demand ?? 0) - pace), text(" tickets more than the pace allows in a week like the busiest.")], owner: null, href: opened?.table.href ?? null, table: table.id }],
    },
  };
}

export const capacityProgram: Program = {
  card: "capacity_planning",
  assumptions: [{ name: "growth", label: "Growth of demand", unit: "ratio", value: 0.2, min: -0.5, max: 3, step: 0.05, because: "No record holds what is to come." }],
  needs: () => [{ key: "opened", metric: "ticket_volume", kind: "trend", bucket: "week", lookBackDays: 182 }, { key: "closed", metric: "tickets_closed", kind: "trend", bucket: "week", lookBackDays: 182 }],
  build,
};
