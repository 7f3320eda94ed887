import type { Brief, EvidenceTable, HomeChange, HomeDecision, HomeFigure } from "../../contract";
import { numberAt } from "../compose/evidence";
import { formatCell } from "../format";
import type { MetricDefinition } from "../metric";
import type { HomeLine, Waiting } from "./lines";

/** A goal as the home page knows it. */
export interface GoalTarget {
  title: string;
  metric: string | null;
  target: number | null;
  dueOn: string | null;
}

interface Pair {
  now: number | null;
  before: number | null;
  /** Observations behind the figure. */
  n: number;
}

type Tone = HomeChange["tone"];

const tableOf = (brief: Brief, id: string): EvidenceTable | undefined => brief.tables.find((table) => table.id === id);

function pairOf(brief: Brief, metric: MetricDefinition): Pair {
  const value = (id: string): number | null => {
    const table = tableOf(brief, id);
    return table ? numberAt(table, 0, metric.id) : null;
  };
  const total = tableOf(brief, metric.id);
  return { now: value(metric.id), before: value(`${metric.id}_before`), n: total ? (numberAt(total, 0, "n") ?? 0) : 0 };
}

function toneOf(metric: MetricDefinition, now: number, before: number): Tone {
  if (metric.goodDirection === "neutral" || now === before) return "neutral";
  return now > before === (metric.goodDirection === "up") ? "good" : "bad";
}

function beforeOf(metric: MetricDefinition, { now, before }: Pair): HomeFigure["before"] {
  if (now === null || before === null) return null;
  return { value: formatCell(before, metric.unit, "UTC"), direction: now === before ? "same" : now > before ? "up" : "down", tone: toneOf(metric, now, before) };
}

/** Met at the target itself, from the side that is good. A figure without a good side meets no target. */
function targetOf(metric: MetricDefinition, now: number | null, goals: readonly GoalTarget[]): HomeFigure["target"] {
  const goal = goals.find((each) => each.metric === metric.id && each.target !== null);
  if (!goal || goal.target === null || now === null || metric.goodDirection === "neutral") return null;
  const isMet = metric.goodDirection === "up" ? now >= goal.target : now <= goal.target;
  return { value: formatCell(goal.target, metric.unit, "UTC"), isMet, goal: goal.title, dueOn: goal.dueOn };
}

function trendOf(brief: Brief, metric: MetricDefinition): (number | null)[] {
  const table = tableOf(brief, `${metric.id}_by_day`);
  return table ? table.rows.map((_, row) => numberAt(table, row, metric.id)) : [];
}

/** The figure of a brief with what it was before, what it should be, and its course. Nothing is worked out that the brief's tables do not hold. */
export function readFigure(line: HomeLine & { metric: MetricDefinition }, brief: Brief, goals: readonly GoalTarget[]): HomeFigure {
  const { metric, id, question, plan } = line;
  const pair = pairOf(brief, metric);
  return {
    id, question, plan, label: metric.label, outcome: brief.outcome,
    value: pair.now === null ? null : formatCell(pair.now, metric.unit, "UTC"),
    period: metric.kind === "stock" ? "now" : (brief.plan.time?.label ?? ""),
    before: beforeOf(metric, pair), target: targetOf(metric, pair.now, goals), trend: trendOf(brief, metric),
  };
}

/** How much a figure moved, in relation to what it was; from nothing to something is more than any relation. */
const moved = ({ now, before }: Pair): number => (now === null || before === null || now === before ? 0 : before === 0 ? Infinity : Math.abs(now / before - 1));

export interface WeighedChange {
  weight: number;
  change: HomeChange;
}

/** A change worth a line: it moved by a twentieth or more, over enough observations. */
export function readChange(line: HomeLine & { metric: MetricDefinition }, brief: Brief): WeighedChange | null {
  const { metric, id, question, plan } = line;
  const pair = pairOf(brief, metric);
  const isRate = metric.unit === "ratio";
  const weight = isRate && pair.now !== null && pair.before !== null ? Math.abs(pair.now - pair.before) * 10 : moved(pair);
  if (brief.outcome !== "answered" || pair.now === null || pair.before === null || weight < 0.05 || pair.n < metric.minimumSample) return null;
  const format = (value: number): string => formatCell(value, metric.unit, "UTC");
  if (format(pair.now) === format(pair.before)) return null;
  return { weight, change: { id, question, plan, label: metric.label, from: format(pair.before), to: format(pair.now), direction: pair.now > pair.before ? "up" : "down", tone: toneOf(metric, pair.now, pair.before), period: plan.time?.label ?? "" } };
}

/** The records that wait, counted by the database; null when none does. */
export function readWaiting(line: HomeLine, brief: Brief, { words, subject }: Waiting): HomeDecision | null {
  const table = tableOf(brief, `${subject}_list`);
  if (!table || brief.outcome !== "answered" || table.totalRows === 0) return null;
  const named = table.rows.slice(0, 3).flatMap((row) => (typeof row[table.columns[0]?.key ?? ""] === "string" ? [String(row[table.columns[0]?.key ?? ""])] : []));
  const more = table.totalRows - named.length;
  return { id: line.id, question: line.question, plan: line.plan, title: `${formatCell(table.totalRows, "count", "UTC")} ${words[table.totalRows === 1 ? 0 : 1]}`, detail: `${named.join(", ")}${more > 0 ? ` and ${formatCell(more, "count", "UTC")} more` : ""}`, dueOn: null, href: table.href };
}

/** Tickets at risk, as one line; null when none is. */
export function readAtRisk(line: HomeLine & { metric: MetricDefinition }, brief: Brief): HomeDecision | null {
  const { now } = pairOf(brief, line.metric);
  if (now === null || now === 0) return null;
  return { id: line.id, question: line.question, plan: line.plan, title: `${formatCell(now, line.metric.unit, "UTC")} open ${now === 1 ? "ticket is" : "tickets are"} at risk of missing the SLA`, detail: line.metric.definition, dueOn: null, href: tableOf(brief, line.metric.id)?.href ?? null };
}

const dueDays = 45;

/** A goal that is due soon and is not met asks for a decision. */
export function missedGoals(figures: readonly HomeFigure[], now: string): HomeDecision[] {
  const limit = new Date(Date.parse(now) + dueDays * 86_400_000).toISOString().slice(0, 10);
  return figures.flatMap(({ target, id, question, plan, label, value }): HomeDecision[] => {
    if (!target || target.isMet || target.dueOn === null || target.dueOn > limit || value === null) return [];
    return [{ id: `goal_${id}`, question, plan, title: `${target.goal}: not met`, detail: `Measured by ${label}: ${value}, target ${target.value}`, dueOn: target.dueOn, href: "/goals" }];
  });
}
