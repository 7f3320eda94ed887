import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { deleteCustomerRow, findCustomerForEdit } from "./customers-repository";
import { staleVersion } from "./new-slug";
import { refuseInUse } from "./refuse-in-use";
import { countCustomerUses } from "./usage-repository";

/** Removes a customer that no ticket and no account names. The audit keeps what it was. */
export async function removeCustomer(input: { slug: string; version: number }, ctx: Ctx): Promise<{ slug: string }> {
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findCustomerForEdit(tx, ctx.actor.scope, input.slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no customer "${input.slug}".`);
    refuseInUse("customer", await countCustomerUses(tx, before.id));
    if (!(await deleteCustomerRow(tx, input))) throw staleVersion("customer");
    record({ action: "catalog.customer.remove", entityType: "customer", entityId: before.id, before: before.fields });
    return { slug: input.slug };
  });
}
