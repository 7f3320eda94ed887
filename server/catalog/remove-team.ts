import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { staleVersion } from "./new-slug";
import { refuseInUse } from "./refuse-in-use";
import { deleteTeamRow, findTeamForEdit } from "./teams-repository";
import { countTeamUses } from "./usage-repository";

/** Removes a team that owns nothing and that no ticket names. The audit keeps what it was. */
export async function removeTeam(input: { slug: string; version: number }, ctx: Ctx): Promise<{ slug: string }> {
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findTeamForEdit(tx, ctx.actor.scope, input.slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no team "${input.slug}".`);
    refuseInUse("team", await countTeamUses(tx, before.id));
    if (!(await deleteTeamRow(tx, input))) throw staleVersion("team");
    record({ action: "catalog.team.remove", entityType: "team", entityId: before.id, before: before.fields });
    return { slug: input.slug };
  });
}
