import "server-only";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { PlanStatus } from "./contract";
import { tellOfPlan } from "./tell-people";
import { findPlanForEdit, updatePlanRow, type PlanRecord } from "./plans-repository";

export const noSuchPlan = (number: number): DomainError => new DomainError("NOT_FOUND", `There is no change plan CP-${number}.`);
export const stalePlan = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this plan since you opened it. Nothing of theirs was overwritten: open it anew in another tab, then make your change again.");

export interface ChangedPlan {
  number: number;
  version: number;
  status: PlanStatus;
}

export interface PlanChange {
  action: string;
  data: Parameters<typeof updatePlanRow>[2];
  after: Record<string, unknown>;
}

/** One change of a plan: row and audit in one transaction. `work` sees the row as it was. */
export function editPlan(key: { number: number; version: number }, ctx: Ctx, work: (tx: Tx, before: PlanRecord) => Promise<PlanChange>): Promise<ChangedPlan> {
  return businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const before = await findPlanForEdit(tx, ctx.actor.scope, key.number);
    if (!before) throw noSuchPlan(key.number);
    if (before.version !== key.version) throw stalePlan();
    const { action, data, after } = await work(tx, before);
    if (!(await updatePlanRow(tx, { id: before.id, version: key.version }, data))) throw stalePlan();
    await tellOfPlan(tx, { plan: before, to: (typeof data.status === "string" ? data.status : before.status) as PlanStatus, version: key.version + 1 }, ctx);
    const { service, runs: _runs, _count, ...fields } = before;
    record({ action, entityType: "change_plan", entityId: before.id, before: { ...fields, service: service?.slug ?? null }, after, payload: { number: key.number } });
    return { number: key.number, version: key.version + 1, status: (typeof data.status === "string" ? data.status : before.status) as PlanStatus };
  });
}
