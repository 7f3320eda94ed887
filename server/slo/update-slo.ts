import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { sloDefinitionSchema, type pauseSloInput, type sloBySlugInput, type sloChangedOutput, type SloDefinition, type updateSloInput } from "./contract";
import { refreshSlo } from "./refresh-slo";
import { forgetMinutes } from "./sli-query-repository";
import { requireDefinition } from "./slo-references";
import { archiveRow, definitionOf, findSloForEdit, setPaused, updateSloRow } from "./slos-repository";

export const noSuchSlo = (slug: string): DomainError => new DomainError("NOT_FOUND", `There is no SLO "${slug}".`);
export const stale = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this SLO since you opened it. Reload to see the change, then make yours again.");

/** Minutes that other queries of Prometheus gave say nothing about new ones; samples that somebody sent stay while samples are sent. */
const isMeasuredAnew = (before: SloDefinition | null, { sli }: SloDefinition): boolean =>
  before !== null && (before.sli.kind === "prometheus" || sli.kind === "prometheus") && JSON.stringify(before.sli) !== JSON.stringify(sli);

type Changed = z.input<typeof sloChangedOutput>;

/** Replaces the definition. The old one stays on record under its version. */
export async function updateSlo({ slug, version, ...input }: z.output<typeof updateSloInput>, ctx: Ctx): Promise<Changed> {
  const definition = sloDefinitionSchema.parse(input);
  await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const before = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!before) throw noSuchSlo(slug);
    const columns = await requireDefinition(tx, definition);
    if (!(await updateSloRow(tx, { id: before.id, version }, { ...columns, actorName: ctx.actor.name, at: ctx.clock.now() }))) throw stale();
    if (isMeasuredAnew(definitionOf(before), definition)) await forgetMinutes(tx, before.key);
    record({ action: "slo.update", entityType: "slo", entityId: before.id, before: definitionOf(before), after: definition });
  });
  await refreshSlo(slug, ctx);
  return { slug, version: version + 1 };
}

/** A paused SLO is not alerted on; its data goes on. */
export async function pauseSlo({ slug, version, isPaused }: z.output<typeof pauseSloInput>, ctx: Ctx): Promise<Changed> {
  await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const before = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!before) throw noSuchSlo(slug);
    if (!(await setPaused(tx, { id: before.id, version }, isPaused))) throw stale();
    record({ action: isPaused ? "slo.pause" : "slo.resume", entityType: "slo", entityId: before.id, before: { isPaused: before.isPaused }, after: { isPaused } });
  });
  await refreshSlo(slug, ctx);
  return { slug, version: version + 1 };
}

/** Takes an SLO out of lists and evaluation. What it was and what it measured stays. */
export async function archiveSlo({ slug }: z.output<typeof sloBySlugInput>, ctx: Ctx): Promise<{ slug: string }> {
  return businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
    const before = await findSloForEdit(tx, ctx.actor.scope, slug);
    if (!before) throw noSuchSlo(slug);
    await archiveRow(tx, before.id, ctx.clock.now());
    record({ action: "slo.archive", entityType: "slo", entityId: before.id, before: definitionOf(before) });
    return { slug };
  });
}
