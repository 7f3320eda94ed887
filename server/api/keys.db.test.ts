import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../platform/db";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { rotateKeys } from "../platform/key-rotation";
import { listMailRows, queueMail } from "../platform/mail";
import { testContext } from "../platform/registry/test-context";
import { runOnce } from "../platform/requests";
import { keyIdOf, openSecret, sealSecret } from "../platform/secrets";
import { sealedColumns } from "./sealed-columns";

const dataDir = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-keys-"));
const file = path.join(dataDir, "secrets.json");
const readFile = () => JSON.parse(readFileSync(file, "utf8")) as { secretKey: string; previousKeys?: string[]; authSecret: string };
const first = "the-first-key-of-thirty-two-characters";
const ctx = testContext("admin", { clock: { now: () => new Date() } });
const rotate = () => rotateKeys(sealedColumns, ctx, 10);
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  Object.assign(process.env, { QUARTERDECK_DATA_DIR: dataDir, QUARTERDECK_SECRET_KEY: first });
  writeFileSync(file, JSON.stringify({ secretKey: first, authSecret: "stays" }), { mode: 0o600 });
  await db().user.create({ data: { id: "usr_1", email: "ada@example.org", name: "Ada", totpSecret: sealSecret("accounts.totp", "JBSWY3DP") } });
  await db().user.create({ data: { id: "usr_2", email: "bob@example.org", name: "Bob" } });
  await db().$transaction((tx) => queueMail(tx, { to: "ada@example.org", subject: "Hello", text: "a link" }, new Date()));
  await runOnce({ actorId: "usr_1", key: "k", digest: "d" }, ctx.clock, () => Promise.resolve({ status: 200, body: { token: "shown once" } }));
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await database.drop();
});

/** Every table as text: no value may be left that the old key has sealed. */
async function tablesWith(keyId: string): Promise<string[]> {
  const tables = (await database.query("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")).map((row) => String(row.name));
  const found: string[] = [];
  for (const table of tables) if ((await database.query(`select 1 from "${table}" t where t::text like $1 limit 1`, [`%v1:${keyId}:%`])).length > 0) found.push(table);
  return found.sort();
}

const totp = async () => openSecret("accounts.totp", (await db().user.findUniqueOrThrow({ where: { id: "usr_1" } })).totpSecret ?? "");
const answer = () => runOnce({ actorId: "usr_1", key: "k", digest: "d" }, ctx.clock, () => Promise.reject(new Error("ran again")));

describe("a rotation of keys", () => {
  it("seals everything anew, forgets the old key, and leaves the other keys alone", async () => {
    expect(await tablesWith(keyIdOf(first))).toEqual(["app_user", "idempotent_request", "outgoing_mail"]);
    const report = await rotate();
    expect(report).toMatchObject({ resealed: 3, unreadable: 0, oldKeyIds: [keyIdOf(first)] });
    const { secretKey, previousKeys, authSecret } = readFile();
    expect([keyIdOf(secretKey), previousKeys, authSecret]).toEqual([report.keyId, [], "stays"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await tablesWith(keyIdOf(first))).toEqual([]);
    expect(await tablesWith(report.keyId)).toEqual(["app_user", "idempotent_request", "outgoing_mail"]);
  });

  it("is not noticed by a process that runs: old values open, new ones are sealed with the new key", async () => {
    expect(process.env.QUARTERDECK_SECRET_KEY).toBe(first);
    expect(await totp()).toBe("JBSWY3DP");
    expect((await listMailRows(1))[0]?.text).toBe("a link");
    expect(await answer()).toEqual({ kind: "replayed", answer: { status: 200, body: { token: "shown once" } } });
    expect(sealSecret("p", "x").split(":")[1]).toBe(keyIdOf(readFile().secretKey));
  });

  it("can be cut off: everything stays readable, and the next one goes on with the same key", async () => {
    const before = readFile().secretKey;
    const failing = [...sealedColumns, { table: "no_such_table", column: "x", purpose: "x" }];
    await expect(rotateKeys(failing, ctx, 10)).rejects.toThrow();
    const staged = readFile();
    expect(staged.previousKeys).toEqual([before]);
    expect(await tablesWith(keyIdOf(before))).toEqual(["app_user", "idempotent_request", "outgoing_mail"]);
    expect(await totp()).toBe("JBSWY3DP");
    expect(await rotate()).toMatchObject({ keyId: keyIdOf(staged.secretKey), resealed: 3 });
    expect(await totp()).toBe("JBSWY3DP");
  });

  it("is on record without any key", async () => {
    const rows = await database.query("select after::text as after, entity_id from audit_event where action = 'platform.keys.rotate'");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(readFile().secretKey);
  });

  it("tells of values that no key at hand opens, and leaves them", async () => {
    const sealed = "v1:00000000:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    await database.query("update app_user set totp_secret = $1 where id = 'usr_2'", [sealed]);
    expect(await rotate()).toMatchObject({ unreadable: 1 });
    expect((await database.query("select totp_secret from app_user where id = 'usr_2'"))[0]?.totp_secret).toBe(sealed);
  });
});
