import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { excludeInput, removeExclusionInput } from "./contract";
import { refreshSlo } from "./refresh-slo";
import { deleteExclusion, insertExclusion } from "./sli-repository";
import { findSloForEdit } from "./slos-repository";
import { noSuchSlo } from "./update-slo";

/** Takes planned work out of an SLO. Approved now: work that has begun already is kept on record but charged all the same. */
export async function excludeTime({ slug, from, to, reason }: z.output<typeof excludeInput>, ctx: Ctx): Promise<{ id: string; isCounted: boolean }> {
  const [id, at, fromAt] = [newId("exc"), ctx.clock.now(), new Date(from)];
  await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    await insertExclusion(tx, { id, sloId: slo.id, fromAt, toAt: new Date(to), reason, approvedAt: at, approvedBy: ctx.actor.name, createdAt: at });
    record({ action: "slo.exclude", entityType: "slo", entityId: slo.id, after: { id, from, to, reason } });
  });
  await refreshSlo(slug, ctx);
  return { id, isCounted: at <= fromAt };
}

/** Withdraws an exclusion; the time counts again. */
export async function removeExclusion({ slug, id }: z.output<typeof removeExclusionInput>, ctx: Ctx): Promise<{ id: string }> {
  await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    if (!(await deleteExclusion(tx, { id, sloId: slo.id }))) throw new DomainError("NOT_FOUND", "There is no such exclusion; somebody may have withdrawn it.");
    record({ action: "slo.remove-exclusion", entityType: "slo", entityId: slo.id, before: { id } });
  });
  await refreshSlo(slug, ctx);
  return { id };
}
