import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { staleVersion } from "./new-slug";
import { findServiceForEdit, updateServiceRow } from "./services-repository";

/** Retires a service: it leaves the lists, its tickets and outages stay. A retired one cannot be retired again. */
export async function archiveService(input: { slug: string; version: number }, ctx: Ctx): Promise<{ slug: string; version: number }> {
  return businessWrite(ctx, { domains: ["catalog"] }, async (tx, record) => {
    const before = await findServiceForEdit(tx, ctx.actor.scope, input.slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no service "${input.slug}".`);
    if (before.fields.lifecycle === "retired") throw new DomainError("PRECONDITION_FAILED", "This service is retired already.");
    if (!(await updateServiceRow(tx, input, { lifecycle: "retired" }))) throw staleVersion("service");
    record({ action: "catalog.service.archive", entityType: "service", entityId: before.id, before: { lifecycle: before.fields.lifecycle }, after: { lifecycle: "retired" } });
    return { slug: input.slug, version: input.version + 1 };
  });
}
