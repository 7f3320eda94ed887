import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { UpdateService } from "./contract";
import { staleVersion } from "./new-slug";
import { requireDependencies, requireOwner } from "./service-links";
import { findServiceForEdit, replaceDependencies, updateServiceRow } from "./services-repository";

/** Changes the fields that are named and leaves the others as they are. */
export async function updateService(input: UpdateService, ctx: Ctx): Promise<{ slug: string; version: number }> {
  const { slug, version, owner, dependsOn, ...columns } = input;
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findServiceForEdit(tx, ctx.actor.scope, slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no service "${slug}".`);
    const ownerTeamId = owner === undefined ? undefined : await requireOwner(tx, owner);
    const dependencyIds = dependsOn === undefined ? undefined : await requireDependencies(tx, slug, dependsOn);
    if (!(await updateServiceRow(tx, { slug, version }, { ...columns, ownerTeamId }))) throw staleVersion("service");
    if (dependencyIds) await replaceDependencies(tx, before.id, dependencyIds);
    const after = await findServiceForEdit(tx, ctx.actor.scope, slug);
    record({ action: "catalog.service.update", entityType: "service", entityId: before.id, before: before.fields, after: after?.fields });
    return { slug, version: version + 1 };
  });
}
