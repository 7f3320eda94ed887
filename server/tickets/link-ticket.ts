import "server-only";
import type { z } from "zod";
import type { Tx } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { linkInput, numberOutput, watchInput } from "#contract/tickets";
import { appendTold, holdTicket } from "./change-ticket";
import { deleteIncidentLink, deleteLink, insertIncidentLink, insertLink, targetFinders } from "./link-repository";
import { addWatcher, removeWatcher } from "./message-repository";

type Link = z.output<typeof linkInput>;
type Done = z.input<typeof numberOutput>;

const nouns: Readonly<Record<Link["kind"], string>> = { duplicate: "ticket", related: "ticket", incident: "incident", maintenance: "maintenance window", runbook: "runbook", brief: "thread of questions" };

async function targetOf(tx: Tx, { kind, target }: Link, { actor: { scope } }: Ctx): Promise<string> {
  const find = targetFinders[kind === "duplicate" || kind === "related" ? "ticket" : kind];
  const id = await find(tx, scope, target);
  if (id === null) throw new DomainError("VALIDATION", `There is no ${nouns[kind]} "${target}".`, { faults: [{ path: "target", message: "does not exist" }] });
  return id;
}

const write = (kind: Link["kind"], { row, targetId }: { row: { id: string }; targetId: string }, ctx: Ctx) => async (tx: Tx): Promise<boolean> =>
  kind === "incident" ? insertIncidentLink(tx, { incidentId: targetId, ticketId: row.id, linkedAt: ctx.clock.now() }) : insertLink(tx, { ticketId: row.id, kind, targetId, createdBy: ctx.actor.name, createdAt: ctx.clock.now() });
const erase = (kind: Link["kind"], { row, targetId }: { row: { id: string }; targetId: string }) => async (tx: Tx): Promise<boolean> =>
  kind === "incident" ? deleteIncidentLink(tx, { incidentId: targetId, ticketId: row.id }) : deleteLink(tx, { ticketId: row.id, kind, targetId });

async function changeLink(input: Link, ctx: Ctx, isLinking: boolean): Promise<Done> {
  const { number, kind, target } = input;
  return businessWrite(ctx, { domains: kind === "incident" ? ["incidents", "tickets"] : ["tickets"] }, async (tx, record) => {
    const held = await holdTicket(tx, ctx, number);
    const targetId = await targetOf(tx, input, ctx);
    if (targetId === held.row.id) throw new DomainError("VALIDATION", "A ticket cannot be linked to itself.");
    const isChanged = await (isLinking ? write(kind, { row: held.row, targetId }, ctx) : erase(kind, { row: held.row, targetId }))(tx);
    const label = `${kind} ${target}`;
    if (isChanged) await appendTold(tx, held, { kind: "updated", at: ctx.clock.now(), actor: ctx.actor.name, detail: { changes: { link: isLinking ? [null, label] : [label, null] }, isReopening: false } });
    record({ action: isLinking ? "ticket.link" : "ticket.unlink", entityType: "ticket", entityId: held.row.id, after: { number, kind, target, isChanged }, payload: { number } });
    return { number };
  });
}

/** Says what else a ticket is about. Linking twice is linking once. */
export const linkTicket = (input: Link, ctx: Ctx): Promise<Done> => changeLink(input, ctx, true);
export const unlinkTicket = (input: Link, ctx: Ctx): Promise<Done> => changeLink(input, ctx, false);

/** The caller follows a ticket, or no longer does. */
export async function watchTicket({ number, isWatching }: z.output<typeof watchInput>, ctx: Ctx): Promise<Done> {
  const { userId } = ctx.actor;
  if (userId === null) throw new DomainError("VALIDATION", "Only a person can watch a ticket.");
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const { row } = await holdTicket(tx, ctx, number);
    if (isWatching) await addWatcher(tx, { ticketId: row.id, userId, createdAt: ctx.clock.now() });
    else await removeWatcher(tx, { ticketId: row.id, userId });
    record({ action: isWatching ? "ticket.watch" : "ticket.unwatch", entityType: "ticket", entityId: row.id, after: { number } });
    return { number };
  });
}
