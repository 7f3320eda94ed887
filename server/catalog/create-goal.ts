import "server-only";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreateGoalInput } from "./contract";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { findServiceId, insertGoal } from "./goals-repository";

export const dateOnly = (iso: string): Date => new Date(`${iso}T00:00:00.000Z`);

/** Dates and the service of a goal as its row has them; what is not named stays as it is. */
export async function goalColumns<T extends { dueOn?: string | null; startOn?: string | null; service?: string | null }>(tx: Tx, { dueOn, startOn, service, ...columns }: T) {
  const dated = (day: string | null | undefined): Date | null | undefined => (typeof day === "string" ? dateOnly(day) : day);
  const serviceId = typeof service === "string" ? await findServiceId(tx, service) : service;
  if (typeof service === "string" && serviceId === null) throw new DomainError("VALIDATION", `There is no service "${service}".`, { faults: [{ path: "service", message: "does not exist" }] });
  return { ...columns, dueOn: dated(dueOn), startOn: dated(startOn), serviceId };
}

export async function createGoal(input: CreateGoalInput, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const id = newId("goal");
    const { dueOn = null, startOn = null, ...columns } = await goalColumns(tx, input);
    await insertGoal(tx, { ...columns, dueOn, startOn, id, createdAt: ctx.clock.now() });
    record({ action: "catalog.goal.create", entityType: "goal", entityId: id, after: input });
    return { id };
  });
}
