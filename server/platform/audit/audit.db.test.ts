import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { testContext } from "../registry/test-context";
import { db } from "../db";
import { bumpVersions, readVersions } from "../versions";
import { businessWrite } from "../write";
import { appendAudit } from "./append";
import { verifyAudit } from "./verify";

describe("a business write", () => {
  let database: TestDatabase;
  const ctx = testContext("admin");
  const rename = (name: string): Promise<void> =>
    businessWrite(ctx, { domains: ["catalog"] }, async (_tx, record) => {
      record({ action: "catalog.service.update", entityType: "service", entityId: "svc_1", before: { name: "old", password: "p" }, after: { name } });
      return Promise.resolve();
    });

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it("leaves an audit row without secrets, an event and a new version", async () => {
    const before = await readVersions(["catalog"]);
    await rename("one");
    expect(await readVersions(["catalog"])).not.toBe(before);
    const [row] = await database.query("select actor_name, before, after from audit_event order by seq desc limit 1");
    expect(row).toMatchObject({ before: { name: "old", password: "[not kept]" }, after: { name: "one" } });
    expect(await database.query("select topic from outbox_event order by seq desc limit 1")).toEqual([{ topic: "catalog.service.update" }]);
  });

  it("is undone as a whole when it fails", async () => {
    const [before] = await database.query("select count(*)::int as n from audit_event");
    const failing = businessWrite(ctx, { domains: ["catalog"] }, (_tx, record) => {
      record({ action: "x", entityType: "service", entityId: "svc_1" });
      return Promise.reject(new Error("no"));
    });
    await expect(failing).rejects.toThrow("no");
    expect(await database.query("select count(*)::int as n from audit_event")).toEqual([before]);
  });

  it("is refused when it records nothing", async () => {
    await expect(businessWrite(ctx, { domains: ["catalog"] }, () => Promise.resolve(1))).rejects.toThrow("must record");
  });

  it("keeps one chain when many write at once", async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => rename(`n${index}`)));
    expect(await verifyAudit()).toMatchObject({ intact: true });
  });

  it("keeps no other writer waiting while it works: the chain and the versions are taken at the commit", async () => {
    const signals = new EventEmitter();
    const isTold = once(signals, "told");
    const mayFinish = once(signals, "finish");
    const slow = db().$transaction(async (tx) => {
      await appendAudit(tx, ctx, { action: "slow", entityType: "service", entityId: "svc_2" });
      await bumpVersions(tx, ["catalog"]);
      signals.emit("told");
      await mayFinish;
    });
    await isTold;
    await rename("meanwhile");
    expect(await database.query("select action from audit_event order by seq desc limit 1")).toEqual([{ action: "catalog.service.update" }]);
    signals.emit("finish");
    await slow;
    expect(await database.query("select action from audit_event order by seq desc limit 1")).toEqual([{ action: "slow" }]);
    expect(await verifyAudit()).toMatchObject({ intact: true });
    expect(await database.query("select count(*)::int as n from pending_write")).toEqual([{ n: 0 }]);
  });

  it("records several changes of one write in their order, and bumps each domain once", async () => {
    const versionOf = async (): Promise<unknown> => database.query("select domain, version::int from data_version where domain in ('slo', 'status') order by domain");
    await businessWrite(ctx, { domains: ["status", "slo", "status"] }, (_tx, record) => {
      for (const name of ["a", "b", "ü \u2028 \"c\" 😀"]) record({ action: `many.${name}`, entityType: "service", entityId: name, after: { name, list: [1, null, { z: 1, a: 2.5 }] } });
      return Promise.resolve();
    });
    expect(await database.query("select action from audit_event order by seq desc limit 3")).toEqual([{ action: "many.ü \u2028 \"c\" 😀" }, { action: "many.b" }, { action: "many.a" }]);
    expect(await database.query("select topic from outbox_event order by seq desc limit 3")).toEqual([{ topic: "many.ü \u2028 \"c\" 😀" }, { topic: "many.b" }, { topic: "many.a" }]);
    expect(await versionOf()).toEqual([{ domain: "slo", version: 1 }, { domain: "status", version: 1 }]);
    expect(await verifyAudit()).toMatchObject({ intact: true });
  });

  it("shows a changed row and a removed row as a broken chain", async () => {
    await database.query("update audit_event set after = '{\"name\":\"forged\"}' where seq = 2");
    expect(await verifyAudit()).toMatchObject({ intact: false, brokenAt: "2" });
    await database.query("delete from audit_event where seq = 2");
    expect(await verifyAudit()).toMatchObject({ intact: false, brokenAt: "2" });
  });
});
