import type { Artefact, Span } from "../../../contract";
import { numberAt, text } from "../../compose/evidence";
import type { MetricDefinition } from "../../metric";
import { metricOf } from "../../plan-work";
import { dimensionLabel, inSentence } from "../../vocabulary";
import { citing, missing, narrowed, type Built, type BuildInput, type Found, type Need, type NeedContext, type Program } from "../program";
import { movementOf, movementWords } from "./movements";

const preferred = ["team", "category", "service", "monitor", "priority", "channel"] as const;
const mostBranches = 3;
const leastObserved = 10;

const metricFor = ({ plan, layer }: NeedContext): MetricDefinition | undefined => plan.metrics.map((id) => metricOf(layer, id)).find((metric) => metric !== undefined && metric.kind !== "stock") ?? metricOf(layer, "ticket_volume");

function needs(context: NeedContext): Need[] {
  const metric = metricFor(context);
  if (!metric) return [];
  const named = (id: string): boolean => context.plan.entities.some((pair) => pair.startsWith(`${id}:`));
  const dimensions = [...new Set([...context.plan.dimensions, ...preferred])].filter((id) => metric.dimensions.some((dimension) => dimension.id === id) && !named(id)).slice(0, mostBranches);
  return [
    { key: "what", metric: metric.id, kind: "total" }, { key: "what_before", metric: metric.id, kind: "before" },
    ...dimensions.flatMap((dimension): Need[] => [{ key: `by_${dimension}`, metric: metric.id, kind: "groups", dimension, limit: 200 }, { key: `was_${dimension}`, metric: metric.id, kind: "groups_before", dimension, limit: 200 }]),
  ];
}

export interface Shift {
  row: number;
  /** Row of the same group before; null when it had none. */
  rowBefore: number | null;
  change: number;
}

/** The group whose value moved most in the direction of the whole; groups with few observations do not speak for rates and times. */
export function greatestShift(now: Found, before: Found, isUp: boolean): Shift | null {
  const { metric } = now;
  if (!metric) return null;
  const was = new Map(before.table.rows.map((row, index) => [row.key, index]));
  const shifts = now.table.rows.flatMap((row, index): Shift[] => {
    const value = numberAt(now.table, index, metric.id);
    const rowBefore = was.get(row.key ?? null) ?? null;
    const valueBefore = rowBefore === null ? null : numberAt(before.table, rowBefore, metric.id);
    const isThin = !metric.isAdditive && Math.min(numberAt(now.table, index, "n") ?? 0, rowBefore === null ? 0 : (numberAt(before.table, rowBefore, "n") ?? 0)) < leastObserved;
    if (row.key === null || value === null || isThin || (valueBefore === null && !metric.isAdditive)) return [];
    return [{ row: index, rowBefore, change: value - (valueBefore ?? 0) }];
  });
  const along = shifts.filter(({ change }) => (isUp ? change > 0 : change < 0));
  return along.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.row - b.row)[0] ?? null;
}

interface Branch {
  dimension: string;
  now: Found;
  before: Found;
  shift: Shift;
}

function branchesOf(input: BuildInput, isUp: boolean): Branch[] {
  return [...input.found].filter(([key]) => key.startsWith("by_")).flatMap(([key, now]): Branch[] => {
    const dimension = key.slice("by_".length);
    const before = input.found.get(`was_${dimension}`);
    const shift = before ? greatestShift(now, before, isUp) : null;
    return before && shift ? [{ dimension, now, before, shift }] : [];
  });
}

function branchWords(input: BuildInput, { dimension, now, before, shift }: Branch): Span[] {
  const { evidence } = input;
  const column = now.metric?.id ?? "";
  const was = shift.rowBefore === null ? text("none") : evidence.figure(before.table.id, shift.rowBefore, column);
  return [text(`By ${inSentence(dimensionLabel(dimension))}, it moved most for `), evidence.figure(now.table.id, shift.row, dimension), text(": "), evidence.figure(now.table.id, shift.row, column), text(" after "), was, text(".")];
}

function build(input: BuildInput): Built {
  const what = movementOf(input, "what");
  if (!what) return missing("a figure with an equally long period before");
  if (what.now === what.before) return missing("a change to ask about: the figure is the same as in the period before");
  const branches = branchesOf(input, what.now > what.before);
  if (branches.length === 0) return missing("a group in which the change shows");
  const tone = what.isBetter === null ? "neutral" : what.isBetter ? "good" : "bad";
  const nodes: Extract<Artefact["body"], { kind: "tree" }>["nodes"] = [{ id: "what", parent: null, tone, spans: [...movementWords(input, what), text(".")] }];
  for (const branch of branches) nodes.push({ id: branch.dimension, parent: "what", tone: "watch", spans: [text("Why? "), ...branchWords(input, branch)] });
  const [first] = branches;
  if (first) nodes.push({ id: "next", parent: first.dimension, tone: "neutral", spans: [text("Why there? The records end here: ask those who did the work in "), input.evidence.figure(first.now.table.id, first.shift.row, first.dimension), text(".")] });
  const lead = first ? [text(" "), ...branchWords(input, first)] : [];
  const source = first?.now.table;
  const group = source?.rows[first?.shift.row ?? 0];
  return {
    kind: "drawn",
    parts: {
      lede: [...movementWords(input, what), text("."), ...lead], body: { kind: "tree", nodes }, gaps: ["Where a change shows is not why it came: each further why needs people.", "Changes made to systems just before."], citations: citing(input, "what", "what_before", ...branches.map(({ dimension }) => `by_${dimension}`)),
      actions: first && source ? [{ text: [text("Ask the next why with "), input.evidence.figure(source.id, first.shift.row, first.dimension), text(": what was different from the period before?")], owner: first.dimension === "team" && typeof group?.team === "string" ? group.team : null, href: narrowed(source.href, first.dimension, group?.key), table: source.id }] : [],
    },
  };
}

export const fiveWhysProgram: Program = { card: "five_whys", assumptions: [], needs, build };
