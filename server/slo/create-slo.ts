import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { sloDefinitionSchema, type createSloInput, type sloChangedOutput } from "./contract";
import { refreshSlo } from "./refresh-slo";
import { requireDefinition, sloSlug } from "./slo-references";
import { insertSlo } from "./slos-repository";

/** Creates an SLO and computes its past from the data that is there. */
export async function createSlo(input: z.output<typeof createSloInput>, ctx: Ctx): Promise<z.input<typeof sloChangedOutput>> {
  const slug = sloSlug(input);
  const definition = sloDefinitionSchema.parse(input);
  try {
    await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
      const columns = await requireDefinition(tx, definition);
      const id = newId("slo");
      await insertSlo(tx, { ...columns, id, slug, isDemo: false }, { actorName: ctx.actor.name, at: ctx.clock.now() });
      record({ action: "slo.create", entityType: "slo", entityId: id, after: { slug, ...definition } });
    });
  } catch (error) {
    if ((error as { code?: string }).code !== "P2002") throw error;
    throw new DomainError("CONFLICT", `There is already an SLO "${slug}". Choose another name.`, { faults: [{ path: "slug", message: "already taken" }] });
  }
  await refreshSlo(slug, ctx);
  return { slug, version: 1 };
}
