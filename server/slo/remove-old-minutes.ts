import "server-only";
import { dayMs, floorMinute } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { sloLimits } from "./contract";
import { reachForBurnDown } from "./load-slo-data";
import { removeMinutesBefore } from "./sli-repository";
import { listSloRecords } from "./slo-records-repository";
import { definitionOf } from "./slos-repository";

/**
 * Removes minutes that no figure as of the last 400 days needs: what is older and lies before the window that was under way then, and before the one whose end its burn-down begins with.
 * An SLO whose definition is not understood keeps all it has. Days stay for ever.
 */
export async function removeOldMinutes({ clock }: Pick<Ctx, "clock">): Promise<{ hours: number; batches: number }> {
  const keptFromMs = floorMinute(clock.now().getTime()) - sloLimits.keptDays * dayMs;
  const kept = (await listSloRecords({ kind: "all" }, {})).map((record) => {
    const definition = definitionOf(record);
    return { key: record.key, fromMs: definition === null ? 0 : Math.min(keptFromMs, reachForBurnDown(definition, keptFromMs).fromMs) };
  });
  return removeMinutesBefore(kept, keptFromMs);
}
