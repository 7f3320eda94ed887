import "server-only";
import type { z } from "zod";
import { burnDown, evaluateSlo } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { DomainError } from "../platform/errors";
import { sloDefinitionSchema, type previewSloInput, type previewSloOutput } from "./contract";
import { countedExclusions, loadSloData, reachForBurnDown } from "./load-slo-data";
import { presentPoint } from "./present-slo";
import { listExclusions } from "./sli-repository";
import { requireDefinition } from "./slo-references";
import { findSloRecord } from "./slos-repository";

const previewPoints = 60;
/** The key of an SLO that is not stored: it has no samples. */
const noKey = -1;

/** What a definition would have given on the data that is there. Nothing is stored. */
export async function previewSlo({ slug, ...input }: z.output<typeof previewSloInput>, ctx: Ctx): Promise<z.input<typeof previewSloOutput>> {
  const atMs = ctx.clock.now().getTime();
  const definition = sloDefinitionSchema.parse(input);
  try {
    await requireDefinition(null, definition);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { problem: error.message, sli: null, remaining: null, status: "misconfigured", budgetMs: 0, burnDown: [], pages: 0 };
  }
  const record = slug === undefined ? null : await findSloRecord(ctx.actor.scope, slug);
  const exclusions = record === null ? [] : countedExclusions(await listExclusions([record.id]));
  const source = { key: record?.key ?? noKey, definition, isPaused: false };
  const data = (await loadSloData([source], () => reachForBurnDown(definition, atMs), ctx.signal)).get(source);
  if (!data) throw new DomainError("INTERNAL", "The preview could not be computed.");
  const evaluation = evaluateSlo(data.rules, { ...data, exclusions, previous: null }, atMs);
  const line = burnDown(data.rules, { ...data, exclusions }, { stretch: evaluation.elapsed, points: previewPoints });
  return {
    problem: null, sli: evaluation.adjusted.sli, remaining: evaluation.adjusted.remaining, status: evaluation.status, budgetMs: evaluation.budgetMs, burnDown: line.map(presentPoint),
    pages: evaluation.alerts.filter(({ isFiring, row }) => isFiring && row.severity === "page").length,
  };
}
