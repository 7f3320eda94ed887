import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { appendNote, findAlertForEdit, lockUnacknowledged, markAcknowledged } from "./alerts-repository";
import type { acknowledgeInput, acknowledgeOutput, noteInput, noteOutput } from "./contract";
import { noSuchAlert } from "./read-alerts";
import { appendEvents } from "./receive-repository";

/** Takes an alert on: its escalation stops, and that of its whole group, so that a storm needs one answer. */
export async function acknowledgeAlert({ number, note }: z.output<typeof acknowledgeInput>, ctx: Ctx): Promise<z.input<typeof acknowledgeOutput>> {
  const now = ctx.clock.now();
  const by = ctx.actor.name;
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const alert = await findAlertForEdit(tx, ctx.actor.scope, number);
    if (!alert) throw noSuchAlert(number);
    if (alert.endedAt !== null) throw new DomainError("PRECONDITION_FAILED", `Alert ${number} has ended; there is nothing to acknowledge.`);
    if (alert.acknowledgedAt !== null) throw new DomainError("PRECONDITION_FAILED", `Alert ${number} was acknowledged by ${alert.acknowledgedBy ?? "somebody"} already.`);
    const taken = await lockUnacknowledged(tx, alert.groupKey);
    await markAcknowledged(tx, taken.map(({ id }) => id), { at: now, name: by });
    await appendEvents(tx, taken.map(({ id }) => ({ alertId: id, kind: "acknowledged", at: now, actorName: by, text: note })));
    record({ action: "alert.acknowledge", entityType: "alert", entityId: alert.id, before: { acknowledgedAt: null }, after: { number, acknowledgedBy: by, group: taken.length, note }, payload: { number } });
    return { number, acknowledged: taken.length };
  });
}

/** Adds a note to what is known about an alert, also after its end. */
export async function addNote({ number, text }: z.output<typeof noteInput>, ctx: Ctx): Promise<z.input<typeof noteOutput>> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const alert = await findAlertForEdit(tx, ctx.actor.scope, number);
    if (!alert) throw noSuchAlert(number);
    const seq = await appendNote(tx, alert.id, { at: ctx.clock.now(), actorName: ctx.actor.name, text });
    record({ action: "alert.note", entityType: "alert", entityId: alert.id, after: { number, seq }, payload: { number } });
    return { number, seq };
  });
}
