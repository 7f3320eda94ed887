import "server-only";
import { z } from "zod";
import { judgeGoal } from "#core/catalog";
import type { FillRequest, ListRow, MetricDefinition, SemanticLayer } from "#core/query";
import { defineOperation, type Ctx } from "../platform/registry";
import { canSeeMetric, measureMetric } from "../query";
import { byIdSchema, goalProgressSchema, listGoalsSchema, type GoalProgress, type GoalRow } from "./contract";
import { getGoal } from "./get-goal";
import { findGoalRecord } from "./goals-repository";
import { listGoals } from "./list-goals";
import { presentGoal } from "./present-entities";

const dayMs = 86_400_000;
/** Rates and times are taken over four whole weeks, so that a week's shape does not move them. */
const spanDays = 28;

type Asking = Pick<Ctx, "signal" | "clock"> & { actor: FillRequest["reader"] };

interface Taken {
  layer: SemanticLayer;
  metric: MetricDefinition;
  service: string | null;
  ctx: Asking;
}

/** The metric's value at an instant: of what happens or lasts, over the four weeks before it; of what stands, as it stands. */
function measureAt({ layer, metric, service, ctx }: Taken, atMs: number): Promise<number | null> {
  const range = { from: new Date(atMs - spanDays * dayMs).toISOString(), to: new Date(atMs).toISOString() };
  return measureMetric({ layer, metric: metric.id, range, service, signal: ctx.signal, scope: ctx.actor.scope });
}

const unmeasured = (reason: string): Pick<GoalProgress, "value" | "startValue" | "period" | "reason"> => ({ value: null, startValue: null, period: null, reason });

async function measured(goal: GoalRow, metric: MetricDefinition | undefined, { layer, ctx }: Pick<Taken, "layer" | "ctx">) {
  if (goal.metric === null) return unmeasured("It names no metric: nobody but people can tell.");
  if (metric === undefined) return unmeasured(`The portal has no metric "${goal.metric}".`);
  if (!canSeeMetric(metric, ctx.actor)) return unmeasured("Its metric is hidden from you.");
  if (goal.target === null) return unmeasured("It has no target.");
  if (goal.service !== null && metric.entities.service === undefined) return unmeasured(`${metric.label} cannot be taken of one service.`);
  const nowMs = ctx.clock.now().getTime();
  const taken = { layer, metric, service: goal.service?.slug ?? null, ctx };
  const isStock = metric.kind === "stock";
  const atMs = isStock || goal.dueOn === null ? nowMs : Math.min(nowMs, Date.parse(goal.dueOn) + dayMs);
  const startMs = goal.startOn === null ? null : Date.parse(goal.startOn);
  const canLookBack = goal.startValue === null && startMs !== null && startMs < nowMs && !isStock;
  const [value, before] = await Promise.all([measureAt(taken, atMs), canLookBack && startMs !== null ? measureAt(taken, startMs) : goal.startValue]);
  const period = isStock ? "now" : atMs < nowMs ? `the ${spanDays} days up to the due date` : `the last ${spanDays} days`;
  return { value, startValue: before, period, reason: value === null ? `Nothing, or too little, was recorded in ${isStock ? "the portal" : period}.` : null };
}

/** A goal with what its metric says now, as the asker may see it. */
async function progressOf(goal: GoalRow, layer: SemanticLayer, ctx: Asking): Promise<GoalProgress> {
  const metric = layer.metrics.find(({ id }) => id === goal.metric);
  const found = await measured(goal, metric, { layer, ctx });
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const { status, progress, elapsed } = judgeGoal({ goodDirection: metric?.goodDirection ?? "neutral", target: goal.target, startValue: found.startValue, value: found.value, startOn: goal.startOn, dueOn: goal.dueOn, today });
  const isVisible = metric !== undefined && canSeeMetric(metric, ctx.actor);
  return {
    goal, status, progress, elapsed, ...found, metric: isVisible ? { id: metric.id, label: metric.label, unit: metric.unit, definition: metric.definition, kind: metric.kind, goodDirection: metric.goodDirection } : null,
    reason: found.reason ?? (status === "not_measured" ? "More or less of it: neither the metric nor its start says which is better." : null), at: ctx.clock.now().toISOString(),
  };
}

const page = z.object({ items: z.array(goalProgressSchema), nextCursor: z.string().nullable(), total: z.int() });
const read = { permission: "catalog.read", effect: "read", cost: "normal" } as const;

/** Rows of the list of goals with what each has come to. `layer` is asked for late: it holds the list. */
export const fillGoals = (layer: () => SemanticLayer) => (rows: readonly ListRow[], { reader, now, signal }: FillRequest): Promise<ListRow[]> =>
  Promise.all(rows.map(async (row) => {
    const record = await findGoalRecord(reader.scope, typeof row.href === "string" ? row.href.replace("/goals/", "") : "");
    if (!record) return row;
    const { status, progress, reason } = await progressOf(presentGoal(record), layer(), { actor: reader, clock: { now: () => now }, signal });
    return { ...row, status: status.replaceAll("_", " "), progress, note: reason };
  }));

/** What goals have come to needs to know which metrics there are. */
export const goalProgressOperations = (layer: SemanticLayer) => ({
  goalProgress: defineOperation({
    ...read, summary: "Goals with what they have come to: value now, the way done, on track, behind, met or missed", rest: "GET /goal-progress", input: listGoalsSchema, output: page,
    run: async (input, ctx) => {
      const { items, nextCursor, total } = await listGoals(input, ctx);
      return { items: await Promise.all(items.map((goal) => progressOf(goal, layer, ctx))), nextCursor, total };
    },
  }),
  getGoalProgress: defineOperation({ ...read, summary: "One goal with what it has come to", rest: "GET /goal-progress/{id}", input: byIdSchema, output: goalProgressSchema, run: async ({ id }, ctx) => progressOf(await getGoal(id, ctx), layer, ctx) }),
  goalMetrics: defineOperation({
    ...read, cost: "light", summary: "Metrics that a goal can be set on", rest: "GET /goal-metrics", input: z.object({}), output: z.object({ items: z.array(z.object({ id: z.string(), label: z.string(), unit: z.string(), hasService: z.boolean() })), nextCursor: z.null() }),
    run: (_input, ctx) => Promise.resolve({ items: layer.metrics.filter((metric) => canSeeMetric(metric, ctx.actor)).map(({ id, label, unit, entities }) => ({ id, label, unit, hasService: entities.service !== undefined })).sort((a, b) => (a.label < b.label ? -1 : 1)), nextCursor: null }),
  }),
});
