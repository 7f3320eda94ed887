import "server-only";
import type { PoolClient } from "pg";
import { pool } from "@/server/platform/db";
import { DomainError } from "@/server/platform/errors";
import type { LogRow } from "#core/tickets";

export interface StagedRow {
  line: number;
  row: LogRow;
}

export interface StagedTicket {
  firstLine: number;
  rows: LogRow[];
}

/** A place on the database server where the lines of one file are gathered by ticket, however far apart they stand, in little memory here. */
export interface Stage {
  add(rows: readonly StagedRow[]): Promise<void>;
  /** Every ticket once with its lines in the order of the file, in batches of at most `size` tickets. */
  tickets(size: number): AsyncGenerator<StagedTicket[]>;
}

const importLock = 7_251_101;
const fetchRows = 500;

interface StoredRow {
  number: string;
  line: number;
  content: string;
}

async function* rowsByTicket(client: PoolClient): AsyncGenerator<StoredRow> {
  await client.query("declare staged no scroll cursor for select number, line, content from pg_temp.ticket_stage order by number collate \"C\", line");
  for (;;) {
    const { rows } = await client.query<StoredRow>(`fetch ${fetchRows} from staged`);
    if (rows.length === 0) return;
    yield* rows;
  }
}

async function* groupByTicket(rows: AsyncIterable<StoredRow>): AsyncGenerator<StagedTicket> {
  let number: string | null = null;
  let ticket: StagedTicket = { firstLine: 0, rows: [] };
  for await (const stored of rows) {
    if (stored.number !== number) {
      if (number !== null) yield ticket;
      number = stored.number;
      ticket = { firstLine: stored.line, rows: [] };
    }
    ticket.rows.push(JSON.parse(stored.content) as LogRow);
  }
  if (number !== null) yield ticket;
}

async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const stageOn = (client: PoolClient): Stage => ({
  add: async (rows) => {
    if (rows.length === 0) return;
    await client.query("insert into pg_temp.ticket_stage select * from unnest($1::text[], $2::int[], $3::text[])", [rows.map(({ row }) => row.number), rows.map(({ line }) => line), rows.map(({ row }) => JSON.stringify(row))]);
  },
  tickets: (size) => inBatches(groupByTicket(rowsByTicket(client)), size),
});

/**
 * Runs `work` with an empty stage on a connection of its own. The stage is a temporary table: it vanishes with the connection, so that
 * neither an interruption nor a dry run leaves anything behind. One import at a time: a second one is a CONFLICT.
 */
export async function withStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [importLock]);
    if (rows[0]?.locked !== true) throw new DomainError("CONFLICT", "Another import of service-desk data is running. Wait until it has finished.");
    await client.query("begin");
    await client.query("set local statement_timeout = 0");
    await client.query("create temporary table ticket_stage (number text not null, line int not null, content text not null) on commit drop");
    const result = await work(stageOn(client));
    await client.query("rollback");
    return result;
  } finally {
    // Closing the connection drops the stage and gives the lock back, whatever state it is in.
    client.release(true);
  }
}
