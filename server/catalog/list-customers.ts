import "server-only";
import type { Ctx } from "../platform/registry";
import type { ListCustomers } from "./contract";
import { listCustomerRecords } from "./customers-repository";
import { pageOf } from "./page-of";
import { presentCustomer } from "./present-entities";

export async function listCustomers(input: ListCustomers, ctx: Ctx) {
  const { records, total } = await listCustomerRecords(ctx.actor.scope, input);
  return { ...pageOf(records, input.limit, presentCustomer), total };
}
