import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { TeamDetail } from "./contract";
import { presentOwned, presentTeam } from "./present-entities";
import { findTeamRecord, listOwnedServices } from "./teams-repository";

export async function getTeam(slug: string, ctx: Ctx): Promise<TeamDetail> {
  const record = await findTeamRecord(ctx.actor.scope, slug);
  if (!record) throw new DomainError("NOT_FOUND", `There is no team "${slug}".`);
  const services = await listOwnedServices(ctx.actor.scope, record.id);
  return { ...presentTeam(record), services: services.map(presentOwned), createdAt: record.createdAt.toISOString() };
}
