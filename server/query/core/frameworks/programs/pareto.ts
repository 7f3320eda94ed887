import type { Cell, EvidenceTable, ProposedAction, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import { metricOf } from "../../plan-work";
import { dimensionPlural } from "../../vocabulary";
import { citing, missing, narrowed, type Built, type BuildInput, type Found, type Need, type NeedContext, type Program } from "../program";

const preferred = ["category", "service", "monitor", "team", "subcategory", "customer", "location", "channel"] as const;
const mostCandidates = 3;
const mostGroups = 100;
const mostUnknown = 0.5;

/** What is counted: the plan's own metric where its parts add up to the whole, tickets opened otherwise. */
function counted({ plan, layer }: NeedContext) {
  return plan.metrics.map((id) => metricOf(layer, id)).find((metric) => metric?.isAdditive === true && metric.kind !== "stock") ?? plan.metrics.map((id) => metricOf(layer, id)).find((metric) => metric?.isAdditive === true) ?? metricOf(layer, "ticket_volume");
}

function needs(context: NeedContext): Need[] {
  const metric = counted(context);
  if (!metric) return [];
  const named = (id: string): boolean => context.plan.entities.some((pair) => pair.startsWith(`${id}:`));
  const has = (id: string): boolean => metric.dimensions.some((dimension) => dimension.id === id && dimension.isOrdinal !== true);
  const dimensions = [...new Set([...context.plan.dimensions, ...preferred])].filter((id) => has(id) && !named(id)).slice(0, mostCandidates);
  return [{ key: "total", metric: metric.id, kind: "total" }, ...dimensions.flatMap((dimension): Need[] => [{ key: `by_${dimension}`, metric: metric.id, kind: "groups", dimension, limit: mostGroups }, { key: `before_${dimension}`, metric: metric.id, kind: "groups_before", dimension, limit: mostGroups }])];
}

interface Ranked {
  row: number;
  label: string;
  /** Names the group in any period. */
  key: Cell;
  value: number;
}

/** Known groups, largest first. */
function rank(table: EvidenceTable, column: string, dimension: string): Ranked[] {
  const rows = table.rows.map((row, index) => ({ row: index, label: row[dimension], key: row.key ?? null, isKnown: row.key !== null, value: numberAt(table, index, column) ?? 0 }));
  return rows.filter(({ isKnown, label, value }) => isKnown && typeof label === "string" && value > 0).map(({ row, label, key, value }) => ({ row, label: String(label), key, value })).sort((a, b) => b.value - a.value || a.label.localeCompare(b.label));
}

interface Candidate {
  key: string;
  dimension: string;
  found: Found;
  ranked: Ranked[];
  unknownShare: number;
}

function candidates(input: BuildInput, total: number): Candidate[] {
  return [...input.found].filter(([key]) => key.startsWith("by_")).map(([key, found]): Candidate => {
    const dimension = key.slice("by_".length);
    const ranked = rank(found.table, found.metric?.id ?? "", dimension);
    const unknown = found.table.rows.reduce((sum, row, index) => sum + (row.key === null ? (numberAt(found.table, index, found.metric?.id ?? "") ?? 0) : 0), 0);
    return { key, dimension, found, ranked, unknownShare: total > 0 ? unknown / total : 1 };
  }).filter(({ ranked, unknownShare }) => ranked.length >= 3 && unknownShare <= mostUnknown);
}

/** The fewest largest groups whose sum reaches `cut` of the total; all of them when they never do. */
export function vitalFew(values: readonly number[], total: number, cut: number): { count: number; share: number } {
  let sum = 0;
  for (const [index, value] of values.entries()) {
    sum += value;
    if (sum / total >= cut - 1e-9) return { count: index + 1, share: sum / total };
  }
  return { count: values.length, share: total > 0 ? sum / total : 0 };
}

/** The split that was asked for, else the one in which the fewest of its groups make the cut. */
function chosenSplit(input: BuildInput, total: number): Candidate | undefined {
  const usable = candidates(input, total);
  const asked = usable.find(({ dimension }) => input.plan.dimensions.includes(dimension));
  const spread = ({ ranked }: Candidate): number => vitalFew(ranked.map(({ value }) => value), total, input.assume("cut")).count / ranked.length;
  // Who works on it is no place that load comes from: told only where nothing else is known.
  const sources = usable.filter(({ dimension }) => dimension !== "team");
  return asked ?? [...(sources.length > 0 ? sources : usable)].sort((a, b) => spread(a) - spread(b))[0];
}

/** What each group held in the equally long period before; a group without a row held none. Null when nothing was read of that time, or the list was cut. */
function valuesBefore(input: BuildInput, { dimension, found }: Candidate): ReadonlyMap<Cell, number> | null {
  const table = input.found.get(`before_${dimension}`)?.table;
  if (found.metric?.kind === "stock" || table === undefined || table.rows.length === 0 || table.totalRows > table.rows.length) return null;
  return new Map(table.rows.map((row, index) => [row.key ?? null, numberAt(table, index, found.metric?.id ?? "") ?? 0]));
}

function addTable(input: BuildInput, best: Candidate, total: number): EvidenceTable {
  const { found, dimension, ranked } = best;
  const metric = found.metric;
  const before = valuesBefore(input, best);
  let sum = 0;
  const rows = ranked.map(({ label, key, value }) => ({ [dimension]: label, value, share: value / total, cumulative: (sum += value) / total, ...(before ? { before: before.get(key) ?? 0, change: value - (before.get(key) ?? 0) } : {}) }));
  const table: EvidenceTable = {
    id: `pareto_${found.table.id}`, title: `Pareto of ${metric?.noun ?? found.table.title}`, rows, totalRows: rows.length, sql: "", parameters: [], href: found.table.href,
    columns: [{ key: dimension, label: found.table.columns[0]?.label ?? dimension, unit: "text" }, { key: "value", label: metric?.label ?? "Value", unit: metric?.unit ?? "count" }, { key: "share", label: "Share", unit: "ratio" }, { key: "cumulative", label: "Together", unit: "ratio" }, ...(before ? [{ key: "before", label: "Period before", unit: metric?.unit ?? "count" }, { key: "change", label: "Change", unit: metric?.unit ?? "count" }] : [])],
  };
  input.evidence.add(table);
  return table;
}

/** The group that grew most since the period before, and the one that fell most: where a rise or a fall comes from. */
function drivers(input: BuildInput, table: EvidenceTable, dimension: string): Span[] {
  const moved = table.rows.map((_, row) => ({ row, change: numberAt(table, row, "change") ?? 0 })).sort((a, b) => b.change - a.change || a.row - b.row);
  const told = ({ row }: { row: number }): Span[] => [input.evidence.figure(table.id, row, dimension), text(" ("), input.evidence.figure(table.id, row, "value"), text(" after "), input.evidence.figure(table.id, row, "before"), text(")")];
  const [up, down] = [moved[0], moved.at(-1)];
  const grown = up && up.change > 0 ? [text(" Grew most since the period before: "), ...told(up), text(".")] : [];
  return down && down.change < 0 ? [...grown, text(" Fell most: "), ...told(down), text(".")] : grown;
}

function actionsFor(input: BuildInput, { found, dimension, ranked }: Candidate, few: number): ProposedAction[] {
  return ranked.slice(0, Math.min(few, 3)).map(({ row }): ProposedAction => {
    const source = found.table.rows[row];
    return {
      text: [text("Find what stands behind "), input.evidence.figure(found.table.id, row, dimension), text(": "), input.evidence.figure(found.table.id, row, found.metric?.id ?? ""), text(` ${found.metric?.noun ?? ""}.`)],
      owner: dimension === "team" ? String(source?.[dimension] ?? "") : null, href: narrowed(found.table.href, dimension, source?.key), table: found.table.id,
    };
  });
}

function build(input: BuildInput): Built {
  const whole = input.found.get("total");
  const total = whole ? numberAt(whole.table, 0, whole.metric?.id ?? "") : null;
  if (!whole || total === null || total <= 0) return missing("records in the period to rank");
  const best = chosenSplit(input, total);
  if (!best) return missing("a split with at least three known groups that covers half of the records");
  const few = vitalFew(best.ranked.map(({ value }) => value), total, input.assume("cut"));
  const table = addTable(input, best, total);
  const groups = best.found.table.totalRows - (best.unknownShare > 0 ? 1 : 0);
  const noun = whole.metric?.noun ?? "";
  const isSpread = few.count / groups > 0.5;
  const lede = [
    input.evidence.derive("Groups that reach the cut", "count", few.count), text(" of "), input.evidence.derive("Known groups", "count", groups), text(` ${dimensionPlural(best.dimension)} make `),
    input.evidence.derive("Their share", "ratio", few.share), text(` of the ${noun}`), text(isSpread ? ": the load is spread. Most comes from " : ", "), input.evidence.figure(table.id, 0, best.dimension), text(isSpread ? ", " : " first with "), input.evidence.figure(table.id, 0, "share"), text("."), ...drivers(input, table, best.dimension),
  ];
  const gaps = [...(best.unknownShare > 0.005 ? [`Part of the ${noun} names no ${best.dimension.replaceAll("_", " ")}; it counts in the whole and has no column.`] : []), "Which cause stands behind each column: the records count, they do not explain."];
  return { kind: "drawn", parts: { lede, body: { kind: "pareto", table: table.id, x: best.dimension, y: "value", cumulative: "cumulative", unit: whole.metric?.unit ?? "count", vitalFew: few.count }, gaps, citations: citing(input, best.key, "total", `before_${best.dimension}`), actions: actionsFor(input, best, few.count) } };
}

export const paretoProgram: Program = {
  card: "pareto",
  assumptions: [{ name: "cut", label: "Share that counts as most", unit: "ratio", value: 0.8, min: 0.5, max: 0.95, step: 0.05, because: "The usual cut of the method; a choice, not a law." }],
  needs,
  build,
};
