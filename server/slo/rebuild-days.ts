import "server-only";
import { dayMs, floorMinute, minuteMs, windowAt } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { sloLimits } from "./contract";
import { candidatesOf, daysOf } from "./evaluate-slos";
import { countedExclusions, loadSloData, type SloSource } from "./load-slo-data";
import { listExclusions } from "./sli-repository";
import type { SloRecord } from "./slos-repository";
import { removeDays, upsertDays } from "./status-repository";

const startOfDay = (atMs: number): number => Math.floor(atMs / dayMs) * dayMs;

/** Recomputes the days of SLOs from what is stored, as far back as minutes are kept: after a new definition, an exclusion, or late data. Days before that stay as they are. */
export async function rebuildDays(records: readonly SloRecord[], ctx: Pick<Ctx, "clock" | "signal">): Promise<number> {
  const now = floorMinute(ctx.clock.now().getTime());
  const keptFromMs = startOfDay(now - sloLimits.keptDays * dayMs);
  const candidates = candidatesOf(records);
  const reach = ({ definition }: SloSource): { fromMs: number; toMs: number } => {
    const period = windowAt(definition.window, keptFromMs);
    return { fromMs: Math.floor(period.fromMs / minuteMs) * minuteMs, toMs: now };
  };
  const exclusions = await listExclusions(records.map(({ id }) => id));
  let written = 0;
  for (const candidate of candidates) {
    const data = (await loadSloData([candidate], reach, ctx.signal)).get(candidate);
    if (!data) continue;
    const fromMs = Math.max(keptFromMs, data.firstDataMs ?? now);
    const days = daysOf(candidate.key, data, { exclusions: countedExclusions(exclusions.filter(({ sloId }) => sloId === candidate.record.id), candidate.record), stretch: { fromMs, toMs: Math.min(now, data.lastDataMs ?? now) } });
    await removeDays(candidate.key, new Date(keptFromMs));
    await upsertDays(days);
    written += days.length;
  }
  return written;
}
