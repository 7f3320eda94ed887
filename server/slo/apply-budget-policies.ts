import "server-only";
import { nextFreezes, usualPolicy, type PolicyStep } from "#core/slo";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite, type ChangeEntry } from "../platform/write";
import { closeFreeze, listJudged, openFreeze, recordFreezeEvent, storedPolicy, type JudgedSlo } from "./freezes-repository";

/** What is open can be told apart by slo and kind alone: while it is open, the key is taken. */
export const openKeyOf = (sloId: string, act: string): string => `${sloId} ${act}`;

/** Share of the budget left as the last evaluation found it; null where it said nothing. */
function leftOf({ status }: JudgedSlo): number | null {
  return status === null || status.status === "no_data" || status.status === "misconfigured" ? null : status.remaining;
}

const changesOf = (slo: JudgedSlo) =>
  nextFreezes({ policy: storedPolicy(slo.budgetPolicy) ?? usualPolicy, remaining: leftOf(slo), hysteresis: slo.hysteresis, open: new Set(slo.freezes.map(({ kind }) => kind)), isActive: !slo.isPaused && slo.archivedAt === null });

/** Another process has made the same changes first. */
class NothingChanged extends Error {}

const entry = (slo: JudgedSlo, action: string, after: ChangeEntry["after"]): ChangeEntry => ({ action, entityType: "slo", entityId: slo.id, after });

async function apply(slo: JudgedSlo, { opened, closed }: { opened: readonly PolicyStep[]; closed: readonly string[] }, ctx: Ctx): Promise<number> {
  const [at, left] = [ctx.clock.now(), leftOf(slo)];
  return businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    let changed = 0;
    for (const { act, remaining: threshold } of opened) {
      if (left === null || !(await openFreeze(tx, { id: newId("frz"), sloId: slo.id, kind: act, openKey: openKeyOf(slo.id, act), threshold, remaining: left, openedAt: at, isDemo: slo.isDemo }))) continue;
      await recordFreezeEvent(tx, { sloId: slo.id, at, kind: "freeze_opened", data: { act, threshold, remaining: left } });
      record(entry(slo, "slo.freeze.open", { slug: slo.slug, act, threshold, remaining: left }));
      changed += 1;
    }
    for (const { id, kind } of slo.freezes.filter((freeze) => closed.includes(freeze.kind))) {
      if (!(await closeFreeze(tx, id, at))) continue;
      await recordFreezeEvent(tx, { sloId: slo.id, at, kind: "freeze_closed", data: { act: kind, ...(left === null ? {} : { remaining: left }) } });
      record(entry(slo, "slo.freeze.close", { slug: slo.slug, act: kind, remaining: left }));
      changed += 1;
    }
    if (changed === 0) throw new NothingChanged();
    return changed;
  }).catch((error: unknown) => {
    if (error instanceof NothingChanged) return 0;
    throw error;
  });
}

/** Opens and closes warnings and freezes as the policies say, on what the last evaluation found. Any number of processes may do it at once: of an SLO and kind at most one is open. */
export async function applyBudgetPolicies(ctx: Ctx, ids?: readonly string[]): Promise<number> {
  let changed = 0;
  for (const slo of await listJudged(ids)) {
    const changes = changesOf(slo);
    if (changes.opened.length + changes.closed.length > 0) changed += await apply(slo, changes, ctx);
  }
  return changed;
}
