import "server-only";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreateService } from "./contract";
import { newSlug, refusingTakenSlug } from "./new-slug";
import { requireDependencies, requireOwner } from "./service-links";
import { insertService, replaceDependencies } from "./services-repository";

export async function createService(input: CreateService, ctx: Ctx): Promise<{ slug: string }> {
  const slug = newSlug(input);
  const { owner, dependsOn, slug: _asked, ...columns } = input;
  return refusingTakenSlug("service", slug, () => businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const id = newId("svc");
    const ownerTeamId = await requireOwner(tx, owner);
    const dependencyIds = await requireDependencies(tx, slug, dependsOn);
    await insertService(tx, { ...columns, id, slug, ownerTeamId, createdAt: ctx.clock.now() });
    await replaceDependencies(tx, id, dependencyIds);
    record({ action: "catalog.service.create", entityType: "service", entityId: id, after: { ...input, slug } });
    return { slug };
  }));
}
