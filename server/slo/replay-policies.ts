import "server-only";
import { floorMinute, minuteMs, replayFreezes, usualPolicy, windowAt, type PastFreeze } from "#core/slo";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { openKeyOf } from "./apply-budget-policies";
import { candidatesOf } from "./evaluate-slos";
import { insertPastFreezes, storedPolicy, type FreezeRow } from "./freezes-repository";
import { countedExclusions, loadSloData } from "./load-slo-data";
import { listExclusions } from "./sli-repository";
import type { SloRecord } from "./slos-repository";

/** Who allowed a fix during the first long hard freeze of an SLO, and why. */
export interface ToldOverride {
  by: string;
  reason: string;
}

const hourMs = 60 * minuteMs;
const longMs = 48 * hourMs;

const overrideOf = ({ act, openedMs, closedMs }: PastFreeze, nowMs: number, { by, reason }: ToldOverride) =>
  act === "hard" && (closedMs ?? nowMs) - openedMs > longMs ? { overriddenBy: by, overrideReason: reason, overriddenAt: new Date(openedMs + 20 * hourMs), overrideUntil: new Date(openedMs + 24 * hourMs) } : null;

function rowsOf(record: SloRecord, freezes: readonly PastFreeze[], { nowMs, told }: { nowMs: number; told: ToldOverride }): FreezeRow[] {
  const overridden = freezes.find((freeze) => overrideOf(freeze, nowMs, told) !== null);
  return freezes.map((freeze) => ({
    id: newId("frz"), sloId: record.id, kind: freeze.act, openKey: freeze.closedMs === null ? openKeyOf(record.id, freeze.act) : null, threshold: freeze.threshold, remaining: freeze.remaining, openedAt: new Date(freeze.openedMs),
    closedAt: freeze.closedMs === null ? null : new Date(freeze.closedMs), isDemo: record.isDemo, ...(freeze === overridden ? overrideOf(freeze, nowMs, told) : {}),
  }));
}

/** Writes the freezes of a past that was not watched, as they follow from its data. What the data says of the evaluations, it says of the freezes. */
export async function replayPolicies(records: readonly SloRecord[], told: ToldOverride, ctx: Pick<Ctx, "clock" | "signal">): Promise<number> {
  const nowMs = floorMinute(ctx.clock.now().getTime());
  const exclusions = await listExclusions(records.map(({ id }) => id));
  let written = 0;
  for (const candidate of candidatesOf(records)) {
    const { record, definition } = candidate;
    const yearMs = 366 * 24 * hourMs;
    const data = (await loadSloData([candidate], () => ({ fromMs: windowAt(definition.window, nowMs - yearMs).fromMs, toMs: nowMs }), ctx.signal)).get(candidate);
    if (!data || data.firstDataMs === null) continue;
    const counted = countedExclusions(exclusions.filter(({ sloId }) => sloId === record.id), record);
    const stretch = { fromMs: floorMinute(Math.max(data.firstDataMs, nowMs - yearMs)) + minuteMs, toMs: Math.min(nowMs, floorMinute(data.lastDataMs ?? nowMs)) };
    const freezes = replayFreezes({ rules: data.rules, data: { ...data, exclusions: counted }, policy: storedPolicy(record.budgetPolicy) ?? usualPolicy, stretch });
    await insertPastFreezes(record.id, rowsOf(record, freezes, { nowMs, told }));
    written += freezes.length;
  }
  return written;
}
