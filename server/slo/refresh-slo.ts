import "server-only";
import type { Ctx } from "../platform/registry";
import { applyBudgetPolicies } from "./apply-budget-policies";
import { evaluateSlos } from "./evaluate-slos";
import { rebuildDays } from "./rebuild-days";
import { replayPolicies, type ToldOverride } from "./replay-policies";
import { findSloRecord, listSloRecords } from "./slos-repository";

/** After a change: the SLO's days anew, and an evaluation, so that whoever made it sees what follows from it. */
export async function refreshSlo(slug: string, ctx: Ctx): Promise<void> {
  const record = await findSloRecord({ kind: "all" }, slug);
  if (!record) return;
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
