import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { closeInterruptedImports } from "../platform/imports";
import { testContext } from "../platform/registry/test-context";
import { logFile, smallDesk } from "../tickets/testing/log-fixture";
import type { ImportMessage, ImportOrder } from "./import-order";
import { runImportOrder } from "./import-process";

let database: TestDatabase;
const folder = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-worker-"));
const [small, large] = [path.join(folder, "small.csv"), path.join(folder, "large.csv")];
const ctx = testContext("admin", { via: "browser", actor: { name: "Ada", userId: "usr_1" } });

beforeAll(async () => {
  database = await testDatabase();
  Object.assign(process.env, { QUARTERDECK_HOME: process.cwd(), QUARTERDECK_DATA_DIR: folder });
  const [header = "", ...rows] = logFile(smallDesk).trimEnd().split("\n");
  writeFileSync(small, [header, ...rows].join("\n"));
  // The same few tickets under many numbers, until an import takes some seconds.
  const many = Array.from({ length: 1_000 }, (_, copy) => rows.map((row) => row.replace(/REQ\d+/, (number) => `${number}${copy}`)).join("\n"));
  writeFileSync(large, [header, ...many].join("\n"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const orderOf = (file: string): ImportOrder => ({ kind: "service-desk", path: file, source: path.basename(file), zone: "UTC", dryRun: false, allowDemo: false, requestId: ctx.requestId, actor: ctx.actor });
const workers = (): number[] => execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" }).split("\n").filter((line) => line.includes("import-worker")).map((line) => Number.parseInt(line, 10));
const lastRun = async () => (await database.query("select status, source, actor_name from import_run order by started_at desc limit 1"))[0];

describe("an import in a process of its own", () => {
  it("reports as one in the web server does, in the name of the person", async () => {
    const messages: ImportMessage[] = [];
    await runImportOrder(orderOf(small), ctx, (message) => messages.push(message));
    expect(messages.at(-1)).toMatchObject({ type: "report", report: { created: 4, source: "small.csv" } });
    expect(messages.some((message) => message.type === "progress")).toBe(true);
    expect(await lastRun()).toMatchObject({ status: "completed", actor_name: "Ada" });
    expect(await database.query("select actor_id, via from audit_event where action = 'import.service-desk'")).toEqual([{ actor_id: "usr_1", via: "browser" }]);
    expect(workers()).toEqual([]);
  });

  it("says that it was cut off when its process is killed; the run ends as interrupted, and a second one completes it", async () => {
    const messages: ImportMessage[] = [];
    const run = runImportOrder(orderOf(large), ctx, (message) => {
      if (message.type === "progress" && messages.push(message) === 2) process.kill(workers()[0] ?? 0, "SIGKILL");
      if (message.type !== "progress") messages.push(message);
    });
    await run;
    expect(messages.at(-1)).toMatchObject({ type: "error", error: { code: "UNAVAILABLE", message: expect.stringContaining("run it again") as string } });
    expect(await lastRun()).toMatchObject({ status: "running" });
    await database.query("update import_run set alive_at = now() - interval '1 minute' where status = 'running'");
    await closeInterruptedImports(ctx);
    expect(await lastRun()).toMatchObject({ status: "interrupted" });
    const again: ImportMessage[] = [];
    await runImportOrder(orderOf(large), ctx, (message) => again.push(message));
    expect(again.at(-1)).toMatchObject({ type: "report" });
    const [held] = await database.query("select count(*)::int as n from ticket");
    expect(held?.n).toBeGreaterThan(3_900);
  });

  it("stops when whoever asked has gone", async () => {
    const left = new AbortController();
    const messages: ImportMessage[] = [];
    await runImportOrder({ ...orderOf(large), dryRun: true }, { ...ctx, signal: left.signal }, (message) => {
      messages.push(message);
      left.abort();
    });
    expect(messages.at(-1)).toMatchObject({ type: "error" });
    expect(await lastRun()).toMatchObject({ status: "failed" });
    expect(workers()).toEqual([]);
  });
});
