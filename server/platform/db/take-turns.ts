import "server-only";
import type pg from "pg";

const isPlain = (order: readonly unknown[]): boolean => !order.some((each) => typeof each === "function" || (typeof each === "object" && each !== null && "submit" in each));

/** A connection that sends statements without waiting for the answers to those before (pg's pipeline mode). */
type Pipelined = pg.ClientBase & { pipeline: boolean };

/** Statements that are begun at once go to the database at once, and are answered in their order. The connection must be the caller's alone. */
export async function inOneGo<T>(client: pg.ClientBase, send: () => Promise<T>): Promise<T> {
  const pipelined = client as Pipelined;
  pipelined.pipeline = true;
  try {
    return await send();
  } finally {
    pipelined.pipeline = false;
  }
}

/**
 * One statement of a connection after the other. Prisma reads the relations of a record at once, inside of a transaction too, where there is one connection only;
 * pg warns of that, and from its version 9 on refuses it. Callbacks and streams are left as they are: who uses them holds the connection alone.
 */
export function takeTurns(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...order: unknown[]) => unknown;
  let last: Promise<unknown> = Promise.resolve();
  const query = (...order: unknown[]): unknown => {
    if ((client as pg.ClientBase & Partial<Pick<Pipelined, "pipeline">>).pipeline === true || !isPlain(order)) return send(...order);
    const turn = last.then(() => send(...order));
    last = turn.catch(() => undefined);
    return turn;
  };
  Object.assign(client, { query });
}
