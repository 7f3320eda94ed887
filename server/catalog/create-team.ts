import "server-only";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreateTeam } from "./contract";
import { newSlug, refusingTakenSlug } from "./new-slug";
import { insertTeam } from "./teams-repository";

export async function createTeam(input: CreateTeam, ctx: Ctx): Promise<{ slug: string }> {
  const slug = newSlug(input);
  return refusingTakenSlug("team", slug, () => businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const id = newId("team");
    await insertTeam(tx, { ...input, id, slug, createdAt: ctx.clock.now() });
    record({ action: "catalog.team.create", entityType: "team", entityId: id, after: { ...input, slug } });
    return { slug };
  }));
}
