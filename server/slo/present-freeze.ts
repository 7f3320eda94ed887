import "server-only";
import type { BudgetFreeze } from "./contract";
import type { FreezeRecord } from "./freezes-repository";

export function presentFreeze({ id, slo, kind, openedAt, closedAt, threshold, remaining, overriddenBy, overrideReason, overriddenAt, overrideUntil }: FreezeRecord): BudgetFreeze {
  const override = overriddenBy !== null && overriddenAt !== null && overrideUntil !== null ? { by: overriddenBy, reason: overrideReason ?? "", at: overriddenAt.toISOString(), until: overrideUntil.toISOString() } : null;
  return { id, sloSlug: slo.slug, sloName: slo.name, serviceId: slo.serviceId, kind: kind as BudgetFreeze["kind"], openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null, threshold, remaining, override };
}
