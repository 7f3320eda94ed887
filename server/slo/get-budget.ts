import "server-only";
import type { z } from "zod";
import { usualPolicy } from "#core/slo";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { listAnnotations } from "./annotations-repository";
import type { SloBudget, getSloInput } from "./contract";
import { forecastSlo } from "./forecast-slo";
import { listFreezesOf, storedPolicy } from "./freezes-repository";
import { presentFreeze } from "./present-freeze";
import { findSloRecord } from "./slo-records-repository";
import { definitionOf } from "./slos-repository";
import { noSuchSlo } from "./update-slo";

/** What an SLO's budget leads to: its policy, the freezes of change that it opened, the forecast as of an instant, and the notes on its course. */
export async function getBudget({ slug, at }: z.output<typeof getSloInput>, ctx: Ctx): Promise<SloBudget> {
  const record = await findSloRecord(ctx.actor.scope, slug);
  if (!record) throw noSuchSlo(slug);
  const definition = definitionOf(record);
  if (!definition) throw new DomainError("PRECONDITION_FAILED", "The stored definition of this SLO is not valid. Edit it to mend it.");
  const atMs = Math.min(at === undefined ? Infinity : Date.parse(at), ctx.clock.now().getTime());
  const [freezes, annotations, { forecast, reason }] = await Promise.all([listFreezesOf(record.id), listAnnotations(record.id), forecastSlo({ record, definition }, atMs, ctx)]);
  const own = storedPolicy(record.budgetPolicy);
  return {
    slug, policy: own ?? [...usualPolicy], isUsualPolicy: own === null, version: record.version, freezes: freezes.map(presentFreeze), forecast, noForecast: reason,
    annotations: annotations.map(({ id, at: when, text, actorName }) => ({ id, at: when.toISOString(), text, actorName })),
  };
}
