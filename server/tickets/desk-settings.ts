import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { deskLimits, ticketChanges, type idInput, type idOutput, type macrosOutput, type macroTextInput, type macroTextOutput, type saveMacroInput, type saveStatesInput, type saveViewInput, type statesOutput, type viewsOutput } from "#contract/tickets";
import { fillTemplate, firstName, refuseStates } from "#core/tickets";
import { noSuchTicket } from "./change-ticket";
import { listLinkRows } from "./link-repository";
import { findTeam } from "./references-repository";
import { countViews, deleteMacroRow, deleteViewRow, findMacroRow, insertMacro, listMacroRows, listViewRows, updateMacro, upsertView } from "./settings-repository";
import { countTicketsByState, listDeskStates, replaceDeskStates } from "./state-repository";
import { findTicketRow } from "./ticket-repository";

const changesOf = (stored: unknown) => {
  const parsed = ticketChanges.safeParse(stored);
  return parsed.success ? parsed.data : {};
};

export async function listMacros(_input: object, ctx: Ctx): Promise<z.input<typeof macrosOutput>> {
  const rows = await listMacroRows(ctx.actor.userId, deskLimits.macros);
  return { items: rows.map(({ id, version, title, body, changes, team, usedCount }) => ({ id, version, title, body, changes: changesOf(changes), team: team && { slug: team.slug, name: team.name }, usedCount })), nextCursor: null };
}

const noMacro = (): DomainError => new DomainError("NOT_FOUND", "This macro no longer exists.");

/** Writes a macro: a new one without an id, otherwise the version that was seen. */
export async function saveMacro({ id, version, team, ...fields }: z.output<typeof saveMacroInput>, ctx: Ctx): Promise<z.input<typeof idOutput>> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const teamId = team === null ? null : (await findTeam(tx, team))?.id;
    if (teamId === undefined) throw new DomainError("VALIDATION", `There is no group "${team}".`, { faults: [{ path: "team", message: "does not exist" }] });
    const data = { ...fields, teamId };
    const saved = id ?? newId("mac");
    if (id === null) await insertMacro(tx, { id: saved, ...data, createdById: ctx.actor.userId });
    else if (!(await updateMacro(tx, { id, version }, data))) throw new DomainError("CONFLICT", "Somebody else has changed or removed this macro. Reload, then make your change again.");
    record({ action: id === null ? "ticket.macro.create" : "ticket.macro.update", entityType: "macro", entityId: saved, after: data });
    return { id: saved };
  });
}

export async function deleteMacro({ id }: z.output<typeof idInput>, ctx: Ctx): Promise<z.input<typeof idOutput>> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    if (!(await deleteMacroRow(tx, id))) throw noMacro();
    record({ action: "ticket.macro.delete", entityType: "macro", entityId: id });
    return { id };
  });
}

/** A macro's text with the values of one ticket. */
export async function fillMacro({ number, id }: z.output<typeof macroTextInput>, ctx: Ctx): Promise<z.input<typeof macroTextOutput>> {
  const [macro, row] = await Promise.all([findMacroRow(id), findTicketRow(number, ctx.actor.scope, { signal: ctx.signal })]);
  if (!row) throw noSuchTicket(number);
  if (!macro) throw noMacro();
  const { incidents } = await listLinkRows(row.id);
  const incident = incidents.at(-1)?.incident.number;
  const { text, missing } = fillTemplate(macro.body, {
    "ticket.number": row.number, "ticket.subject": row.subject, "requester.name": row.requester, "requester.first": firstName(row.requester ?? ""), "customer.name": row.customer_name, "service.name": row.service_name,
    "agent.name": ctx.actor.name, "agent.first": firstName(ctx.actor.name), "incident.number": incident === undefined ? null : `INC-${incident}`,
  });
  return { text, missing, changes: changesOf(macro.changes) };
}

const requirePerson = ({ actor }: Ctx): string => {
  if (actor.userId === null) throw new DomainError("VALIDATION", "Only a person has views.");
  return actor.userId;
};

export async function listViews(_input: object, { actor }: Ctx): Promise<z.input<typeof viewsOutput>> {
  const rows = actor.userId === null ? [] : await listViewRows(actor.userId, deskLimits.views);
  return { items: rows.map(({ id, name, query }) => ({ id, name, query })), nextCursor: null };
}

/** Keeps a list under a name of one's own; the same name again replaces it. */
export async function saveView({ name, query }: z.output<typeof saveViewInput>, ctx: Ctx): Promise<z.input<typeof idOutput>> {
  const userId = requirePerson(ctx);
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    if ((await countViews(tx, userId)) >= deskLimits.views) throw new DomainError("LIMIT_EXCEEDED", `You have ${deskLimits.views} views. Remove one first.`);
    const { id } = await upsertView(tx, { id: newId("view"), userId, name, query });
    record({ action: "ticket.view.save", entityType: "saved_view", entityId: id, after: { name, query } });
    return { id };
  });
}

export async function deleteView({ id }: z.output<typeof idInput>, ctx: Ctx): Promise<z.input<typeof idOutput>> {
  const userId = requirePerson(ctx);
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    if (!(await deleteViewRow(tx, { id, userId }))) throw new DomainError("NOT_FOUND", "This view no longer exists.");
    record({ action: "ticket.view.delete", entityType: "saved_view", entityId: id });
    return { id };
  });
}

export async function listStates(): Promise<z.input<typeof statesOutput>> {
  const [states, counts] = await Promise.all([listDeskStates(), countTicketsByState()]);
  return { items: states.map((state) => ({ ...state, tickets: counts.get(state.name) ?? 0 })), nextCursor: null };
}

/** Names the desk's states anew. A state that is left out is retired: tickets that have it keep it until they move on. */
export async function saveStates({ states }: z.output<typeof saveStatesInput>, ctx: Ctx): Promise<z.input<typeof statesOutput>> {
  const fault = refuseStates(states);
  if (fault !== null) throw new DomainError("VALIDATION", fault, { faults: [{ path: "states", message: fault }] });
  await businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const before = await listDeskStates(tx);
    await replaceDeskStates(tx, states, ctx.clock.now());
    record({ action: "ticket.states.save", entityType: "ticket_state", entityId: "all", before, after: states });
  });
  return listStates();
}
