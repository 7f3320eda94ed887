import "server-only";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreateCustomer } from "./contract";
import { insertCustomer, replaceCustomerServices } from "./customers-repository";
import { newSlug, refusingTakenSlug } from "./new-slug";
import { requireServices } from "./service-links";

export async function createCustomer(input: CreateCustomer, ctx: Ctx): Promise<{ slug: string }> {
  const slug = newSlug(input);
  const { services, slug: _asked, ...columns } = input;
  return refusingTakenSlug("customer", slug, () => businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const id = newId("cus");
    const serviceIds = await requireServices(tx, "services", services);
    await insertCustomer(tx, { ...columns, id, slug, createdAt: ctx.clock.now() });
    await replaceCustomerServices(tx, id, serviceIds);
    record({ action: "catalog.customer.create", entityType: "customer", entityId: id, after: { ...input, slug } });
    return { slug };
  }));
}
