import "server-only";
import type { z } from "zod";
import type { Ctx } from "../platform/registry";
import { log } from "../platform/log";
import { inTransaction, listTicketIds, readClocks, readLogs, type ClockRow } from "./clocks-repository";
import type { checkClocksOutput } from "./contract";
import { clockRows, recomputeMany } from "./recompute-clocks";
import { readRuleBook } from "./rules-repository";
import { rebuildBatch } from "./rebuild-clocks";

const shownExamples = 10;

/** What must be equal however late a clock is computed: not the time that has elapsed on one that runs. */
function signature({ ticketId, kind, policyId, startedAt, dueAt, warnAt, stoppedAt, targetMs, ...row }: ClockRow, now: Date): string {
  const isLate = dueAt !== null && new Date(stoppedAt ?? now.toISOString()) > new Date(dueAt);
  return JSON.stringify([ticketId, kind, policyId, startedAt, dueAt, warnAt, stoppedAt, targetMs, stoppedAt === null ? isLate : row.state, stoppedAt === null ? null : row.elapsedMs]);
}

/**
 * Computes every clock anew from its log and compares it with what is stored; what differs is replaced. Projections that drift
 * from their log are a fault: they are counted, named in the log, and told to whoever asked.
 */
export async function checkClocks(ctx: Pick<Ctx, "clock" | "signal">): Promise<z.output<typeof checkClocksOutput>> {
  const rules = await readRuleBook();
  const report = { tickets: 0, clocks: 0, different: 0, examples: [] as string[] };
  let after = "";
  for (let ids = await listTicketIds(after, rebuildBatch); ids.length > 0; ids = await listTicketIds(after, rebuildBatch)) {
    ctx.signal.throwIfAborted();
    const now = ctx.clock.now();
    const [logs, stored] = await Promise.all([readLogs(null, ids), readClocks(ids)]);
    const rows = clockRows(logs, rules, now.getTime());
    const [wanted, kept] = [new Map(rows.map((row) => [`${row.ticketId} ${row.kind}`, signature(row, now)])), new Map(stored.map((row) => [`${row.ticketId} ${row.kind}`, signature(row, now)]))];
    const different = [...new Set([...wanted.keys(), ...kept.keys()])].filter((key) => wanted.get(key) !== kept.get(key));
    const tickets = [...new Set(different.map((key) => key.split(" ")[0] ?? ""))];
    if (tickets.length > 0) await inTransaction((tx) => recomputeMany(tx, tickets, { rules, now }));
    report.tickets += ids.length;
    report.clocks += rows.length;
    report.different += different.length;
    report.examples.push(...different.slice(0, shownExamples - report.examples.length));
    after = ids.at(-1) ?? after;
  }
  if (report.different > 0) log().warn({ different: report.different, examples: report.examples }, "ticket clocks differed from their log and were replaced");
  return report;
}
