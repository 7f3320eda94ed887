import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { deleteAnnotation, insertAnnotation } from "./annotations-repository";
import type { annotateInput, removeAnnotationInput } from "./contract";
import { findSloForEdit } from "./slos-repository";
import { noSuchSlo } from "./update-slo";

/** Puts a note at an instant, drawn on the burn-down. */
export async function annotate({ slug, at, text }: z.output<typeof annotateInput>, ctx: Ctx): Promise<{ id: string }> {
  const [id, now] = [newId("ann"), ctx.clock.now()];
  if (new Date(at) > now) throw new DomainError("VALIDATION", "A note stands where something has happened.", { faults: [{ path: "at", message: "lies ahead" }] });
  return businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    await insertAnnotation(tx, { id, sloId: slo.id, at: new Date(at), text, actorName: ctx.actor.name, createdAt: now });
    record({ action: "slo.annotate", entityType: "slo", entityId: slo.id, after: { id, at, text } });
    return { id };
  });
}

export async function removeAnnotation({ slug, id }: z.output<typeof removeAnnotationInput>, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const slo = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!slo) throw noSuchSlo(slug);
    const before = await deleteAnnotation(tx, { id, sloId: slo.id });
    if (!before) throw new DomainError("NOT_FOUND", "There is no such note; somebody may have removed it.");
    record({ action: "slo.remove-annotation", entityType: "slo", entityId: slo.id, before: { id, at: before.at.toISOString(), text: before.text } });
    return { id };
  });
}
