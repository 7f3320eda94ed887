import "server-only";
import type { Ctx } from "../platform/registry";
import type { ListServices } from "./contract";
import { pageOf } from "./page-of";
import { presentService } from "./present-service";
import { listServiceRecords } from "./services-repository";

export async function listServices(input: ListServices, ctx: Ctx) {
  const { records, total } = await listServiceRecords(ctx.actor.scope, input);
  return { ...pageOf(records, input.limit, presentService), total };
}
