import "server-only";
import type { Ctx } from "../platform/registry";
import { evaluateSlos } from "./evaluate-slos";
import { rebuildDays } from "./rebuild-days";
import { findSloRecord } from "./slos-repository";

/** After a change: the SLO's days anew, and an evaluation, so that whoever made it sees what follows from it. */
export async function refreshSlo(slug: string, ctx: Ctx): Promise<void> {
  const record = await findSloRecord({ kind: "all" }, slug);
  if (!record) return;
  await rebuildDays([record], ctx);
  await evaluateSlos(ctx, [record]);
}
