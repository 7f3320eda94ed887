import "server-only";
import type { z } from "zod";
import { burnDown, evaluateSlo } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { DomainError } from "../platform/errors";
import type { previewSloOutput, SloDefinition } from "./contract";
import { loadSloData, reachForBurnDown } from "./load-slo-data";
import { presentPoint } from "./present-slo";
import { requireDefinition } from "./slo-references";

const previewPoints = 60;

/** What a definition would have given on the data that is there. Nothing is stored. */
export async function previewSlo(definition: SloDefinition, ctx: Ctx): Promise<z.input<typeof previewSloOutput>> {
  const atMs = ctx.clock.now().getTime();
  try {
    await requireDefinition(null, definition);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { problem: error.message, sli: null, remaining: null, status: "misconfigured", budgetMs: 0, burnDown: [], pages: 0 };
  }
  const source = { key: -1, definition, isPaused: false };
  const data = (await loadSloData([source], () => reachForBurnDown(definition, atMs), ctx.signal)).get(source);
  if (!data) throw new DomainError("INTERNAL", "The preview could not be computed.");
  const evaluation = evaluateSlo(data.rules, { ...data, exclusions: [], previous: null }, atMs);
  const line = burnDown(data.rules, { ...data, exclusions: [] }, { stretch: evaluation.elapsed, points: previewPoints });
  return {
    problem: null, sli: evaluation.adjusted.sli, remaining: evaluation.adjusted.remaining, status: evaluation.status, budgetMs: evaluation.budgetMs, burnDown: line.map(presentPoint),
    pages: evaluation.alerts.filter(({ isFiring, row }) => isFiring && row.severity === "page").length,
  };
}
