import "server-only";
import type { Ctx } from "../platform/registry";
import type { ListTeams } from "./contract";
import { pageOf } from "./page-of";
import { presentTeam } from "./present-entities";
import { listTeamRecords } from "./teams-repository";

export async function listTeams(input: ListTeams, ctx: Ctx) {
  const { records, total } = await listTeamRecords(ctx.actor.scope, input);
  return { ...pageOf(records, input.limit, presentTeam), total };
}
