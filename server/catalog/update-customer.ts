import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { UpdateCustomer } from "./contract";
import { findCustomerForEdit, replaceCustomerServices, updateCustomerRow } from "./customers-repository";
import { staleVersion } from "./new-slug";
import { requireServices } from "./service-links";

/** Changes the fields that are named and leaves the others as they are. */
export async function updateCustomer(input: UpdateCustomer, ctx: Ctx): Promise<{ slug: string; version: number }> {
  const { slug, version, services, ...columns } = input;
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findCustomerForEdit(tx, ctx.actor.scope, slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no customer "${slug}".`);
    const serviceIds = services === undefined ? undefined : await requireServices(tx, "services", services);
    if (!(await updateCustomerRow(tx, { slug, version }, columns))) throw staleVersion("customer");
    if (serviceIds) await replaceCustomerServices(tx, before.id, serviceIds);
    const after = await findCustomerForEdit(tx, ctx.actor.scope, slug);
    record({ action: "catalog.customer.update", entityType: "customer", entityId: before.id, before: before.fields, after: after?.fields });
    return { slug, version: version + 1 };
  });
}
