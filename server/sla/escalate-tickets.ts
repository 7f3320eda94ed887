import "server-only";
import { dueSteps, mayBeDue, ruleFor, ticketClocks, type DueStep, type EscalatedTicket, type EscalationRule, type RuleBook } from "#core/sla";
import { onCallOf, wholeTeam } from "../alerts";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { appendToLog, findPeople, holdTicket, type HeldTicket } from "./acts-repository";
import { readLogs } from "./clocks-repository";
import { findTeam, findUser, listLevelRows, listOpenTickets, listRules, markEscalated, moveTicket, takeStep, type OpenTicket } from "./escalation-repository";
import { tellPeople, ticketUrl, type Recipient } from "./notices-repository";
import { recomputeMany } from "./recompute-clocks";
import { readRuleBook } from "./rules-repository";

const batch = 500;

/** What a step comes to: where the ticket goes, or who is told. */
interface Move {
  target: string;
  people: readonly Recipient[];
  targetUserId: string | null;
  level: string | null;
  team: { id: string; name: string } | null;
  assignee: { id: string; name: string } | null;
}

const nowhere: Omit<Move, "target" | "people"> = { targetUserId: null, level: null, team: null, assignee: null };

async function moveToLevel(tx: Tx, level: string, ticket: HeldTicket): Promise<Move> {
  const row = (await listLevelRows(tx)).find(({ id }) => id === level);
  const stays = ticket.teamId !== null && (row?.teamIds.includes(ticket.teamId) ?? false);
  const [first] = row?.teamIds ?? [];
  const team = stays || first === undefined ? null : await findTeam(tx, first);
  return { ...nowhere, target: `${row?.name ?? level.toUpperCase()}${team ? `, ${team.name}` : ""}`, level, team, people: await wholeTeam(team?.id ?? ticket.teamId) };
}

async function callOut(tx: Tx, teamId: string | null, now: Date): Promise<Move> {
  const turn = teamId === null ? null : (await onCallOf(teamId, now))?.now;
  const people = turn ? await findPeople([turn.userId]) : [];
  const told = people.length > 0 ? people : await wholeTeam(teamId);
  return { ...nowhere, target: people.length > 0 ? `${people[0]?.name ?? ""}, on call` : `nobody on call: ${told.map(({ name }) => name).join(", ") || "nobody"}`, targetUserId: people[0]?.id ?? null, people: told };
}

async function resolveMove(tx: Tx, { to, kind }: DueStep, { ticket, now }: { ticket: HeldTicket; now: Date }): Promise<Move | null> {
  if (to.kind === "level") return moveToLevel(tx, to.level, ticket);
  if (to.kind === "on_call") return callOut(tx, to.teamId ?? ticket.teamId, now);
  if (to.kind === "team") {
    const team = await findTeam(tx, to.teamId);
    return team && { ...nowhere, target: team.name, team, people: await wholeTeam(team.id) };
  }
  const person = await findUser(tx, to.userId);
  return person && { ...nowhere, target: person.name, targetUserId: person.id, people: [person], assignee: kind === "bounce" ? person : null };
}

/** Moves a held ticket, with the event that says so; a step that only tells somebody leaves it where it is. */
async function applyMove(tx: Tx, ticket: HeldTicket, { step, move, now }: { step: DueStep; move: Move; now: Date }): Promise<void> {
  const { level, team, assignee } = move;
  const changes = {
    ...(level === null ? {} : { level: [ticket.level, level] }), ...(team === null ? {} : { group: [ticket.team, team.name] }),
    ...(assignee ? { assignee: [ticket.assignee, assignee.name] } : team && ticket.assignee !== null ? { assignee: [ticket.assignee, null] } : {}),
  };
  const isMoved = Object.keys(changes).length > 0;
  const after: HeldTicket = { ...ticket, level: level ?? ticket.level, teamId: team?.id ?? ticket.teamId, assignee: assignee?.name ?? (team ? null : ticket.assignee), assigneeId: assignee?.id ?? (team ? null : ticket.assigneeId) };
  const detail = { changes, isReopening: false, escalation: { kind: step.kind, to: move.target, reason: step.reason } };
  await appendToLog(tx, after, { at: now, kind: team ? "reassigned" : "escalated", fromTeamId: team ? ticket.teamId : null, detail });
  if (!isMoved) return void (await markEscalated(tx, ticket.id, now));
  await moveTicket(tx, ticket.id, { ...(level === null ? {} : { level }), ...(team ? { teamId: team.id } : {}), assignee: after.assignee, assigneeId: after.assigneeId, isHandover: team !== null, at: now });
}

/** Takes one step: the ticket, its log, the audit and whoever is told, all or nothing. False when it was taken meanwhile. */
async function take(ticketId: string, step: DueStep, { ctx, rule, rules }: { ctx: Ctx; rule: EscalationRule; rules: RuleBook }): Promise<boolean> {
  const now = ctx.clock.now();
  const taken = new Error("taken meanwhile");
  try {
    await businessWrite(ctx, { domains: ["tickets"] }, async (tx, record) => {
      const ticket = await holdTicket(tx, ticketId);
      const move = ticket && (await resolveMove(tx, step, { ticket, now }));
      if (!ticket || !move) throw taken;
      const isNew = await takeStep(tx, { ticketId, policyId: rule.id, stepKey: step.key, kind: step.kind, fromLevel: ticket.level, toLevel: move.level, target: move.target, targetUserId: move.targetUserId, reason: step.reason, at: now });
      if (!isNew) throw taken;
      await applyMove(tx, ticket, { step, move, now });
      await recomputeMany(tx, [ticketId], { rules, now });
      const told = { ticketId, key: `escalation:${ticketId}:${step.key}`, title: `${ticket.number} is escalated to ${move.target}`, body: `${ticket.subject}\n\n${step.reason}.\n${ticketUrl(ticket.number)}`, isUrgent: true, at: now };
      await tellPeople(tx, move.people, told);
      record({ action: "sla.escalate", entityType: "ticket", entityId: ticketId, topic: "sla.escalated", payload: { ticket: ticket.number, kind: step.kind, to: move.target, reason: step.reason }, before: { level: ticket.level, team: ticket.team, assignee: ticket.assignee }, after: { level: move.level ?? ticket.level, team: move.team?.name ?? ticket.team, target: move.target, reason: step.reason, policy: rule.id } });
    });
    return true;
  } catch (error) {
    if (error === taken) return false;
    throw error;
  }
}

const toEscalated = (row: OpenTicket): Omit<EscalatedTicket, "clocks"> => ({ ...row, openedAtMs: row.openedAt.getTime(), unassignedAtMs: row.unassignedAt?.getTime() ?? null, lastAgentAtMs: row.lastAgentAt?.getTime() ?? null });

interface Candidate {
  row: OpenTicket;
  rule: EscalationRule;
}

/** The tickets of which a step can be due: most have days left, and their logs are not read. */
const candidates = (rows: readonly OpenTicket[], escalations: readonly EscalationRule[], nowMs: number): Candidate[] =>
  rows.flatMap((row) => {
    const rule = ruleFor(escalations, row);
    return rule && mayBeDue(rule, toEscalated(row), { clocks: row.clocks, taken: new Set(row.taken), nowMs }) ? [{ row, rule }] : [];
  });

/** One round over the open tickets: each step that is due is taken once, however often this runs. */
export async function escalateTickets(ctx: Ctx): Promise<{ steps: number }> {
  const escalations = await listRules();
  if (escalations.length === 0) return { steps: 0 };
  const rules = await readRuleBook();
  const nowMs = ctx.clock.now().getTime();
  let steps = 0;
  for (let rows = await listOpenTickets("", batch); rows.length > 0; rows = await listOpenTickets(rows.at(-1)?.id ?? "", batch)) {
    ctx.signal.throwIfAborted();
    const possible = candidates(rows, escalations, nowMs);
    const logs = await readLogs(null, possible.map(({ row }) => row.id));
    for (const { row, rule } of possible) {
      const log = logs.get(row.id);
      const ticket = { ...toEscalated(row), clocks: log ? ticketClocks(log, rules, nowMs) : [] };
      for (const step of dueSteps(rule, ticket, { taken: new Set(row.taken), nowMs })) steps += (await take(row.id, step, { ctx, rule, rules })) ? 1 : 0;
    }
  }
  return { steps };
}
