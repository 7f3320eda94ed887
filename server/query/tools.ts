import "server-only";
import type { EvidenceTable, QueryPlan, Range } from "#contract/query";
import type { MetricDefinition, SemanticLayer, SubjectDefinition } from "#core/query";
import { DomainError } from "@/server/platform/errors";
import { statementMs, type Ctx } from "@/server/platform/registry";
import { isVisible } from "./core/gate";
import { previousPeriod, resolvePeriod, type Coverage, type Period } from "./core/period";
import { metricOf, subjectOf, type Work } from "./core/plan-work";
import { inapplicable } from "./core/sql/conditions";
import { currentVersions, readKnownSpan, Reads } from "./coverage";
import { extentOf } from "./metric-extent";
import { readerOf } from "./reader";
import { runWork } from "./run-work";
import type { FigureInput, FigureOutput } from "./tool-contract";

type Asked = Pick<FigureInput, "entities" | "filters" | "stats" | "from" | "to" | "zone">;

/** A figure that the caller may see, and the span of its rows. */
export interface Figure {
  metric: MetricDefinition;
  plan: QueryPlan;
  zone: string;
  period: Period;
  coverage: Coverage;
  extent: Coverage;
}

export const planFor = (input: Asked & { order?: "asc" | "desc" }, zone: string): QueryPlan => ({
  intent: "metric_lookup", subject: null, metrics: [], stats: input.stats, dimensions: [], time: input.from !== null && input.to !== null ? { from: input.from, to: input.to, label: "the period asked for", explicit: true, zone } : null,
  compareTo: null, entities: input.entities, filters: input.filters, order: input.order ?? "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in",
});

function validZone(zone: string | null, ctx: Ctx): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone ?? ctx.actor.zone }).resolvedOptions().timeZone;
  } catch {
    throw new DomainError("VALIDATION", `"${zone ?? ""}" is no time zone.`, { faults: [{ path: "zone", message: "an IANA zone, for example Europe/Berlin" }] });
  }
}

/** Hidden is said as hidden; what no table holds does not exist. */
function requireVisible<T extends MetricDefinition | SubjectDefinition>(found: T | undefined, name: string, ctx: Ctx): T {
  if (!found) throw new DomainError("NOT_FOUND", `The portal holds no "${name}".`);
  if (!isVisible(found, readerOf(ctx.actor))) throw new DomainError("FORBIDDEN", `${found.label}: hidden from you.`);
  return found;
}

export const findMetric = (layer: SemanticLayer, id: string, ctx: Ctx): MetricDefinition => requireVisible(metricOf(layer, id), id, ctx);
export const findSubject = (layer: SemanticLayer, id: string, ctx: Ctx): SubjectDefinition => requireVisible(subjectOf(layer, id), id, ctx);

export async function coverageOf(target: Pick<MetricDefinition, "coverageSql">, ctx: Ctx): Promise<Coverage> {
  return readKnownSpan({ text: target.coverageSql, values: [] }, { versions: await currentVersions(), reads: new Reads(), signal: ctx.signal });
}

/** The figure with its period settled as an answer would settle it. */
export async function openFigure(layer: SemanticLayer, input: FigureInput, ctx: Ctx): Promise<Figure> {
  const metric = findMetric(layer, input.metric, ctx);
  if ((input.from === null) !== (input.to === null)) throw new DomainError("VALIDATION", "Name both ends of the period, or neither.", { faults: [{ path: input.from === null ? "from" : "to", message: "missing" }] });
  if (input.from !== null && input.to !== null && input.from >= input.to) throw new DomainError("VALIDATION", "The period ends before it begins.", { faults: [{ path: "to", message: "after from" }] });
  const zone = validZone(input.zone, ctx);
  const plan = { ...planFor(input, zone), metrics: [metric.id] };
  const reading = { versions: await currentVersions(), reads: new Reads(), signal: ctx.signal };
  const coverage = await readKnownSpan({ text: metric.coverageSql, values: [] }, reading);
  const extent = await extentOf({ ...reading, reader: { scope: ctx.actor.scope } }, metric, coverage);
  return { metric, plan, zone, coverage, extent, period: resolvePeriod(plan, metric, { now: ctx.clock.now().toISOString(), zone, coverage: extent }) };
}

/** The range asked for, or the equally long one before; a caller who asks for neither beyond the data is told so. */
export function rangeBefore({ period, extent }: Figure, { beforeFrom, beforeTo }: { beforeFrom: string | null; beforeTo: string | null }): Range {
  if (beforeFrom !== null && beforeTo !== null && beforeFrom < beforeTo) return { from: beforeFrom, to: beforeTo };
  const before = previousPeriod(period, extent);
  if (before === null) throw new DomainError("PRECONDITION_FAILED", "The records do not reach back over the period before. Name the range to compare with.");
  return before;
}

/** Runs one computation and gives its rows; late, failed and impossible are errors of their own, never an empty result. */
export async function runTool(work: Work, { plan, zone }: { plan: QueryPlan; zone: string }, ctx: Ctx): Promise<EvidenceTable> {
  const [outcome] = await runWork([work], { plan, zone, scope: ctx.actor.scope, reader: readerOf(ctx.actor), reads: null, signal: ctx.signal, timeoutMs: statementMs.normal });
  if (outcome?.table) return outcome.table;
  if (outcome?.call === null || outcome === undefined) throw new DomainError("VALIDATION", "This figure cannot be computed so.", { faults: [{ path: "metric", message: "has no such split or course" }] });
  if (outcome.call?.status === "late") throw new DomainError("UNAVAILABLE", "The database took too long to answer. Name a shorter period.", { cause: { code: "57014" } });
  throw new DomainError("INTERNAL", "The computation failed.");
}

export const aboutMetric = (metric: MetricDefinition): NonNullable<FigureOutput["metric"]> => ({
  id: metric.id, label: metric.label, definition: metric.definition, unit: metric.unit, goodDirection: metric.goodDirection, kind: metric.kind, isAdditive: metric.isAdditive, domain: metric.domain,
  stats: Object.keys(metric.stats) as NonNullable<FigureOutput["metric"]>["stats"], dimensions: metric.dimensions.map(({ id }) => id), filters: Object.keys(metric.filters), thresholds: Object.keys({ ...metric.quantities, ...metric.events?.quantities }), entities: Object.keys(metric.entities),
});

/** A table as a tool gives it, with its row limit said. */
export function toOutput(table: Pick<EvidenceTable, "columns" | "rows" | "totalRows" | "sql" | "parameters">, { figure, rowLimit, ctx }: { figure: Figure; rowLimit: number; ctx: Ctx }): FigureOutput {
  const { metric, plan, period, coverage } = figure;
  const maySeeSql = ctx.actor.permissions.has("query.sql");
  return {
    metric: aboutMetric(metric), period: { from: period.from, to: period.to, label: period.label, basis: period.basis }, dataUntil: coverage?.to ?? null, columns: table.columns, rows: table.rows, totalRows: table.totalRows, rowLimit,
    isTruncated: table.totalRows > table.rows.length, notApplied: inapplicable(metric, plan), sql: maySeeSql ? table.sql : "", parameters: maySeeSql ? table.parameters : [],
  };
}
