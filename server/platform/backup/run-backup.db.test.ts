import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../clock";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { runBackup, runVerification } from "./run-backup";

const clock = fixedClock("2026-08-19T02:17:00.000Z");
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quarterdeck-run-backup-"));
  database = await testDatabase();
  Object.assign(process.env, { QUARTERDECK_DATA_DIR: folder, BACKUP_KEEP: "1" });
  await database.query("create table _prisma_migrations (migration_name text, checksum text, finished_at timestamptz, rolled_back_at timestamptz)");
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const lastRun = async () => (await database.query("select kind, status, error, tables, finished_at is not null as finished from backup_run order by id desc limit 1"))[0];

describe("the record of backups", () => {
  it("tells that a backup failed, and why", async () => {
    await expect(runBackup(clock)).rejects.toThrow(/nothing to back up/);
    expect(await lastRun()).toMatchObject({ kind: "backup", status: "failed", finished: true, error: expect.stringContaining("nothing to back up") as string });
  });

  it("tells that one succeeded, and only the newest is kept", async () => {
    await database.query("insert into _prisma_migrations values ('20000101000000_unknown', $1, now(), null)", ["0".repeat(64)]);
    await runBackup(fixedClock("2026-08-18T02:17:00.000Z"));
    const made = await runBackup(clock);
    expect(await lastRun()).toMatchObject({ kind: "backup", status: "completed", finished: true, tables: made.tables });
    expect(await readdir(path.join(folder, "backups"))).toEqual(["quarterdeck-20260819T021700Z.tar"]);
  });

  it("tells that a verification failed", async () => {
    const file = path.join(folder, "broken.tar");
    await writeFile(file, "x".repeat(2000));
    await expect(runVerification(clock, file)).rejects.toThrow(/not a whole backup/);
    expect(await lastRun()).toMatchObject({ kind: "verify", status: "failed" });
  });
});
