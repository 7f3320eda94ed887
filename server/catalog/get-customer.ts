import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { CustomerDetail } from "./contract";
import { findCustomerRecord, listServicesOfCustomer } from "./customers-repository";
import { presentCustomer, presentOwned } from "./present-entities";

export async function getCustomer(slug: string, ctx: Ctx): Promise<CustomerDetail> {
  const record = await findCustomerRecord(ctx.actor.scope, slug);
  if (!record) throw new DomainError("NOT_FOUND", `There is no customer "${slug}".`);
  const services = await listServicesOfCustomer(ctx.actor.scope, record.id);
  return { ...presentCustomer(record), services: services.map(presentOwned), createdAt: record.createdAt.toISOString() };
}
