import "server-only";
import { faultsOfRecurrence } from "#core/maintenance";
import type { z } from "zod";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { listBudgetFreezes } from "../slo";
import type { createFreezeInput, exemptInput, freezeOutput, liftFreezeInput, updateFreezeInput } from "./contract";
import { requireInstant } from "./create-window";
import { noSuchWindow } from "./edit-window";
import { findFreeze, insertException, insertFreeze, isExempt, liftFreezeRow, updateFreezeRow } from "./freezes-repository";
import { listKnownServices } from "./surroundings-repository";
import { requireKnown } from "./surroundings";
import { appendWindowEvent, findWindowForEdit, type WindowRecord } from "./windows-repository";

type Changed = z.input<typeof freezeOutput>;

type Plan = z.output<typeof createFreezeInput>;

/** What a freeze keeps of its plan; refuses one that cannot be. */
async function rowOf({ title, kind, reason, zone, startsLocal, endsLocal, repeats, services }: Plan) {
  const startsAt = requireInstant(startsLocal, zone);
  const endsAt = endsLocal === undefined ? null : requireInstant(endsLocal, zone);
  if (endsAt !== null && endsAt <= startsAt) throw new DomainError("VALIDATION", "A freeze ends after it begins.", { faults: [{ path: "endsLocal", message: "lies before the beginning" }] });
  const faults = repeats ? faultsOfRecurrence({ rrule: repeats.rrule, durationMs: repeats.durationMs, startsLocal, zone, exdates: [], rdates: [] }) : [];
  if (faults.length > 0) throw new DomainError("VALIDATION", `The repetition cannot be used: ${faults[0]?.field} ${faults[0]?.message}.`, { faults: faults.map(({ field, message }) => ({ path: field === "rrule" ? "repeats.rrule" : field, message })) });
  const serviceIds = requireKnown(await listKnownServices(), services).map(({ id }) => id);
  return { title, kind, reason, zone, startsAt, endsAt, serviceIds, rrule: repeats?.rrule ?? null, durationMs: repeats?.durationMs ?? null, startsLocal };
}

/** Freezes change for a time, once or again and again. */
export async function createFreeze(input: Plan, ctx: Ctx): Promise<Changed> {
  const row = await rowOf(input);
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const id = newId("frz");
    await insertFreeze(tx, { id, ...row, openedBy: ctx.actor.name, createdAt: ctx.clock.now() });
    record({ action: "maintenance.freeze.create", entityType: "freeze", entityId: id, after: { ...input } });
    return { id, version: 1 };
  });
}

const staleFreeze = (): DomainError => new DomainError("CONFLICT", "Somebody else has changed or lifted this freeze. Reload to see it.");

/** Plans a freeze anew. What is under way in spite of it goes on; what has not begun is held to the new times. */
export async function updateFreeze({ id, version, ...plan }: z.output<typeof updateFreezeInput>, ctx: Ctx): Promise<Changed> {
  const row = await rowOf(plan);
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findFreeze(tx, id);
    if (!before) throw noSuchFreeze();
    if (!(await updateFreezeRow(tx, { id, version }, row))) throw staleFreeze();
    record({ action: "maintenance.freeze.update", entityType: "freeze", entityId: id, before: { ...before }, after: { ...plan } });
    return { id, version: version + 1 };
  });
}

const noSuchFreeze = (): DomainError => new DomainError("NOT_FOUND", "There is no such freeze.");

export const liftFreeze = ({ id, version, reason }: z.output<typeof liftFreezeInput>, ctx: Ctx): Promise<Changed> =>
  businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findFreeze(tx, id);
    if (!before) throw noSuchFreeze();
    if (!(await liftFreezeRow(tx, { id, version }, { liftedAt: ctx.clock.now(), liftedBy: ctx.actor.name }))) throw staleFreeze();
    record({ action: "maintenance.freeze.lift", entityType: "freeze", entityId: id, before: { title: before.title }, after: { reason } });
    return { id, version: version + 1 };
  });

/** The name of a freeze of the calendar, or of one that an error budget holds over the window's time. */
async function titleOf(tx: Tx, id: string, { startsAt, endsAt }: WindowRecord): Promise<string> {
  const freeze = await findFreeze(tx, id);
  if (freeze) return freeze.title;
  const held = (await listBudgetFreezes({ from: startsAt.toISOString(), to: endsAt.toISOString() })).find((one) => one.id === id);
  if (!held) throw noSuchFreeze();
  return `error budget of ${held.sloName}`;
}

/** Lets one window go ahead in spite of a freeze, by name and with the reason. */
export const exempt = ({ id, number, reason }: z.output<typeof exemptInput>, ctx: Ctx): Promise<{ id: string; number: number }> =>
  businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const window = await findWindowForEdit(tx, ctx.actor.scope, number);
    if (!window) throw noSuchWindow(number);
    const title = await titleOf(tx, id, window);
    if (await isExempt(tx, { freezeId: id, windowId: window.id })) throw new DomainError("CONFLICT", `MW-${number} is exempt from this freeze already.`);
    const at = ctx.clock.now();
    await insertException(tx, { id: newId("fex"), freezeId: id, windowId: window.id, reason, actorName: ctx.actor.name, actorId: ctx.actor.userId, createdAt: at });
    await appendWindowEvent(tx, window.id, { kind: "note", at, actorName: ctx.actor.name, text: `Exempt from the freeze ${title}: ${reason}` });
    record({ action: "maintenance.freeze.exempt", entityType: "freeze", entityId: id, after: { number, reason } });
    return { id, number };
  });
