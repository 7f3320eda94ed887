import "server-only";
import { faultsOfRecurrence } from "#core/maintenance";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { createFreezeInput, exemptInput, FreezeRow, freezeOutput, liftFreezeInput, listFreezesInput, listFreezesOutput } from "./contract";
import { requireInstant } from "./create-window";
import { noSuchWindow } from "./edit-window";
import { findFreeze, insertException, insertFreeze, liftFreezeRow, listExceptions, listFreezeRecords, windowNumbers, type FreezeRecord } from "./freezes-repository";
import { iso } from "./present-window";
import { listKnownServices } from "./surroundings-repository";
import { requireKnown } from "./surroundings";
import { appendWindowEvent, findWindowForEdit } from "./windows-repository";

type Changed = z.input<typeof freezeOutput>;

/** Freezes change for a time, once or again and again. */
export async function createFreeze(input: z.output<typeof createFreezeInput>, ctx: Ctx): Promise<Changed> {
  const startsAt = requireInstant(input.startsLocal, input.zone);
  const endsAt = input.endsLocal === undefined ? null : requireInstant(input.endsLocal, input.zone);
  if (endsAt !== null && endsAt <= startsAt) throw new DomainError("VALIDATION", "A freeze ends after it begins.", { faults: [{ path: "endsLocal", message: "lies before the beginning" }] });
  const faults = input.repeats ? faultsOfRecurrence({ rrule: input.repeats.rrule, durationMs: input.repeats.durationMs, startsLocal: input.startsLocal, zone: input.zone, exdates: [], rdates: [] }) : [];
  if (faults.length > 0) throw new DomainError("VALIDATION", `The repetition cannot be used: ${faults[0]?.message}.`, { faults: faults.map(({ field, message }) => ({ path: field === "rrule" ? "repeats.rrule" : field, message })) });
  const services = requireKnown(await listKnownServices(), input.services);
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const id = newId("frz");
    await insertFreeze(tx, { id, title: input.title, kind: input.kind, reason: input.reason, startsAt, endsAt, zone: input.zone, serviceIds: services.map((service) => service.id), openedBy: ctx.actor.name, ...(input.repeats ? { ...input.repeats, startsLocal: input.startsLocal } : {}), createdAt: ctx.clock.now() });
    record({ action: "maintenance.freeze.create", entityType: "freeze", entityId: id, after: { ...input } });
    return { id, version: 1 };
  });
}

const noSuchFreeze = (): DomainError => new DomainError("NOT_FOUND", "There is no such freeze.");

export const liftFreeze = ({ id, version, reason }: z.output<typeof liftFreezeInput>, ctx: Ctx): Promise<Changed> =>
  businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findFreeze(tx, id);
    if (!before) throw noSuchFreeze();
    if (!(await liftFreezeRow(tx, { id, version }, { liftedAt: ctx.clock.now(), liftedBy: ctx.actor.name }))) throw new DomainError("CONFLICT", "Somebody else has changed or lifted this freeze. Reload to see it.");
    record({ action: "maintenance.freeze.lift", entityType: "freeze", entityId: id, before: { title: before.title }, after: { reason } });
    return { id, version: version + 1 };
  });

/** Lets one window go ahead in spite of a freeze, by name and with the reason. */
export const exempt = ({ id, number, reason }: z.output<typeof exemptInput>, ctx: Ctx): Promise<{ id: string; number: number }> =>
  businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const [freeze, window] = [await findFreeze(tx, id), await findWindowForEdit(tx, ctx.actor.scope, number)];
    if (!freeze) throw noSuchFreeze();
    if (!window) throw noSuchWindow(number);
    const at = ctx.clock.now();
    await insertException(tx, { id: newId("fex"), freezeId: id, windowId: window.id, reason, actorName: ctx.actor.name, actorId: ctx.actor.userId, createdAt: at });
    await appendWindowEvent(tx, window.id, { kind: "note", at, actorName: ctx.actor.name, text: `Exempt from the freeze ${freeze.title}: ${reason}` });
    record({ action: "maintenance.freeze.exempt", entityType: "freeze", entityId: id, after: { number, reason } });
    return { id, number };
  });

const stateOf = ({ startsAt, endsAt, liftedAt }: FreezeRecord, now: Date): FreezeRow["state"] => (liftedAt !== null || (endsAt !== null && endsAt <= now) ? "over" : startsAt > now ? "planned" : "active");

export async function listFreezes({ state }: z.output<typeof listFreezesInput>, ctx: Ctx): Promise<z.input<typeof listFreezesOutput>> {
  const now = ctx.clock.now();
  const [records, known] = await Promise.all([listFreezeRecords(state === "current" ? now : null), listKnownServices()]);
  const exceptions = await listExceptions({ freezeId: { in: records.map(({ id }) => id) } });
  const numbers = await windowNumbers(exceptions.flatMap(({ windowId }) => windowId ?? []));
  const items = records.map((freeze): FreezeRow => ({
    id: freeze.id, title: freeze.title, kind: freeze.kind === "hard" ? "hard" : "soft", reason: freeze.reason, startsAt: freeze.startsAt.toISOString(), endsAt: iso(freeze.endsAt), rrule: freeze.rrule, zone: freeze.zone,
    services: known.filter(({ id }) => freeze.serviceIds.includes(id)).map(({ slug, name }) => ({ slug, name })), openedBy: freeze.openedBy, liftedAt: iso(freeze.liftedAt), liftedBy: freeze.liftedBy, source: "calendar", state: stateOf(freeze, now), version: freeze.version,
    exceptions: exceptions.filter(({ freezeId }) => freezeId === freeze.id).map(({ windowId, reason, actorName, createdAt }) => ({ number: numbers.get(windowId ?? "") ?? null, reason, actorName, at: createdAt.toISOString() })),
  }));
  return { items, nextCursor: null };
}
