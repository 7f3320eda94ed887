import "server-only";
import type { Ctx } from "../platform/registry";
import { applyBudgetPolicies } from "./apply-budget-policies";
import { evaluateSlos } from "./evaluate-slos";
import { readSlis } from "./query-prometheus";
import { rebuildDays } from "./rebuild-days";
import { replayPolicies, type ToldOverride } from "./replay-policies";
import { readQueryStates } from "./sli-query-repository";
import { findSloRecord, listSloRecords } from "./slo-records-repository";
import { definitionOf, type SloRecord } from "./slos-repository";

/** An SLI of Prometheus that was never read: the first part at once, so that whoever made it sees whether its queries answer. */
async function readNew(record: SloRecord, ctx: Ctx): Promise<void> {
  const definition = definitionOf(record);
  if (definition?.sli.kind !== "prometheus" || (await readQueryStates([record.key], ctx.signal)).has(record.key)) return;
  await readSlis([{ key: record.key, definition, isPaused: record.isPaused }], ctx);
}

/** After a change: the SLO's days anew, and an evaluation, so that whoever made it sees what follows from it. */
export async function refreshSlo(slug: string, ctx: Ctx): Promise<void> {
  const record = await findSloRecord({ kind: "all" }, slug);
  if (!record) return;
  await readNew(record, ctx);
  await rebuildDays([record], ctx);
  await evaluateSlos(ctx, [record]);
  await applyBudgetPolicies(ctx, [record.id]);
}

/** The same for every SLO of the demo, whose rows were written by its seed, and the freezes that its past led to. */
export async function refreshDemoSlos(ctx: Ctx, told: ToldOverride): Promise<void> {
  const records = (await listSloRecords({ kind: "all" }, {})).filter(({ isDemo }) => isDemo);
  await rebuildDays(records, ctx);
  await replayPolicies(records, told, ctx);
  await evaluateSlos(ctx, records);
  await applyBudgetPolicies(ctx, records.map(({ id }) => id));
}
