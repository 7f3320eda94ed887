import "server-only";
import type { FreezeSpan } from "#core/maintenance";
import { listBudgetFreezes } from "../slo";

type Held = Awaited<ReturnType<typeof listBudgetFreezes>>[number];

const openMs = 7 * 86_400_000;

interface Range {
  fromMs: number;
  toMs: number;
  nowMs: number;
}

/**
 * When freezes that error budgets hold on their services do hold. Nobody knows when an open one ends: it counts for a week from now, and is looked at again
 * when the work begins. While it is overridden it does not hold.
 */
export function budgetSpans(freezes: readonly Held[], { fromMs, toMs, nowMs }: Range): FreezeSpan[] {
  return freezes.flatMap(({ id, sloName, serviceId, kind, openedAt, closedAt, override, remaining }) => {
    if (serviceId === null) return [];
    const endMs = closedAt === null ? nowMs + openMs : Date.parse(closedAt);
    const span = { freezeId: id, title: `error budget of ${sloName}`, kind, reason: remaining < 0 ? "spent" : `${Math.round(remaining * 100)}% left`, serviceIds: [serviceId] };
    const parts = override === null ? [{ fromMs: Date.parse(openedAt), toMs: endMs }] : [{ fromMs: Date.parse(openedAt), toMs: Date.parse(override.at) }, { fromMs: Date.parse(override.until), toMs: endMs }];
    return parts.filter((part) => part.fromMs < part.toMs && part.fromMs < toMs && part.toMs > fromMs).map((part) => ({ ...span, ...part }));
  });
}

export const budgetFreezeSpans = async (range: Range): Promise<FreezeSpan[]> => budgetSpans(await listBudgetFreezes({ from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() }), range);
