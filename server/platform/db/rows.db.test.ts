import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb, pool, readRows } from ".";
import { testDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await closeDb();
  await database.drop();
});

const timeoutMs = 2_000;
const settings = () => readRows<{ timeout: string; only: string }>({ text: "select current_setting('statement_timeout') as timeout, current_setting('transaction_read_only') as only", values: [] });

describe("a read with a deadline", () => {
  it("gives each reader their own rows, many at once", async () => {
    const asked = Array.from({ length: 60 }, (_, place) => place);
    const rows = await Promise.all(asked.map((place) => readRows<{ n: number }>({ text: "select $1::int as n", values: [place] }, { timeoutMs })));
    expect(rows).toEqual(asked.map((n) => [{ n }]));
  });

  it("writes nothing", async () => {
    await expect(readRows({ text: "insert into data_version (domain, version, updated_at) values ($1, 1, now())", values: ["none"] }, { timeoutMs })).rejects.toThrow("read-only transaction");
    expect(await readRows({ text: "select 1 from data_version where domain = $1", values: ["none"] })).toEqual([]);
  });

  it("is cancelled by the database when it takes too long, and says so", async () => {
    await expect(readRows({ text: "select pg_sleep($1)", values: [5] }, { timeoutMs: 50 })).rejects.toMatchObject({ code: "UNAVAILABLE", message: "The database took too long to answer." });
  });

  it("leaves its connection as it found it, also after a failure", async () => {
    const before = await settings();
    for (const text of ["select 1 / $1::int", "select nothing from $1", "select pg_sleep(5), $1"]) await expect(readRows({ text, values: [0] }, { timeoutMs: 50 })).rejects.toThrow();
    expect(await readRows({ text: "select $1::int as n", values: [7] }, { timeoutMs })).toEqual([{ n: 7 }]);
    for (let count = 0; count < pool().totalCount; count += 1) expect(await settings()).toEqual(before);
    expect(before).toMatchObject([{ only: "off" }]);
  });

  it("fails when its connection is cut, and the next one works", async () => {
    const cut = readRows({ text: "select pg_sleep(5), $1", values: ["cut"] }, { timeoutMs: 10_000 });
    const ended = expect(cut).rejects.toThrow();
    await expect.poll(() => database.query("select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(5), $1%' and state = 'active' and datname = current_database()").then((rows) => rows.length), { timeout: 3_000 }).toBe(1);
    await ended;
    expect(await readRows({ text: "select $1::int as n", values: [8] }, { timeoutMs })).toEqual([{ n: 8 }]);
  });
});
