import "server-only";
import { reachedAt, ticketClocks, type Clock, type RuleBook, type TicketLog } from "#core/sla";
import { systemClock } from "../platform/clock";
import type { Tx } from "../platform/db";
import { readLogs, readLogsAndRules, writeClocks, type ClockRow } from "./clocks-repository";

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A clock as it is stored. */
export const toClockRow = (ticketId: string, clock: Clock, nowMs: number): ClockRow => ({
  ticketId, kind: clock.kind, policyId: clock.terms.policyId, state: clock.state, startedAt: new Date(clock.startedAtMs).toISOString(), dueAt: iso(clock.dueAtMs),
  warnAt: iso(reachedAt(clock, Math.round(clock.targetMs * clock.terms.warnRatio))), stoppedAt: iso(clock.stoppedAtMs), breachedAt: iso(clock.breachedAtMs),
  elapsedMs: clock.elapsedMs, targetMs: clock.targetMs, computedAt: new Date(nowMs).toISOString(),
});

export const clockRows = (logs: ReadonlyMap<string, TicketLog>, rules: RuleBook, nowMs: number): ClockRow[] =>
  [...logs].flatMap(([ticketId, log]) => ticketClocks(log, rules, nowMs).map((clock) => toClockRow(ticketId, clock, nowMs)));

/** Computes the clocks of several tickets anew from their logs, within the caller's transaction. */
export async function recomputeMany(tx: Tx, ticketIds: readonly string[], { rules, now }: { rules: RuleBook; now: Date }): Promise<void> {
  const logs = await readLogs(tx, ticketIds);
  await writeClocks(tx, ticketIds, clockRows(logs, rules, now.getTime()));
}

/** Call it after each write to tickets' events, words or fields, in the same transaction: their clocks then say what their logs say. */
export async function recomputeClocks(tx: Tx, tickets: string | readonly string[], now: Date = systemClock.now()): Promise<void> {
  const ticketIds = typeof tickets === "string" ? [tickets] : tickets;
  const { logs, rules } = await readLogsAndRules(tx, ticketIds);
  await writeClocks(tx, ticketIds, clockRows(logs, rules, now.getTime()));
}
