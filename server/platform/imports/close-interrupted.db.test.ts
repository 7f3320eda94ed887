import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { testContext } from "../registry/test-context";
import { readVersions } from "../versions";
import { closeInterruptedImports, runImport } from ".";

let database: TestDatabase;
const ctx = testContext("admin", { clock: { now: () => new Date() } });

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const addRun = (id: string, alive: string | null) =>
  database.query("insert into import_run (id, kind, source, status, actor_name, created, started_at, alive_at) values ($1, 'service-desk', 'desk.csv', 'running', 'Ada', 7, now() - interval '1 hour', $2::timestamptz)", [id, alive]);
const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const statusOf = async (id: string) => (await database.query("select status from import_run where id = $1", [id]))[0]?.status;

describe("an import whose process was killed", () => {
  it("ends as interrupted, on record, and answers see what it had committed", async () => {
    await addRun("imp_silent", secondsAgo(31));
    await addRun("imp_old", null);
    await addRun("imp_alive", secondsAgo(5));
    const before = await readVersions(["tickets"]);
    expect(await closeInterruptedImports(ctx)).toBe(2);
    expect([await statusOf("imp_silent"), await statusOf("imp_old"), await statusOf("imp_alive")]).toEqual(["interrupted", "interrupted", "running"]);
    expect(await readVersions(["tickets"])).not.toBe(before);
    expect(await database.query("select after->>'status' as status, (after->>'created')::int as created from audit_event where entity_id = 'imp_silent'")).toEqual([{ status: "interrupted", created: 7 }]);
    expect(await closeInterruptedImports(ctx)).toBe(0);
  });

  it("is not seen in one that runs long and says little", async () => {
    const options = { kind: "service-desk", source: "slow.csv", zone: "UTC", dryRun: true, fileHash: null, domains: [] };
    const report = await runImport(ctx, options, async ({ runId }) => {
      await database.query("update import_run set alive_at = now() - interval '1 minute' where id = $1", [runId]);
      await expect.poll(async () => (await database.query("select alive_at > now() - interval '10 seconds' as alive from import_run where id = $1", [runId]))[0]?.alive, { timeout: 8_000, interval: 100 }).toBe(true);
      expect(await closeInterruptedImports(ctx)).toBe(0);
    });
    expect(await statusOf(report.runId)).toBe("completed");
  });
});
