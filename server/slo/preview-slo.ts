import "server-only";
import type { z } from "zod";
import { burnDown, evaluateSlo, minuteMs, seriesOfMinutes } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { DomainError } from "../platform/errors";
import { sloDefinitionSchema, type Sli, type previewSloInput, type previewSloOutput } from "./contract";
import { countedExclusions, loadSloData, reachForBurnDown, type SloData } from "./load-slo-data";
import { presentPoint } from "./present-slo";
import { queryMinutes } from "./query-prometheus";
import { listExclusions } from "./sli-repository";
import { requireDefinition } from "./slo-references";
import { findSloRecord } from "./slo-records-repository";

const previewPoints = 60;
/** The key of an SLO that is not stored: it has no samples. */
const noKey = -1;

/** Points that Prometheus is asked for at most: a longer reach is read in longer steps. */
const queriedPoints = 2_000;

/** What Prometheus has for a draft, read now and kept nowhere; or why there is nothing. */
async function queryDraft(data: SloData, sli: Extract<Sli, { kind: "prometheus" }>, signal: AbortSignal): Promise<{ data: SloData; problem: string | null }> {
  const { fromMs, toMs } = data.series.range;
  const stepMs = Math.ceil((toMs - fromMs) / queriedPoints / minuteMs) * minuteMs;
  const aligned = { fromMs: toMs - Math.floor((toMs - fromMs) / stepMs) * stepMs, toMs, stepMs };
  const queried = await queryMinutes(sli, aligned, signal);
  if (queried.kind !== "minutes") return { data, problem: queried.message };
  const { minutes } = queried;
  const series = seriesOfMinutes(minutes, data.series.range);
  const rules = { ...data.rules, isMisconfigured: false };
  return { data: { ...data, rules, series, firstDataMs: minutes[0]?.atMs ?? null, lastDataMs: minutes.at(-1)?.atMs ?? null }, problem: minutes.length === 0 ? (queried.note ?? "Prometheus has nothing for these queries.") : null };
}

/** What a definition would have given on the data that is there. Nothing is stored. */
export async function previewSlo({ slug, ...input }: z.output<typeof previewSloInput>, ctx: Ctx): Promise<z.input<typeof previewSloOutput>> {
  const atMs = ctx.clock.now().getTime();
  const definition = sloDefinitionSchema.parse(input);
  const refused = (problem: string): z.input<typeof previewSloOutput> => ({ problem, sli: null, remaining: null, status: "misconfigured", budgetMs: 0, burnDown: [], pages: 0 });
  try {
    await requireDefinition(null, definition);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused(error.message);
  }
  const record = slug === undefined ? null : await findSloRecord(ctx.actor.scope, slug);
  const exclusions = record === null ? [] : countedExclusions(await listExclusions([record.id]), definition);
  const source = { key: record?.key ?? noKey, definition, isPaused: false };
  const loaded = (await loadSloData([source], () => reachForBurnDown(definition, atMs), ctx.signal)).get(source);
  if (!loaded) throw new DomainError("INTERNAL", "The preview could not be computed.");
  const { data, problem } = definition.sli.kind === "prometheus" ? await queryDraft(loaded, definition.sli, ctx.signal) : { data: loaded, problem: null };
  if (problem !== null) return refused(problem);
  const evaluation = evaluateSlo(data.rules, { ...data, exclusions, previous: null }, atMs);
  const line = burnDown(data.rules, { ...data, exclusions }, { stretch: evaluation.elapsed, points: previewPoints });
  return {
    problem: null, sli: evaluation.adjusted.sli, remaining: evaluation.adjusted.remaining, status: evaluation.status, budgetMs: evaluation.budgetMs, burnDown: line.map(presentPoint),
    pages: evaluation.alerts.filter(({ isFiring, row }) => isFiring && row.severity === "page").length,
  };
}
