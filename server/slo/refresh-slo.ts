import "server-only";
import type { Ctx } from "../platform/registry";
import { applyBudgetPolicies } from "./apply-budget-policies";
import { evaluateSlos } from "./evaluate-slos";
import { rebuildDays } from "./rebuild-days";
import { findSloRecord, listSloRecords } from "./slos-repository";

/** After a change: the SLO's days anew, and an evaluation, so that whoever made it sees what follows from it. */
export async function refreshSlo(slug: string, ctx: Ctx): Promise<void> {
  const record = await findSloRecord({ kind: "all" }, slug);
  if (!record) return;
  await rebuildDays([record], ctx);
  await evaluateSlos(ctx, [record]);
  await applyBudgetPolicies(ctx, [record.id]);
}

/** The same for every SLO of the demo, whose rows were written by its seed. */
export async function refreshDemoSlos(ctx: Ctx): Promise<void> {
  const records = (await listSloRecords({ kind: "all" }, {})).filter(({ isDemo }) => isDemo);
  await rebuildDays(records, ctx);
  await evaluateSlos(ctx, records);
}
