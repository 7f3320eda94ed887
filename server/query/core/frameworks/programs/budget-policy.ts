import type { Cell, ProposedAction, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { citing, missing, type Built, type BuildInput, type Found, type Program } from "../program";
import { addWorked, tableBody } from "./table-parts";

/** What a policy allows: only fixes, small and reversible changes, or changes as usual. */
export type Allowed = "fixes" | "small" | "usual";

export interface BudgetState {
  /** Share of the error budget that is left; negative when it is overspent. */
  remaining: number;
  /** Times the rate that the budget sustains; null where it was not measured. */
  burn: number | null;
  /** What the objective's own policy holds now. */
  freeze: "soft" | "hard" | null;
}

export interface PolicyBounds {
  /** Budget left at which only fixes go out, and at which changes are to be small. Shares. */
  stopAt: number;
  slowAt: number;
  /** Burn rate from which changes are to be small, whatever is left. */
  fastBurn: number;
}

/**
 * What an error-budget policy allows of an objective: the stricter of the bounds and of the freeze that its own policy holds. Source: Google, "The Site
 * Reliability Workbook", appendix B, "Example Error Budget Policy".
 */
export function allowedBy({ remaining, burn, freeze }: BudgetState, { stopAt, slowAt, fastBurn }: PolicyBounds): Allowed {
  if (freeze === "hard" || remaining <= stopAt) return "fixes";
  return freeze === "soft" || remaining <= slowAt || (burn !== null && burn >= fastBurn) ? "small" : "usual";
}

const asks: Readonly<Record<Allowed, string>> = { fixes: "only fixes", small: "small, reversible changes", usual: "changes as usual" };
const strictness: readonly Allowed[] = ["fixes", "small", "usual"];
const tones = { fixes: "bad", small: "watch", usual: "good" } as const;
const mostRows = 12;

interface Judged extends BudgetState {
  slo: string;
  owner: string | null;
  href: string | null;
  allowed: Allowed;
}

const wordsIn = (cell: Cell | undefined): string | null => (typeof cell === "string" && cell !== "" ? cell : null);
const freezeIn = (cell: Cell | undefined): BudgetState["freeze"] => (cell === "soft" || cell === "hard" ? cell : null);

/** Burn rates by the address of their objective: names need not differ. */
function burnsOf(found: Found | undefined): ReadonlyMap<string, number> {
  const rows = found?.table.rows ?? [];
  return new Map(rows.flatMap((row, index) => {
    const rate = found ? numberAt(found.table, index, "error_budget_burn_rate") : null;
    return rate === null ? [] : [[`/slos/${String(row.key)}`, rate] as const];
  }));
}

/** Every objective whose budget is measured, the strictest first, then by what is left. */
function judged(input: BuildInput, { table }: Found): Judged[] {
  const bounds: PolicyBounds = { stopAt: input.assume("stop_at"), slowAt: input.assume("slow_at"), fastBurn: input.assume("fast_burn") };
  const burns = burnsOf(input.found.get("burn"));
  const all = table.rows.flatMap((row, index): Judged[] => {
    const [slo, href, remaining] = [wordsIn(row.slo), wordsIn(row.href), numberAt(table, index, "remaining")];
    if (slo === null || remaining === null) return [];
    const state: BudgetState = { remaining, burn: burns.get(href ?? "") ?? null, freeze: freezeIn(row.freeze) };
    return [{ ...state, slo, owner: wordsIn(row.owner), href, allowed: allowedBy(state, bounds) }];
  });
  return all.sort((a, b) => strictness.indexOf(a.allowed) - strictness.indexOf(b.allowed) || a.remaining - b.remaining || a.slo.localeCompare(b.slo));
}

function ledeOf(input: BuildInput, all: readonly Judged[], table: string): Span[] {
  const { evidence } = input;
  const count = (allowed: Allowed): Span => evidence.derive(`Objectives that allow ${asks[allowed]}`, "count", all.filter((each) => each.allowed === allowed).length);
  const least = all.reduce((lowest, { remaining }, row) => (remaining < (all[lowest]?.remaining ?? Infinity) ? row : lowest), 0);
  return [text("Only fixes for "), count("fixes"), text(" of "), evidence.derive("Objectives with a measured budget", "count", all.length), text(" objectives, small changes for "), count("small"), text(", changes as usual for "), count("usual"), text(". Least is left of "), evidence.figure(table, least, "slo"), text(": "), evidence.figure(table, least, "remaining"), text(".")];
}

/** What to do about those that do not go on as usual. */
function actionsOf(input: BuildInput, all: readonly Judged[], table: string): ProposedAction[] {
  const holding = all.slice(0, mostRows).flatMap((each, row) => (each.allowed === "usual" ? [] : [{ each, row }])).slice(0, 3);
  return holding.map(({ each, row }) => ({ text: [text(each.allowed === "fixes" ? "Hold all changes but fixes to " : "Keep changes small and easy to undo on "), input.evidence.figure(table, row, "slo"), text(": "), input.evidence.figure(table, row, "remaining"), text(" of its budget is left.")], owner: each.owner, href: each.href, table }));
}

function build(input: BuildInput): Built {
  const list = input.found.get("slos");
  const all = list ? judged(input, list) : [];
  if (!list || all.length === 0) return missing("service level objectives with a measured error budget");
  const rows = all.map(({ slo, remaining, burn, freeze, allowed }) => ({ slo, remaining, burn, freeze, allowed: asks[allowed] }));
  const table = addWorked(input, {
    id: "budget_policy", title: "What each error budget allows", href: list.table.href, rows,
    columns: [{ key: "slo", label: "Objective", unit: "text" }, { key: "remaining", label: "Budget left", unit: "ratio" }, { key: "burn", label: "Burn rate", unit: "count" }, { key: "freeze", label: "Freeze", unit: "text" }, { key: "allowed", label: "The policy allows", unit: "text" }],
  });
  const body = tableBody(input, table, (row) => tones[all[row]?.allowed ?? "usual"]);
  const shown = { ...body, rows: body.rows.slice(0, mostRows).map((row, index) => ({ ...row, cells: row.cells.map((cell, column) => (rows[index]?.[table.columns[column]?.key as "burn"] === null ? [text("–")] : cell)) })) };
  const unmeasured = list.table.rows.length - all.length;
  const gaps = [
    ...(unmeasured > 0 ? ["Some objectives have no data yet; they are not judged."] : []), ...(list.table.totalRows > list.table.rows.length ? ["There are more objectives than were read here."] : []),
    ...(all.length > mostRows ? ["The strictest are drawn; the others stand in the table."] : []),
    "Who may grant an exception, and what waiting costs: features that do not go out are not counted.",
  ];
  return { kind: "drawn", parts: { lede: ledeOf(input, all, table.id), body: shown, gaps, citations: [...citing(input, "slos", "burn"), { label: table.title, href: null, table: table.id }], actions: actionsOf(input, all, table.id) } };
}

export const budgetPolicyProgram: Program = {
  card: "error_budget_policy",
  assumptions: [
    { name: "stop_at", label: "Only fixes at a budget left of", unit: "ratio", value: 0, min: -1, max: 1, step: 0.05, because: "A freeze that an objective's own policy holds applies as well; the stricter of both counts." },
    { name: "slow_at", label: "Small changes at a budget left of", unit: "ratio", value: 0.25, min: 0, max: 1, step: 0.05, because: "A quarter left leaves room for one more fault of a usual size." },
    { name: "fast_burn", label: "Small changes from a burn rate of", unit: "count", value: 2, min: 0.5, max: 50, step: 0.5, because: "At twice the sustainable rate a budget lasts half of its window. Taken over the last week where no period is named." },
  ],
  needs: () => [{ key: "slos", metric: "slo", kind: "list", limit: 100, orderBy: "error_budget_remaining" }, { key: "burn", metric: "error_budget_burn_rate", kind: "groups", dimension: "slo", lookBackDays: 7, limit: 200 }],
  build,
};
