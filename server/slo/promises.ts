import "server-only";
import type { z } from "zod";
import { dayMs, portalPromises, promiseWindowDays, unmeasuredPromises, type PortalPromise, type UnmeasuredPromise } from "#core/slo";
import { newId } from "../platform/ids";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { sloDefinitionSchema, type PromiseRow, type promisesOutput } from "./contract";
import { insertPromise, listPromiseSlos, measureRecorded, type PromiseSlo, type PromiseValue } from "./promises-repository";
import { readPeriodSum } from "./sli-repository";

const definitionFor = ({ promised, title, method, slo }: PortalPromise) =>
  sloDefinitionSchema.parse({ name: title, description: `${promised}. Measured as: ${method}.`, sli: { kind: "pushed", unit: slo.sliUnit }, target: slo.target, window: { kind: "rolling", days: promiseWindowDays }, method: slo.method, minimumSamples: slo.minimumSamples, labels: { promise: "portal" } });

/** Makes an SLO of each of the portal's own promises that has none yet. One that was archived stays so. */
export async function ensurePromises(ctx: Ctx): Promise<number> {
  const known = new Set((await listPromiseSlos({ withArchived: true })).map(({ promise }) => promise));
  const missing = portalPromises.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return 0;
  try {
    return await businessWrite(ctx, { domains: ["slo"] }, async (tx, record) => {
      for (const promise of missing) await insertPromise(tx, { id: newId("slo"), slug: `portal-${promise.id}`, promise: promise.id, definition: definitionFor(promise), serviceId: null, ownerTeamId: null }, { actorName: ctx.actor.name, at: ctx.clock.now() });
      record({ action: "slo.promises", entityType: "slo", entityId: "portal", after: { promises: missing.map(({ id }) => id) } });
      return missing.length;
    });
  } catch (error) {
    if ((error as { code?: string }).code !== "P2002") throw error;
    log().warn({ missing: missing.map(({ id }) => id) }, "promises were made by another process, or their names are taken");
    return 0;
  }
}

const statusWords: Readonly<Record<string, PromiseRow["status"]>> = { healthy: "kept", at_risk: "at_risk", exhausted: "broken" };

function reasonOf({ slo: { minimumSamples }, noun }: PortalPromise, { n }: PromiseValue): string {
  if (n === 0) return "Nothing was recorded in the last 30 days.";
  return n < minimumSamples ? `Fewer than ${minimumSamples} ${noun}: too few to judge.` : "Not evaluated yet.";
}

async function measuredRow(promise: PortalPromise, slo: PromiseSlo | undefined, { ctx, nowMs }: { ctx: Ctx; nowMs: number }): Promise<PromiseRow> {
  const { id, title, promised, unit, noun, method } = promise;
  const stretch = { fromMs: nowMs - promiseWindowDays * dayMs, toMs: nowMs };
  const measured = (await measureRecorded(id, stretch, ctx.signal)) ?? (slo ? await readPeriodSum(slo.key, stretch, ctx.signal) : { value: null, n: 0, lastAt: null });
  const status = measured.n === 0 ? "no_data" : (statusWords[slo?.status?.status ?? ""] ?? "no_data");
  const reason = slo ? reasonOf(promise, measured) : "Its SLO is not in use.";
  return {
    id, title, promised, unit, value: measured.value, n: measured.n === 0 ? null : measured.n, noun, method, measuredAt: measured.lastAt?.toISOString() ?? null, status, reason: status === "no_data" ? reason : null,
    slo: slo ? { slug: slo.slug, target: slo.target, sli: slo.status?.sli ?? null, remaining: slo.status?.remaining ?? null } : null,
  };
}

const unmeasuredRow = ({ id, title, promised, status, method, reason }: UnmeasuredPromise): PromiseRow => ({ id, title, promised, unit: "count", value: null, n: null, noun: "", method, measuredAt: null, status, reason, slo: null });

/** Every promise of the portal with what it came to in the last thirty days. What only a benchmark can measure has no value here. */
export async function listPromises(_input: object, ctx: Ctx): Promise<z.input<typeof promisesOutput>> {
  const nowMs = ctx.clock.now().getTime();
  const slos = new Map((await listPromiseSlos()).map((slo) => [slo.promise, slo]));
  const measured = await Promise.all(portalPromises.map((promise) => measuredRow(promise, slos.get(promise.id), { ctx, nowMs })));
  return { items: [...measured, ...unmeasuredPromises.map(unmeasuredRow)], nextCursor: null, windowDays: promiseWindowDays };
}
