import "server-only";
import { DomainError } from "../platform/errors";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { findForEdit, servicesBySlug, updateIncidentRow, type IncidentForEdit } from "./incidents-repository";
import { appendEntry, type TimelineEntry } from "./timeline-repository";

export const noSuchIncident = (number: number): DomainError => new DomainError("NOT_FOUND", `There is no incident INC-${number}.`);
export const staleIncident = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this incident since you opened it. Reload to see the change, then make yours again.");

/** Services that all have to exist, in the order named. */
export async function requireServices(tx: Tx, slugs: readonly string[]): Promise<{ id: string; slug: string; ownerTeamId: string | null }[]> {
  const found = await servicesBySlug(tx, slugs);
  const missing = slugs.filter((slug) => !found.some((service) => service.slug === slug));
  if (missing.length > 0) throw new DomainError("VALIDATION", `There is no service ${missing.map((slug) => `"${slug}"`).join(", ")}.`, { faults: [{ path: "services", message: `unknown: ${missing.join(", ")}` }] });
  return found;
}

export interface Change {
  action: string;
  data: Parameters<typeof updateIncidentRow>[2];
  entries: readonly Omit<TimelineEntry, "actorName">[];
  after: Record<string, unknown>;
}

/** One change of an incident: the row, its timeline and the audit in one transaction. `work` sees the row as it was. */
export async function editIncident(key: { number: number; version: number }, ctx: Ctx, work: (tx: Tx, before: IncidentForEdit) => Promise<Change>): Promise<{ number: number; version: number }> {
  return businessWrite(ctx, { domains: ["incidents"] }, async (tx, record) => {
    const before = await findForEdit(tx, ctx.actor.scope, key.number);
    if (!before) throw noSuchIncident(key.number);
    const change = await work(tx, before);
    if (!(await updateIncidentRow(tx, { id: before.id, version: key.version }, change.data))) throw staleIncident();
    for (const entry of change.entries) await appendEntry(tx, before.id, { ...entry, actorName: ctx.actor.name });
    const { services: _services, postmortem: _postmortem, ...fields } = before;
    record({ action: change.action, entityType: "incident", entityId: before.id, before: fields, after: change.after, payload: { number: key.number } });
    return { number: key.number, version: key.version + 1 };
  });
}
