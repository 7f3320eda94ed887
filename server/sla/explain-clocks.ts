import "server-only";
import type { z } from "zod";
import { reachedAt, ticketClocks, type Clock } from "#core/sla";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { findTicketId, readLogs } from "./clocks-repository";
import type { explainInput, ExplainedClock, ExplainedTicket } from "./contract";
import { readRuleBook } from "./rules-repository";

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

const presentClock = (clock: Clock): ExplainedClock => ({
  kind: clock.kind, state: clock.state, policyId: clock.terms.policyId, policy: clock.terms.policyName, calendar: clock.terms.calendarName, zone: clock.terms.calendar.zone,
  targetMs: clock.targetMs, elapsedMs: clock.elapsedMs, remainingMs: clock.remainingMs,
  startedAt: iso(clock.startedAtMs), dueAt: isoOrNull(clock.dueAtMs), warnAt: isoOrNull(reachedAt(clock, Math.round(clock.targetMs * clock.terms.warnRatio))), stoppedAt: isoOrNull(clock.stoppedAtMs), breachedAt: isoOrNull(clock.breachedAtMs),
  earlier: { ...clock.earlier },
  segments: clock.segments.filter(({ fromMs, toMs }, index, all) => toMs > fromMs || index === all.length - 1).map(({ seq, fromMs, toMs, label, stateKind, reason, terms, countedMs }) => ({
    seq, from: iso(fromMs), to: iso(toMs), label, stateKind, reason, policy: terms?.policyName ?? null, calendar: terms?.calendarName ?? null, wallMs: toMs - fromMs, countedMs,
  })),
});

/** Every clock of a ticket with the walk that led to it, computed from the log at this moment. */
export async function explainClocks({ number }: z.output<typeof explainInput>, ctx: Ctx): Promise<ExplainedTicket> {
  const now = ctx.clock.now();
  const id = await findTicketId(number, ctx.actor.scope);
  const log = id === null ? undefined : (await readLogs(null, [id])).get(id);
  if (!log) throw new DomainError("NOT_FOUND", `There is no ticket ${number}.`);
  return { number, at: now.toISOString(), clocks: ticketClocks(log, await readRuleBook(), now.getTime()).map(presentClock) };
}
