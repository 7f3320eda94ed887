import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { closeDb } from "@/server/platform/db/client";
import { db, pool } from "@/server/platform/db";
import { forgetProcessState } from "@/server/platform/process-state";
import { testContext } from "@/server/platform/registry/test-context";
import { evaluateSlos } from "./evaluate-slos";

interface Server {
  pid: number;
  port: number;
  url: (database: string) => string;
  ensureDatabase: (name: string) => Promise<void>;
  release: () => Promise<void>;
}
type StartServer = (options: { directory: string; port?: number; durable: boolean }) => Promise<Server>;

const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const hourMs = 3_600_000;
const contextAt = (hours: number) => testContext("operator", { clock: fixedClock(new Date(nowMs + hours * hourMs).toISOString()) });
// More than a round writes in one transaction: it is cut after the first of them.
const count = 120;
const directory = fs.mkdtempSync(path.join(os.tmpdir(), "restart-"));
const settings = { DATABASE_URL: process.env.DATABASE_URL, QUARTERDECK_SECRET_KEY: process.env.QUARTERDECK_SECRET_KEY, NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET, LOG_LEVEL: process.env.LOG_LEVEL };

let start: StartServer;
let server: Server;
const query = async (text: string): Promise<Record<string, unknown>[]> => (await pool().query<Record<string, unknown>>(text)).rows;

/** All migrations, in order, in a database of the server that this file ends and starts. */
async function migrate(): Promise<void> {
  for (const name of fs.readdirSync("prisma/migrations").sort()) {
    const file = path.join("prisma/migrations", name, "migration.sql");
    if (fs.existsSync(file)) await query(fs.readFileSync(file, "utf8"));
  }
}

beforeAll(async () => {
  const place: string = pathToFileURL(path.resolve("scripts/lib/postgres.mjs")).href;
  ({ startPostgres: start } = (await import(place)) as { startPostgres: StartServer });
  server = await start({ directory, durable: true });
  await server.ensureDatabase("restart");
  forgetProcessState();
  Object.assign(process.env, { DATABASE_URL: server.url("restart"), QUARTERDECK_SECRET_KEY: "test-secret-key-of-thirty-two-characters", NEXTAUTH_SECRET: "test-auth-secret-of-thirty-two-chars", LOG_LEVEL: "fatal" });
  await migrate();
  const now = `timestamptz '${new Date(nowMs).toISOString()}'`;
  await query(`insert into monitor (id, slug, name, url, status, first_check_at, last_check_at) values ('mon_1', 'site', 'Site', 'https://example.test', 'up', ${now} - interval '60 days', ${now} + interval '2 hours')`);
  await query(`insert into slo (id, slug, name, sli, target, "window", method, labels) select 'slo_' || i, 'slo-' || i, 'SLO ' || i, '{"kind":"probe","monitors":["site"]}', 0.999, '{"kind":"rolling","days":28}', '{"kind":"occurrences"}', '{}' from generate_series(1, ${count}) i`);
});
afterAll(async () => {
  await closeDb();
  forgetProcessState();
  await server.release();
  fs.rmSync(directory, { recursive: true, force: true });
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** PostgreSQL ends as in a crash, without a word to anybody, and comes back at the same place. */
async function crashAndRestart(): Promise<void> {
  process.kill(server.pid, "SIGQUIT");
  await expect.poll(() => isRunning(server.pid), { timeout: 20_000 }).toBe(false);
  server = await start({ directory, port: server.port, durable: true });
}

const written = async (): Promise<number> => db().sloStatus.count({ where: { evaluatedAt: new Date(nowMs + 2 * hourMs) } });

it("a round that a crash of PostgreSQL cuts in two is made good by the next one, and nothing is told or counted twice", async () => {
  expect(await evaluateSlos(contextAt(0))).toMatchObject({ evaluated: count, changed: count });
  await db().outage.create({ data: { id: "out_1", monitorKey: (await db().monitor.findFirstOrThrow()).key, startedAt: new Date(nowMs), endedAt: new Date(nowMs + 2 * hourMs) } });
  // The second transaction of the round hangs until the server is gone.
  await query(`create function hang() returns trigger language plpgsql as $$ begin if (select count(*) from slo_status where evaluated_at > '${new Date(nowMs).toISOString()}') > 100 then perform pg_sleep(60); end if; return new; end $$`);
  await query("create trigger hang before insert on slo_event for each row execute function hang()");
  const cut = evaluateSlos(contextAt(2)).then(() => "whole", () => "cut");
  await expect.poll(async () => (await query("select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep'"))[0]?.n, { timeout: 20_000 }).toBe(1);
  await crashAndRestart();
  expect(await cut).toBe("cut");
  const kept = await written();
  expect(kept).toBe(100);
  await db().$executeRawUnsafe("drop function hang() cascade");

  await evaluateSlos(contextAt(2));
  await evaluateSlos(contextAt(2));
  expect(await written()).toBe(count);
  const events = await db().sloEvent.groupBy({ by: ["sloId"], where: { kind: "status", at: new Date(nowMs + 2 * hourMs) }, _count: true });
  expect([events.length, events.every(({ _count }) => _count === 1)]).toEqual([count, true]);
  const alerts = await db().sloEvent.groupBy({ by: ["sloId"], where: { kind: "alert_began" }, _count: true });
  expect([alerts.length, new Set(alerts.map(({ _count }) => _count)).size]).toEqual([count, 1]);
  const days = await db().sliDay.groupBy({ by: ["adjustedGood", "adjustedTotal"], where: { day: new Date("2026-08-19T00:00:00.000Z") }, _count: true });
  expect(days).toEqual([{ adjustedGood: 10 * hourMs, adjustedTotal: 12 * hourMs, _count: count }]);
});
