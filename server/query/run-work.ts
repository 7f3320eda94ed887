import "server-only";
import { setMaxListeners } from "node:events";
import { performance } from "node:perf_hooks";
import type { Brief, Cell, EvidenceTable, QueryPlan } from "#contract/query";
import { env } from "@/server/platform/env";
import { DomainError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { isLate } from "@/server/platform/registry";
import { compileWork, hrefOf, titleOf, type WorkRequest } from "./core/compile-work";
import type { Work } from "./core/plan-work";
import type { Reader } from "./core/gate";
import type { Reads } from "./coverage";
import { readEvidence } from "./evidence-repository";
import { takeTurns } from "./take-turns";
import { processState } from "@/server/platform/process-state";
import { untilAborted } from "./until-aborted";

type ToolCall = Brief["trace"]["tools"][number];

export interface WorkOutcome {
  work: Work;
  /** Null when the computation was late, failed, or does not exist for the metric. */
  table: EvidenceTable | null;
  call: ToolCall | null;
}

export interface RunOptions extends WorkRequest {
  signal: AbortSignal;
  timeoutMs: number;
  /** Who reads, for lists of which a capability tells more than their rows. */
  reader?: Reader;
  /** Learns what is read, where the outcome is kept. */
  reads: Reads | null;
}

// Questions leave some connections to everything else that the portal does.
const reservedConnections = 3;
const turns = processState("turns of questions", () => takeTurns(Math.max(1, env().DB_POOL_MAX - reservedConnections)));
const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.current()(work);

const domainOf = (work: Work): string => (work.kind === "list" ? work.subject.domain : work.metric.domain);

const totalOf = (rows: readonly Record<string, Cell>[]): number => {
  const total = rows[0]?.total_rows;
  return typeof total === "number" ? total : rows.length;
};

function tableOf(work: Work, plan: QueryPlan, result: { sql: string; parameters: Cell[]; columns: EvidenceTable["columns"]; rows: Record<string, Cell>[] }): EvidenceTable {
  return { id: work.id, title: titleOf(work), columns: result.columns, rows: result.rows, totalRows: totalOf(result.rows), sql: result.sql, parameters: result.parameters, href: hrefOf(work, plan) };
}

/** The rows with what their capability alone can tell of them. */
async function filled(work: Work, rows: Record<string, Cell>[], { reader, reads, zone, signal }: RunOptions): Promise<Record<string, Cell>[]> {
  if (work.kind !== "list" || work.subject.fill === undefined || reader === undefined || rows.length === 0) return rows;
  reads?.everything();
  return work.subject.fill(rows, { reader, now: new Date(work.at), zone, signal });
}

/** Runs one computation. A late or failed one comes back as such: the rest of the answer stands without it. A database that cannot be reached ends all. */
async function runOne(work: Work, options: RunOptions): Promise<WorkOutcome> {
  const compiled = compileWork(work, options);
  if (!compiled) return { work, table: null, call: null };
  options.reads?.statement(compiled);
  const started = performance.now();
  const name = `${domainOf(work)}.${work.id}`;
  const call = (status: ToolCall["status"], rows: number, table: string | null): ToolCall => ({ name, table, ms: Math.round((performance.now() - started) * 10) / 10, rows, status });
  try {
    const read = await untilAborted(inTurn(() => readEvidence(compiled, { signal: options.signal, timeoutMs: options.timeoutMs })), options.signal);
    const rows = await untilAborted(filled(work, read, options), options.signal);
    const table = tableOf(work, options.plan, { sql: compiled.text, parameters: compiled.values, columns: compiled.columns, rows });
    return { work, table, call: call(rows.length === 0 ? "empty" : "ok", rows.length, work.id) };
  } catch (error) {
    if (options.signal.aborted && !(error instanceof DomainError)) throw error;
    if (isLate(error)) return { work, table: null, call: call("late", 0, null) };
    if (error instanceof DomainError) throw error;
    log().error({ err: error, computation: name }, "a computation failed");
    return { work, table: null, call: call("error", 0, null) };
  }
}

/** Runs computations side by side, a few at a time so that one question cannot take every connection. */
export async function runWork(works: readonly Work[], options: RunOptions): Promise<WorkOutcome[]> {
  const outcomes: WorkOutcome[] = [];
  // Each lane listens; several figures of one question share the signal.
  setMaxListeners(32, options.signal);
  const queue = works.map((work, index) => ({ work, index }));
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes[next.index] = await runOne(next.work, options);
  };
  await Promise.all(Array.from({ length: Math.min(4, works.length) }, lane));
  return outcomes;
}
