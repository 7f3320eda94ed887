import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { changedIncidentOutput, declareIncidentInput } from "./contract";
import { requireServices } from "./edit-incident";
import { insertIncident, linkAlerts, replaceServices } from "./incidents-repository";
import { appendEntry } from "./timeline-repository";

/** Declares an incident, by hand or from alerts. It begins in triage; its timeline begins with this. */
export async function declareIncident(input: z.output<typeof declareIncidentInput>, ctx: Ctx): Promise<z.input<typeof changedIncidentOutput>> {
  const now = ctx.clock.now();
  const startedAt = input.startedAt === undefined ? now : new Date(input.startedAt);
  if (startedAt > now) throw new DomainError("VALIDATION", "An incident cannot begin in the future.", { faults: [{ path: "startedAt", message: "lies in the future" }] });
  return businessWrite(ctx, { domains: ["incidents", "alerts"] }, async (tx, record) => {
    const services = await requireServices(tx, input.services);
    const id = newId("inc");
    const { number } = await insertIncident(tx, {
      id, title: input.title, summary: input.summary, severity: input.severity, serviceId: services[0]?.id ?? null, teamId: services[0]?.ownerTeamId ?? null, detectedBy: input.alerts.length > 0 ? "alert" : input.detectedBy,
      commander: input.commander, isPublic: input.isPublic, startedAt, declaredAt: now, createdAt: now,
    });
    await replaceServices(tx, id, services.map((service) => service.id));
    await appendEntry(tx, id, { kind: "declared", at: now, actorName: ctx.actor.name, text: `Declared as ${input.severity.toUpperCase()}`, isPublic: input.isPublic });
    for (const alert of await linkAlerts(tx, id, input.alerts)) await appendEntry(tx, id, { kind: "alert", at: now, actorName: ctx.actor.name, text: `Alert ${alert.number}: ${alert.title}` });
    record({ action: "incident.declare", entityType: "incident", entityId: id, after: { number, ...input }, payload: { number, severity: input.severity } });
    return { number, version: 1 };
  });
}
