import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { businessWrite, type ChangeEntry } from "../platform/write";
import type { actionOutput, addActionInput, addEntryInput, changeActionInput, entryOutput, linkAlertInput, linkTicketInput } from "./contract";
import { noSuchIncident, staleIncident } from "./edit-incident";
import { deleteTicketLink, findAlertLink, findForEdit, insertTicketLink, linkAlerts, ticketIdByNumber, type IncidentForEdit } from "./incidents-repository";
import { appendEntry, findAction, insertAction, updateAction } from "./timeline-repository";

/** A write beside an incident that leaves its own row, and so its version, as it is. */
export function besideIncident<T>(number: number, ctx: Ctx, work: (tx: Tx, incident: IncidentForEdit, record: (entry: Omit<ChangeEntry, "entityType" | "entityId">) => void) => Promise<T>): Promise<T> {
  return businessWrite(ctx, { domains: ["incidents"] }, async (tx, record) => {
    const incident = await findForEdit(tx, ctx.actor.scope, number);
    if (!incident) throw noSuchIncident(number);
    return work(tx, incident, (entry) => record({ ...entry, entityType: "incident", entityId: incident.id, payload: { number } }));
  });
}

/** A note for those at work, or an update for stakeholders; only an update can be public. */
export const addEntry = ({ number, kind, text, isPublic }: z.output<typeof addEntryInput>, ctx: Ctx): Promise<z.input<typeof entryOutput>> =>
  besideIncident(number, ctx, async (tx, incident, record) => {
    const seq = await appendEntry(tx, incident.id, { kind, at: ctx.clock.now(), actorName: ctx.actor.name, text, isPublic: kind === "update" && isPublic });
    record({ action: `incident.${kind}`, after: { seq, text, isPublic } });
    return { number, seq };
  });

/** Ties an alert to the incident. One that belongs to another incident stays there. */
export const linkAlert = ({ number, alert }: z.output<typeof linkAlertInput>, ctx: Ctx): Promise<{ number: number; alert: number }> =>
  businessWrite(ctx, { domains: ["alerts", "incidents"] }, async (tx, record) => {
    const incident = await findForEdit(tx, ctx.actor.scope, number);
    if (!incident) throw noSuchIncident(number);
    const held = await findAlertLink(tx, alert);
    if (!held) throw new DomainError("VALIDATION", `There is no alert ${alert}.`, { faults: [{ path: "alert", message: "an existing alert" }] });
    if (held.incident) throw new DomainError("CONFLICT", `Alert ${alert} belongs to INC-${held.incident.number} already.`);
    await linkAlerts(tx, incident.id, [alert]);
    await appendEntry(tx, incident.id, { kind: "alert", at: ctx.clock.now(), actorName: ctx.actor.name, text: `Alert ${alert} linked: ${held.title}` });
    record({ action: "incident.link-alert", entityType: "incident", entityId: incident.id, after: { alert }, payload: { number } });
    return { number, alert };
  });

const day = (on: string | null): Date | null => (on === null ? null : new Date(on));

export const addAction = ({ number, kind, title, owner, dueOn }: z.output<typeof addActionInput>, ctx: Ctx): Promise<z.input<typeof actionOutput>> =>
  besideIncident(number, ctx, async (tx, incident, record) => {
    const id = newId("act");
    await insertAction(tx, { id, incidentId: incident.id, kind, title, ownerName: owner, dueOn: day(dueOn), createdAt: ctx.clock.now() });
    await appendEntry(tx, incident.id, { kind: "task", at: ctx.clock.now(), actorName: ctx.actor.name, text: `${kind === "task" ? "Task" : "Action"}: ${title}${owner === "" ? "" : ` (${owner})`}` });
    record({ action: "incident.action", after: { id, kind, title, owner, dueOn } });
    return { id, version: 1 };
  });

/** Changes an action, or ticks it off. */
export const changeAction = ({ id, version, isDone, title, owner, dueOn }: z.output<typeof changeActionInput>, ctx: Ctx): Promise<z.input<typeof actionOutput>> =>
  businessWrite(ctx, { domains: ["incidents"] }, async (tx, record) => {
    const before = await findAction(tx, ctx.actor.scope, id);
    if (!before) throw new DomainError("NOT_FOUND", "There is no such action.");
    const doneAt = isDone === undefined ? {} : { doneAt: isDone ? ctx.clock.now() : null };
    const data = { ...doneAt, ...(title === undefined ? {} : { title }), ...(owner === undefined ? {} : { ownerName: owner }), ...(dueOn === undefined ? {} : { dueOn: day(dueOn) }) };
    if (!(await updateAction(tx, { id, version }, data))) throw staleIncident();
    if (isDone !== undefined) await appendEntry(tx, before.incidentId, { kind: "task", at: ctx.clock.now(), actorName: ctx.actor.name, text: `${isDone ? "Done" : "Open again"}: ${before.title}` });
    const { incident: _incident, ...fields } = before;
    record({ action: "incident.change-action", entityType: "action", entityId: id, before: fields, after: data });
    return { id, version: version + 1 };
  });

async function requireTicket(tx: Tx, number: string): Promise<string> {
  const id = await ticketIdByNumber(tx, number);
  if (id === null) throw new DomainError("VALIDATION", `There is no ticket "${number}".`, { faults: [{ path: "ticket", message: "an existing ticket" }] });
  return id;
}

export const linkTicket = ({ number, ticket }: z.output<typeof linkTicketInput>, ctx: Ctx): Promise<{ number: number; ticket: string }> =>
  besideIncident(number, ctx, async (tx, incident, record) => {
    await insertTicketLink(tx, { incidentId: incident.id, ticketId: await requireTicket(tx, ticket), linkedAt: ctx.clock.now() });
    await appendEntry(tx, incident.id, { kind: "ticket", at: ctx.clock.now(), actorName: ctx.actor.name, text: `Ticket ${ticket} linked` });
    record({ action: "incident.link-ticket", after: { ticket } });
    return { number, ticket };
  });

export const unlinkTicket = ({ number, ticket }: z.output<typeof linkTicketInput>, ctx: Ctx): Promise<{ number: number; ticket: string }> =>
  besideIncident(number, ctx, async (tx, incident, record) => {
    if (!(await deleteTicketLink(tx, { incidentId: incident.id, ticketId: await requireTicket(tx, ticket) }))) throw new DomainError("NOT_FOUND", `Ticket ${ticket} is not linked to INC-${number}.`);
    record({ action: "incident.unlink-ticket", before: { ticket } });
    return { number, ticket };
  });
