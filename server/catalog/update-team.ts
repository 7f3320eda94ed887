import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { UpdateTeam } from "./contract";
import { staleVersion } from "./new-slug";
import { findTeamForEdit, updateTeamRow } from "./teams-repository";

/** Changes the fields that are named and leaves the others as they are. */
export async function updateTeam(input: UpdateTeam, ctx: Ctx): Promise<{ slug: string; version: number }> {
  const { slug, version, ...columns } = input;
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findTeamForEdit(tx, ctx.actor.scope, slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no team "${slug}".`);
    if (!(await updateTeamRow(tx, { slug, version }, columns))) throw staleVersion("team");
    record({ action: "catalog.team.update", entityType: "team", entityId: before.id, before: before.fields, after: { ...before.fields, ...columns } });
    return { slug, version: version + 1 };
  });
}
