import { numberAt, text } from "../../compose/evidence";
import { citing, figureOf, missing, valueOf, type Built, type BuildInput, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

const mostRows = 8;

/** How many equal groups would share the work as unevenly: one over the sum of squared shares (Herfindahl). */
export const effectiveGroups = (shares: readonly number[]): number => 1 / shares.reduce((sum, share) => sum + share * share, 0);

/** The fewest groups without which more than half of the work stands still. */
export function groupsForHalf(shares: readonly number[]): number {
  let sum = 0;
  const index = [...shares].sort((a, b) => b - a).findIndex((share) => (sum += share) > 0.5);
  return index < 0 ? shares.length : index + 1;
}

function build(input: BuildInput): Built {
  const found = input.found.get("done");
  const groups = (found?.table.rows ?? []).map((row, index) => ({ row, value: found ? (numberAt(found.table, index, "tickets_closed") ?? 0) : 0 })).filter(({ row, value }) => row.key !== null && value > 0).sort((a, b) => b.value - a.value);
  const total = groups.reduce((sum, { value }) => sum + value, 0);
  if (!found || groups.length < 2 || total === 0) return missing("tickets closed by two groups or more");
  const shares = groups.map(({ value }) => value / total);
  const rows = groups.slice(0, mostRows).map(({ row, value }) => ({ team: String(row.team ?? row.key), closed: value, share: value / total }));
  const table = addWorked(input, { id: "bus_factor_groups", title: "Who closes the tickets", href: found.table.href, rows, columns: [{ key: "team", label: "Group", unit: "text" }, { key: "closed", label: "Tickets closed", unit: "count" }, { key: "share", label: "Share", unit: "ratio" }] });
  const { evidence } = input;
  const half = groupsForHalf(shares);
  const lede = [evidence.derive("Groups that close more than half", "count", half), text(" of "), evidence.derive("Groups that close tickets", "count", groups.length), text(half === 1 ? " groups closes more than half of all tickets: " : " groups close more than half of all tickets, "), evidence.figure(table.id, 0, "team"), text(" alone "), evidence.figure(table.id, 0, "share"), text("; the work rests on no more than "), evidence.derive("Groups of equal weight", "count", effectiveGroups(shares)), text(" groups of equal weight.")];
  const covered = valueOf(input, "runbooks");
  const runbooks = covered === null || covered >= 1 ? [] : [{ text: [text("Write down what only heads hold: "), figureOf(input, "runbooks"), text(" of services have a runbook.")], owner: null, href: "/runbooks", table: input.found.get("runbooks")?.table.id ?? null }];
  return {
    kind: "drawn",
    parts: {
      lede, body: tableBody(input, table, (row) => (row < half ? "watch" : "neutral")), citations: [...citing(input, "done", "runbooks"), { label: table.title, href: null, table: table.id }],
      gaps: ["Single people are not ranked here: who alone knows what, the groups must say themselves.", "Whether another group could take the work over."],
      actions: [{ text: [text("Name a second for what "), evidence.figure(table.id, 0, "team"), text(" alone can do.")], owner: rows[0]?.team ?? null, href: found.table.href, table: table.id }, ...runbooks],
    },
  };
}

export const busFactorProgram: Program = { card: "bus_factor", assumptions: [], needs: () => [{ key: "done", metric: "tickets_closed", kind: "groups", dimension: "team", limit: 200 }, { key: "runbooks", metric: "runbook_coverage", kind: "total" }], build };
