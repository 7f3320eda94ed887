import "server-only";
import { performance } from "node:perf_hooks";
import type { PoolClient } from "pg";
import { env } from "../env";
import { DomainError } from "../errors";
import { log } from "../log";
import { pool } from "./client";
import { inOneGo } from "./take-turns";

export type SqlValue = string | number | boolean | null | Date | readonly string[] | readonly number[] | bigint;

export interface SqlQuery {
  text: string;
  values: readonly SqlValue[];
}

export interface ReadOptions {
  signal?: AbortSignal;
  /** Deadline of this statement in milliseconds; the database itself cancels it. */
  timeoutMs?: number;
}

const asUnavailable = (error: unknown): unknown => {
  const code = (error as { code?: string }).code;
  if (code === "57014") return new DomainError("UNAVAILABLE", "The database took too long to answer.", { cause: error });
  if (code === "ECONNREFUSED" || code === "57P01" || code === "57P03") return new DomainError("UNAVAILABLE", "The database cannot be reached.", { cause: error });
  if (error instanceof Error && error.message.startsWith("timeout exceeded when trying to connect")) return new DomainError("UNAVAILABLE", "The portal is answering as much as it can. Try again in a moment.", { cause: error });
  return error;
};

/** One parameterised read-only statement. Slow ones are logged with their text, never with their values. */
export async function readRows<T>(query: SqlQuery, options: ReadOptions = {}): Promise<T[]> {
  options.signal?.throwIfAborted();
  const started = performance.now();
  const client = await pool().connect().catch((error: unknown) => {
    throw asUnavailable(error);
  });
  try {
    return await readWith<T>(client, query, options);
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    client.release();
    const elapsedMs = performance.now() - started;
    if (elapsedMs > env().DB_SLOW_QUERY_MS) log().warn({ elapsedMs: Math.round(elapsedMs), sql: query.text.slice(0, 2000) }, "slow query");
  }
}

async function readWith<T>(client: PoolClient, query: SqlQuery, options: ReadOptions): Promise<T[]> {
  if (options.timeoutMs === undefined) return (await client.query(query.text, [...query.values])).rows as T[];
  const begin = `begin read only; set local statement_timeout = ${Math.max(1, Math.round(options.timeoutMs))}`;
  // Sent together, for each wait costs a way to the database and back. After a failure the commit undoes.
  const [begun, read, ended] = await inOneGo(client, () => Promise.allSettled([client.query(begin), client.query(query.text, [...query.values]), client.query("commit")]));
  for (const each of [begun, read, ended]) if (each.status === "rejected") throw each.reason;
  return (read.status === "fulfilled" ? read.value.rows : []) as T[];
}
