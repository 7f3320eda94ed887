import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient, type Prisma } from "@/server/generated/prisma/client";
import { env } from "../env";
import { log } from "../log";
import { processState } from "../process-state";
import { takeTurns } from "./take-turns";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}

function connect(): Connections {
  const settings = env();
  const pool = new pg.Pool({
    connectionString: settings.DATABASE_URL,
    max: settings.DB_POOL_MAX,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    statement_timeout: settings.DB_STATEMENT_TIMEOUT_MS,
    application_name: "quarterdeck",
    // Compiling a plan to machine code costs more than it saves on statements of milliseconds.
    options: "-c TimeZone=UTC -c jit=off",
  });
  pool.on("connect", (client) => {
    takeTurns(client);
    // Whose statement was under way hears of a lost connection by that; an idle one is the pool's.
    client.on("error", () => undefined);
  });
  pool.on("error", (error) => log().warn({ error: error.message }, "idle database connection failed"));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

const connections = processState("connections", connect);

export const db = (): PrismaClient => connections.current().prisma;
export const pool = (): pg.Pool => connections.current().pool;

/** Ends all connections (shutdown, command line, tests). The next use opens new ones. */
export async function closeDb(): Promise<void> {
  const open = connections.peek();
  connections.forget();
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
