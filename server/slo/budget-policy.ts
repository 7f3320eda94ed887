import "server-only";
import type { z } from "zod";
import { policyFault } from "#core/slo";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { BudgetFreeze, endOverrideInput, overrideFreezeInput, setPolicyInput, sloChangedOutput } from "./contract";
import { cutOverride, findFreeze, listFreezesIn, recordFreezeEvent, setOverride, setPolicyRow, storedPolicy } from "./freezes-repository";
import { presentFreeze } from "./present-freeze";
import { refreshSlo } from "./refresh-slo";
import { findSloForEdit } from "./slos-repository";
import { noSuchSlo, stale } from "./update-slo";

const noSuchFreeze = (): DomainError => new DomainError("NOT_FOUND", "There is no such freeze.");

/** Says at which shares of the budget left change is frozen. It acts at once on what is left now. */
export async function setPolicy({ slug, version, policy }: z.output<typeof setPolicyInput>, ctx: Ctx): Promise<z.input<typeof sloChangedOutput>> {
  const fault = policyFault(policy ?? []);
  if (fault !== null) throw new DomainError("VALIDATION", fault, { faults: [{ path: "policy", message: fault }] });
  await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    if (!(await setPolicyRow(tx, { id: slo.id, version }, policy))) throw stale();
    record({ action: "slo.policy", entityType: "slo", entityId: slo.id, before: { policy: storedPolicy(slo.budgetPolicy) }, after: { policy } });
  });
  await refreshSlo(slug, ctx);
  return { slug, version: version + 1 };
}

/** Allows change in spite of a freeze, by name, with a reason and an end. The freeze stays open: when the override ends and the budget is still short, it holds again. */
export async function overrideFreeze({ slug, id, reason, until }: z.output<typeof overrideFreezeInput>, ctx: Ctx): Promise<{ id: string }> {
  const [at, end] = [ctx.clock.now(), new Date(until)];
  if (end <= at) throw new DomainError("VALIDATION", "The override would be over already.", { faults: [{ path: "until", message: "lies in the past" }] });
  return businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    const freeze = await findFreeze(tx, { id, sloId: slo.id });
    if (!freeze || freeze.kind === "warn") throw noSuchFreeze();
    if (!(await setOverride(tx, id, { overriddenBy: ctx.actor.name, overrideReason: reason, overriddenAt: at, overrideUntil: end }))) throw new DomainError("PRECONDITION_FAILED", "The freeze is closed already: there is nothing to override.");
    await recordFreezeEvent(tx, { sloId: slo.id, at, kind: "freeze_overridden", data: { act: freeze.kind, by: ctx.actor.name, until } });
    record({ action: "slo.freeze.override", entityType: "slo", entityId: slo.id, before: { override: presentFreeze(freeze).override }, after: { slug, freeze: id, act: freeze.kind, reason, until } });
    return { id };
  });
}

/** Ends an override before its time. */
export async function endOverride({ slug, id }: z.output<typeof endOverrideInput>, ctx: Ctx): Promise<{ id: string }> {
  const at = ctx.clock.now();
  return businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    const freeze = await findFreeze(tx, { id, sloId: slo.id });
    if (!freeze) throw noSuchFreeze();
    if (!(await cutOverride(tx, id, at))) throw new DomainError("PRECONDITION_FAILED", "No override holds now.");
    await recordFreezeEvent(tx, { sloId: slo.id, at, kind: "override_ended", data: { act: freeze.kind, by: ctx.actor.name } });
    record({ action: "slo.freeze.end-override", entityType: "slo", entityId: slo.id, before: { override: presentFreeze(freeze).override } });
    return { id };
  });
}

/** Freezes of change that error budgets hold somewhere in a stretch, the newest first, overridden ones among them. */
export async function listBudgetFreezes({ from, to }: { from: string; to: string }): Promise<(Omit<BudgetFreeze, "kind"> & { kind: "soft" | "hard" })[]> {
  const records = await listFreezesIn({ fromMs: Date.parse(from), toMs: Date.parse(to) });
  return records.map(presentFreeze).flatMap(({ kind, ...freeze }) => (kind === "warn" ? [] : [{ ...freeze, kind }]));
}
