import "server-only";
import { wholeTeam } from "../alerts";
import { appendEvent } from "../platform/outbox";
import type { Ctx } from "../platform/registry";
import { bumpVersions } from "../platform/versions";
import { appendToLog, findPeople, holdTicket, listPassing, markPassed, type HeldTicket, type PassedClock } from "./acts-repository";
import { inTransaction } from "./clocks-repository";
import type { ClockKind } from "./contract";
import { tellPeople, ticketUrl, type Recipient } from "./notices-repository";
import { recomputeMany } from "./recompute-clocks";
import { readRuleBook } from "./rules-repository";

const perRound = 200;

const promised: Record<ClockKind, string> = { first_response: "The first response", next_response: "The next response", resolution: "The resolution" };

/** Who has it; without anybody, the group; without a group, those who operate the portal. */
export async function peopleOf({ assigneeId, teamId }: Pick<HeldTicket, "assigneeId" | "teamId">): Promise<Recipient[]> {
  const assigned = assigneeId === null ? [] : await findPeople([assigneeId]);
  return assigned.length > 0 ? assigned : wholeTeam(teamId);
}

const titleOf = ({ kind, what }: PassedClock, { number }: HeldTicket): string => `${number}: ${promised[kind].toLowerCase()} is ${what === "breach" ? "late" : "due soon"}`;

function bodyOf(passed: PassedClock, ticket: HeldTicket): string {
  const due = passed.dueAt === null ? "" : ` ${passed.what === "breach" ? "It was due" : "It is due"} at ${passed.dueAt.toISOString().slice(0, 16).replace("T", " ")} UTC.`;
  return `${ticket.subject}\n\n${promised[passed.kind]} is ${passed.what === "breach" ? "late" : "due soon"}.${due}\n${ticketUrl(ticket.number)}`;
}

/** One ticket in one transaction: its clocks as of now, what has passed marked, logged and told. */
async function actOn(ticketId: string, ctx: Pick<Ctx, "clock">): Promise<number> {
  const now = ctx.clock.now();
  return inTransaction(async (tx) => {
    if (!(await holdTicket(tx, ticketId))) return 0;
    await recomputeMany(tx, [ticketId], { rules: await readRuleBook(tx), now });
    const passed = await markPassed(tx, ticketId, now);
    const ticket = await holdTicket(tx, ticketId);
    if (!ticket) return 0;
    const people = passed.length === 0 ? [] : await peopleOf(ticket);
    for (const each of passed) {
      const isLate = each.what === "breach";
      const changes = isLate && each.kind === "resolution" ? { madeSla: ["true", "false"] } : {};
      await appendToLog(tx, ticket, { at: now, kind: "updated", detail: { changes, isReopening: false, sla: { clock: each.kind, what: each.what, dueAt: each.dueAt?.toISOString() ?? null } } });
      await appendEvent(tx, { topic: isLate ? "sla.breached" : "sla.warned", payload: { ticket: ticket.number, clock: each.kind, dueAt: each.dueAt?.toISOString() ?? null } });
      await tellPeople(tx, people, { ticketId, key: `sla:${ticketId}:${each.kind}:${each.what}:${each.startedAt.getTime()}:${each.dueAt?.getTime() ?? 0}`, title: titleOf(each, ticket), body: bodyOf(each, ticket), isUrgent: isLate, at: now });
    }
    await bumpVersions(tx, ["tickets"]);
    return passed.length;
  });
}

/** One round: warnings and breaches that nobody was told of. It may run again at any time; each is told once. */
export async function actOnClocks(ctx: Pick<Ctx, "clock" | "signal">): Promise<{ told: number }> {
  let told = 0;
  for (const id of await listPassing(ctx.clock.now(), perRound)) {
    ctx.signal.throwIfAborted();
    told += await actOn(id, ctx);
  }
  return { told };
}
