import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import type { takeNextInput, takeNextOutput } from "#contract/tickets";
import { applyChange, holdTicket } from "./change-ticket";
import { findNextUnassigned } from "./queue-repository";

const tries = 5;

/** Takes one ticket for the caller; false when somebody else was faster. */
async function take(number: string, ctx: Ctx, me: { id: string; name: string }): Promise<boolean> {
  return businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
    const held = await holdTicket(tx, ctx, number);
    const isFree = held.ticket.assignee === null;
    if (isFree) await applyChange(tx, held, { patch: { assignee: me }, at: ctx.clock.now(), actor: ctx.actor.name });
    record({ action: isFree ? "ticket.take" : "ticket.take-missed", entityType: "ticket", entityId: held.row.id, after: { number }, payload: { number } });
    return isFree;
  });
}

/** Gives the caller the most urgent ticket that nobody works on. Two people who ask at once get two tickets. */
export async function takeNext({ team }: z.output<typeof takeNextInput>, ctx: Ctx): Promise<z.input<typeof takeNextOutput>> {
  const { userId, name } = ctx.actor;
  if (userId === null) throw new DomainError("VALIDATION", "Only a person can take a ticket.");
  const skip: string[] = [];
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const number = await findNextUnassigned({ scope: ctx.actor.scope, at: ctx.clock.now(), team, skip }, { signal: ctx.signal });
    if (number === null) return { number: null };
    if (await take(number, ctx, { id: userId, name })) return { number };
    skip.push(number);
  }
  throw new DomainError("CONFLICT", "Others were faster several times. Try again.");
}
