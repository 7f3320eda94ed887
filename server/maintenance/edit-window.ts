import "server-only";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { dropWindowExclusions, excludeWindow } from "../slo";
import type { WindowStatus } from "./contract";
import { tellConcerned } from "./notices/tell-concerned";
import { appendWindowEvent, findWindowForEdit, listApprovalsForEdit, updateWindowRow, type EventEntry, type WindowRecord } from "./windows-repository";

export const windowName = (number: number): string => `MW-${number}`;
export const noSuchWindow = (number: number): DomainError => new DomainError("NOT_FOUND", `There is no maintenance window MW-${number}.`);
export const staleWindow = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed this window since you opened it. Reload to see the change, then make yours again: what you have typed stays until you do.");

export interface Changed {
  number: number;
  version: number;
  status: WindowStatus;
}

export interface WindowChange {
  action: string;
  data: Parameters<typeof updateWindowRow>[2];
  entries: readonly Omit<EventEntry, "actorName">[];
  after: Record<string, unknown>;
}

/** Writes one change of a window and its record. The row has to be as it was read. */
export async function storeChange(tx: Tx, before: WindowRecord, { change, ctx }: { change: WindowChange; ctx: Ctx }): Promise<Changed> {
  if (!(await updateWindowRow(tx, { id: before.id, version: before.version }, { ...change.data, updatedAt: ctx.clock.now() }))) throw staleWindow();
  for (const entry of change.entries) await appendWindowEvent(tx, before.id, { ...entry, actorName: ctx.actor.name });
  return { number: before.number, version: before.version + 1, status: (change.data.status ?? before.status) as WindowStatus };
}

/** One change of a window: row, record and audit in one transaction. `work` sees the row as it was. Null = the version is not looked at (the clock's own steps). */
export async function editWindow(key: { number: number; version: number | null }, ctx: Ctx, work: (tx: Tx, before: WindowRecord) => Promise<WindowChange>): Promise<Changed> {
  return businessWrite(ctx, { domains: ["maintenance", "slo"] }, async (tx, record) => {
    const before = await findWindowForEdit(tx, ctx.actor.scope, key.number);
    if (!before) throw noSuchWindow(key.number);
    if (key.version !== null && key.version !== before.version) throw staleWindow();
    const change = await work(tx, before);
    const changed = await storeChange(tx, before, { change, ctx });
    const after = await findWindowForEdit(tx, ctx.actor.scope, key.number);
    if (after) await tellConcerned(tx, { before, after }, ctx);
    const { services, noticeMs, ...fields } = before;
    record({ action: change.action, entityType: "maintenance_window", entityId: before.id, before: { ...fields, noticeMs: Number(noticeMs), services: services.map(({ service }) => service.slug) }, after: change.after, payload: { number: key.number } });
    return changed;
  });
}

/** The approval that a window has, to settle its exclusions anew; null = none, or a glass was broken for it: that work stays charged. */
export async function approvalInForce(tx: Tx, { id, approvedAt, requestedAt }: Pick<WindowRecord, "id" | "approvedAt" | "requestedAt">, by: string): Promise<{ at: Date; by: string } | null> {
  if (approvedAt === null) return null;
  const isBroken = (await listApprovalsForEdit(tx, id)).some(({ isBreakGlass, at }) => isBreakGlass && (requestedAt === null || at >= requestedAt));
  return isBroken ? null : { at: approvedAt, by };
}

type Approved = Pick<WindowRecord, "id" | "number" | "title" | "impact" | "startsAt" | "endsAt"> & { services: readonly { service: { id: string } }[] };

/** Work that was approved before it began leaves the SLOs of its services, up to its planned end and not beyond. */
export async function settleExclusions(tx: Tx, window: Approved, approval: { at: Date; by: string } | null): Promise<void> {
  if (approval === null || window.impact === "none" || approval.at >= window.startsAt) {
    await dropWindowExclusions(tx, window.id);
    return;
  }
  const { id: windowId, number, title, startsAt: fromAt, endsAt: toAt } = window;
  await excludeWindow(tx, { windowId, fromAt, toAt, reason: `MW-${number} ${title}`.slice(0, 300), serviceIds: window.services.map(({ service }) => service.id), approvedAt: approval.at, approvedBy: approval.by });
}
