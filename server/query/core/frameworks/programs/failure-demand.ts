import type { Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { citing, figureOf, missing, narrowed, valueOf, type Built, type BuildInput, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

export type Demand = "failure" | "value" | "unclear";

const failing = /\b(?:defects?|bugs?|errors?|fail\w*|faults?|outages?|incidents?|broken|breakdowns?|problems?|complaints?|performance|availability|slow\w*|crash\w*|corrupt\w*|missing|wrong|down)\b/i;
const wanted = /\b(?:requests?|how[- ]?to|access|orders?|questions?|enquir\w*|inquir\w*|changes?|new|onboarding|install\w*|licen[cs]es?|advice|information|purchase\w*)\b/i;

/** Demand that a failure causes, against demand for what the service is there for, read from a category's name. Seddon, "Freedom from Command and Control" (2003). */
export const demandOf = (category: string): Demand => (failing.test(category) ? "failure" : wanted.test(category) ? "value" : "unclear");

const kinds: Record<Demand, string> = { failure: "Something failed", value: "What the service is for", unclear: "Not plain from the name" };
const mostRows = 12;

function signs(input: BuildInput): Span[] {
  const rate = valueOf(input, "reopened");
  return rate === null ? [] : [text(" Besides, "), figureOf(input, "reopened"), text(" of tickets were reopened.")];
}

function build(input: BuildInput): Built {
  const found = input.found.get("categories");
  const rows = (found?.table.rows ?? []).flatMap((row, index) => {
    const count = found ? numberAt(found.table, index, "ticket_volume") : null;
    return typeof row.category === "string" && row.key !== null && count !== null && count > 0 ? [{ row, category: row.category, count, demand: demandOf(row.category) }] : [];
  });
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const sum = (demand: Demand): number => rows.filter((row) => row.demand === demand).reduce((all, { count }) => all + count, 0);
  if (!found || total === 0 || sum("failure") + sum("value") === 0) return missing("ticket categories whose names tell failure from request");
  const sorted = [...rows].sort((a, b) => Number(b.demand === "failure") - Number(a.demand === "failure") || b.count - a.count).slice(0, mostRows);
  const table = addWorked(input, { id: "failure_demand", title: "What people contact us for", href: found.table.href, rows: sorted.map(({ category, count, demand }) => ({ category, kind: kinds[demand], count, share: count / total })), columns: [{ key: "category", label: "Category", unit: "text" }, { key: "kind", label: "Kind of demand", unit: "text" }, { key: "count", label: "Tickets opened", unit: "count" }, { key: "share", label: "Share", unit: "ratio" }] });
  const { evidence } = input;
  const share = (demand: Demand): Span => evidence.derive(kinds[demand], "ratio", sum(demand) / total);
  const lede = [share("failure"), text(" of the tickets with a category come because something failed, "), share("value"), text(" ask for what the service is there for, and "), share("unclear"), text(" cannot be told by name."), ...signs(input)];
  const first = sorted[0]?.demand === "failure" ? sorted[0] : null;
  return {
    kind: "drawn",
    parts: {
      lede, body: tableBody(input, table, (row) => (sorted[row]?.demand === "failure" ? "bad" : sorted[row]?.demand === "value" ? "good" : "neutral")), citations: [...citing(input, "categories", "reopened"), { label: table.title, href: null, table: table.id }],
      gaps: ["The kind of demand is read from the category's name; the tickets themselves may say otherwise.", "Contacts that ask where an earlier one stands."],
      actions: first ? [{ text: [text("Remove a cause of "), evidence.figure(table.id, 0, "category"), text(": "), evidence.figure(table.id, 0, "count"), text(" tickets in the period.")], owner: null, href: narrowed(found.table.href, "category", first.row.key), table: table.id }] : [],
    },
  };
}

export const failureDemandProgram: Program = { card: "failure_demand", assumptions: [], needs: () => [{ key: "categories", metric: "ticket_volume", kind: "groups", dimension: "category" }, { key: "reopened", metric: "reopen_rate", kind: "total" }], build };
