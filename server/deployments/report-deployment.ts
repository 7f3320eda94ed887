import "server-only";
import { environmentOf, settleDeployment, usualKey, type DeploymentMessage } from "#core/deployments";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { deploymentLimits, type ReportDeployment, type reportedOutput } from "./contract";
import { findBySourceKeys, incidentIdsByNumber, inTransaction, listReportable, lockSourceKey, saveDeployment } from "./deployments-repository";

const instantMs = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

/** The services and incidents that a message names, looked up. */
export interface Known {
  services: ReadonlyMap<string, string>;
  incidents: ReadonlyMap<number, string>;
}

export const knownFor = async (ctx: Ctx, incidents: readonly number[]): Promise<Known> => ({ services: await listReportable(ctx.actor.scope), incidents: await incidentIdsByNumber(incidents) });

const unknown = (path: string, what: string): DomainError => new DomainError("VALIDATION", `There is no ${what}.`, { faults: [{ path, message: "is not known" }] });

/** The message with everything looked up that it names, and the key of its deployment. */
export function resolveMessage(input: ReportDeployment, { services, incidents }: Known): { message: DeploymentMessage; sourceKey: string } {
  const serviceId = services.get(input.service);
  if (serviceId === undefined) throw unknown("service", `service "${input.service}"`);
  const incidentId = input.incident === undefined ? undefined : incidents.get(input.incident);
  if (input.incident !== undefined && incidentId === undefined) throw unknown("incident", `incident INC-${input.incident}`);
  const environment = environmentOf(input.environment);
  const message = {
    serviceId, environment, release: input.release, deployedAtMs: instantMs(input.deployedAt), committedAtMs: instantMs(input.committedAt), commit: input.commit?.toLowerCase(), outcome: input.outcome, restoredAtMs: instantMs(input.restoredAt), incidentId, actor: input.actor,
  };
  return { message: Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as DeploymentMessage, sourceKey: input.sourceKey ?? usualKey(input.service, environment, input.release) };
}

export const frameOf = (ctx: Ctx) => ({ nowMs: ctx.clock.now().getTime(), aheadMs: deploymentLimits.aheadMinutes * 60_000, sender: ctx.actor.name });

const sources: Readonly<Partial<Record<Ctx["via"], string>>> = { cli: "command line", rest: "api", mcp: "api" };

/** Takes one message about a deployment: creates it, changes what the message says, or finds that nothing changed. Two that tell of the same deployment take turns. */
export async function reportDeployment(input: ReportDeployment, ctx: Ctx): Promise<z.input<typeof reportedOutput>> {
  const { message, sourceKey } = resolveMessage(input, await knownFor(ctx, input.incident === undefined ? [] : [input.incident]));
  const stored = await inTransaction(async (tx) => (await findBySourceKeys(tx, [sourceKey])).get(sourceKey));
  const seen = stored && settleDeployment(stored.facts, message, frameOf(ctx));
  if (stored && seen?.ok && seen.change === "unchanged") return { id: stored.id, change: "unchanged" };
  return businessWrite(ctx, { domains: ["deployments"] }, async (tx, record) => {
    await lockSourceKey(tx, sourceKey);
    const before = (await findBySourceKeys(tx, [sourceKey])).get(sourceKey);
    const settled = settleDeployment(before?.facts ?? null, message, frameOf(ctx));
    if (!settled.ok) throw new DomainError("VALIDATION", `Check ${settled.faults.map(({ field, message: fault }) => `${field}: ${fault}`).join("; ")}.`, { faults: settled.faults.map(({ field, message: fault }) => ({ path: field, message: fault })) });
    const id = before?.id ?? newId("dep");
    await saveDeployment(tx, { id, isNew: before === undefined, sourceKey, source: sources[ctx.via] ?? "portal", facts: settled.facts, at: ctx.clock.now() });
    record({ action: `deployments.${before ? "update" : "report"}`, entityType: "deployment", entityId: id, ...(before ? { before: { ...before.facts } } : {}), after: { sourceKey, ...settled.facts } });
    return { id, change: settled.change };
  });
}
