import "server-only";
import { z } from "zod";
import type { EvidenceTable } from "#contract/query";
import type { SemanticLayer } from "#core/query";
import { DomainError } from "@/server/platform/errors";
import { defineOperation, type Ctx } from "@/server/platform/registry";
import { isVisible } from "./core/gate";
import { boundedBucket, historyOf, withinCoverage } from "./core/period";
import { isBucket } from "./core/sql/time-dimensions";
import { inapplicable } from "./core/sql/conditions";
import { forecastTool } from "./forecast-tool";
import { readerOf } from "./reader";
import { breakdownInput, compareInput, defineInput, defineOutput, driversInput, figureInput, figureOutput, forecastInput, maxToolRows, metricsOutput, recordsInput, trendInput, type FigureInput, type FigureOutput } from "./tool-contract";
import { aboutMetric, coverageOf, findMetric, findSubject, openFigure, planFor, rangeBefore, runTool, toOutput, type Figure } from "./tools";

type Input<T extends z.ZodType> = z.output<T>;

/** `dimension` must be one of the metric's own. */
function requireDimension({ metric }: Figure, dimension: string): void {
  if (metric.dimensions.some(({ id }) => id === dimension)) return;
  throw new DomainError("VALIDATION", `${metric.label} cannot be split by ${dimension}.`, { faults: [{ path: "dimension", message: `one of ${metric.dimensions.map(({ id }) => id).join(", ")}` }] });
}

const give = (table: EvidenceTable, figure: Figure, { ctx, rowLimit = 1 }: { ctx: Ctx; rowLimit?: number }): FigureOutput => toOutput(table, { figure, rowLimit, ctx });

async function metricTool(layer: SemanticLayer, input: FigureInput, ctx: Ctx): Promise<FigureOutput> {
  const figure = await openFigure(layer, input, ctx);
  return give(await runTool({ kind: "total", id: figure.metric.id, metric: figure.metric, range: figure.period }, figure, ctx), figure, { ctx });
}

async function breakdownTool(layer: SemanticLayer, input: Input<typeof breakdownInput>, ctx: Ctx): Promise<FigureOutput> {
  const figure = await openFigure(layer, input, ctx);
  requireDimension(figure, input.dimension);
  const table = await runTool({ kind: "groups", id: `${figure.metric.id}_by_${input.dimension}`, metric: figure.metric, range: figure.period, dimension: input.dimension, order: input.order, limit: input.limit, entityTypes: [] }, figure, ctx);
  return give(table, figure, { ctx, rowLimit: input.limit });
}

async function trendTool(layer: SemanticLayer, input: Input<typeof trendInput>, ctx: Ctx): Promise<FigureOutput> {
  const figure = await openFigure(layer, input, ctx);
  const range = withinCoverage(figure.period, figure.extent, figure.zone);
  const bucket = isBucket(input.bucket) ? boundedBucket(input.bucket, range) : input.bucket;
  const metric = isBucket(input.bucket) || !figure.metric.events ? figure.metric : { ...figure.metric, ...figure.metric.events, kind: "flow" as const };
  const table = await runTool({ kind: "trend", id: `${metric.id}_by_${bucket}`, metric, range, bucket }, figure, ctx);
  return give(table, figure, { ctx, rowLimit: 800 });
}

/** Two rows: the period and the one compared with, each with the difference of the first to the second. */
async function compareTool(layer: SemanticLayer, input: Input<typeof compareInput>, ctx: Ctx): Promise<FigureOutput> {
  const figure = await openFigure(layer, input, ctx);
  const before = rangeBefore(figure, input);
  const { metric, period } = figure;
  const [now, then] = await Promise.all([period, before].map((range) => runTool({ kind: "total", id: metric.id, metric, range }, figure, ctx)));
  const value = (table: EvidenceTable | undefined): number | null => (typeof table?.rows[0]?.[metric.id] === "number" ? (table.rows[0][metric.id] as number) : null);
  const [a, b] = [value(now), value(then)];
  const rows = [{ side: "period", from: period.from, to: period.to, ...now?.rows[0] }, { side: "before", from: before.from, to: before.to, ...then?.rows[0] }, { side: "difference", from: null, to: null, [metric.id]: a === null || b === null ? null : a - b }];
  const columns = [{ key: "side", label: "Side", unit: "text" as const }, { key: "from", label: "From", unit: "datetime" as const }, { key: "to", label: "To", unit: "datetime" as const }, ...(now?.columns ?? [])];
  return toOutput({ columns, rows, totalRows: rows.length, sql: "", parameters: [] }, { figure, rowLimit: 3, ctx });
}

async function driversTool(layer: SemanticLayer, input: Input<typeof driversInput>, ctx: Ctx): Promise<FigureOutput> {
  const figure = await openFigure(layer, input, ctx);
  requireDimension(figure, input.dimension);
  const table = await runTool({ kind: "drivers", id: `${figure.metric.id}_change_by_${input.dimension}`, metric: figure.metric, range: figure.period, before: rangeBefore(figure, input), dimension: input.dimension, orderBy: "contribution", order: "desc", limit: input.limit }, figure, ctx);
  return give(table, figure, { ctx, rowLimit: input.limit });
}

async function forecasting(layer: SemanticLayer, input: Input<typeof forecastInput>, ctx: Ctx): Promise<FigureOutput> {
  const figure = await openFigure(layer, { ...input, from: null, to: null }, ctx);
  const period = historyOf(figure.extent, ctx.clock.now().toISOString(), figure.zone);
  if (period === null) throw new DomainError("PRECONDITION_FAILED", "There are no complete days to learn from.");
  const history = await runTool({ kind: "history", id: `${figure.metric.id}_history`, metric: figure.metric, range: period, bucket: "day" }, figure, ctx);
  return forecastTool(history, { figure: { ...figure, period }, days: input.days, ctx });
}

async function recordsTool(layer: SemanticLayer, input: Input<typeof recordsInput>, ctx: Ctx): Promise<FigureOutput> {
  const subject = findSubject(layer, input.subject, ctx);
  const plan = { ...planFor({ ...input, stats: [], zone: null }, ctx.actor.zone), words: input.words };
  const range = input.from !== null && input.to !== null ? { from: input.from, to: input.to } : null;
  const [coverage, table] = await Promise.all([coverageOf(subject, ctx), runTool({ kind: "list", id: `${subject.id}_list`, subject, range, limit: input.limit, at: ctx.clock.now().toISOString() }, { plan, zone: ctx.actor.zone }, ctx)]);
  const maySeeSql = ctx.actor.permissions.has("query.sql");
  return {
    metric: null, period: null, dataUntil: coverage?.to ?? null, columns: table.columns, rows: table.rows, totalRows: table.totalRows, rowLimit: input.limit, isTruncated: table.totalRows > table.rows.length, notApplied: inapplicable(subject, plan),
    sql: maySeeSql ? table.sql : "", parameters: maySeeSql ? table.parameters : [],
  };
}

async function define(layer: SemanticLayer, { metric }: Input<typeof defineInput>, ctx: Ctx): Promise<z.input<typeof defineOutput>> {
  const found = findMetric(layer, metric, ctx);
  return { ...aboutMetric(found), coverage: await coverageOf(found, ctx) };
}

function listMetrics(layer: SemanticLayer, ctx: Ctx): z.input<typeof metricsOutput> {
  const items = layer.metrics.filter((metric) => isVisible(metric, readerOf(ctx.actor))).map(aboutMetric);
  return { items, nextCursor: null, total: items.length };
}

/** The semantic layer as tools: the same figures, periods and narrowings as an answer, for a program that asks for them by name. */
export const toolOperations = (layer: SemanticLayer) => {
  const read = { permission: "query.ask", effect: "read", output: figureOutput, cost: "normal" } as const;
  return {
    metrics: defineOperation({ ...read, cost: "light", summary: "Every figure that the caller may compute: definition, unit, splits, filters", rest: "GET /figures", input: z.object({}), output: metricsOutput, run: (_, ctx) => Promise.resolve(listMetrics(layer, ctx)) }),
    define: defineOperation({ ...read, cost: "light", summary: "How one figure is defined, and the span of its data", rest: "GET /figures/{metric}", input: defineInput, output: defineOutput, run: (input, ctx) => define(layer, input, ctx) }),
    metric: defineOperation({ ...read, summary: "One figure over a period, with the number of observations behind it", rest: "GET /figures/{metric}/value", input: figureInput, run: (input, ctx) => metricTool(layer, input, ctx) }),
    breakdown: defineOperation({ ...read, summary: `One figure split by a dimension, at most ${maxToolRows} groups`, rest: "GET /figures/{metric}/breakdown", input: breakdownInput, run: (input, ctx) => breakdownTool(layer, input, ctx) }),
    trend: defineOperation({ ...read, summary: "One figure over time, empty buckets included", rest: "GET /figures/{metric}/trend", input: trendInput, run: (input, ctx) => trendTool(layer, input, ctx) }),
    compare: defineOperation({ ...read, summary: "One figure in two periods, and the difference", rest: "GET /figures/{metric}/compare", input: compareInput, run: (input, ctx) => compareTool(layer, input, ctx) }),
    drivers: defineOperation({ ...read, summary: "Which groups moved a figure between two periods, and by how much of the whole change", rest: "GET /figures/{metric}/drivers", input: driversInput, run: (input, ctx) => driversTool(layer, input, ctx) }),
    forecast: defineOperation({ ...read, summary: "What to expect of a figure if it goes on as it did, with a 95 % interval and the method", rest: "GET /figures/{metric}/forecast", input: forecastInput, run: (input, ctx) => forecasting(layer, input, ctx) }),
    records: defineOperation({ ...read, summary: `Records of one type (ticket, outage, monitor, service, team, customer, runbook, goal), at most ${maxToolRows}`, rest: "GET /records/{subject}", input: recordsInput, run: (input, ctx) => recordsTool(layer, input, ctx) }),
  };
};
