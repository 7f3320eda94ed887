import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { anonymousActor } from "@/server/platform/auth/system-actor";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { accountThrottle } from "#core/accounts";
import { accountsOperations as operations } from "./operations";
import { ctxOf, person, testPassword } from "./test-people";
import { totpCode } from "./totp";
import { verifyCredentials } from "./verify-credentials";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await person("admin", "admin@example.org");
});
beforeEach(() => database.query("delete from login_throttle"));
afterAll(() => database.drop());

const now = new Date("2026-08-19T10:00:00.000Z");
const attempt = (email: string, password: string, options: { code?: string; at?: Date; address?: string } = {}) =>
  verifyCredentials({ email, password, code: options.code ?? "" }, options.address ?? "192.0.2.7", { ...testContext("viewer", { actor: anonymousActor }), clock: { now: () => options.at ?? now } });

/** Processor time, all threads together: what else the machine does hardly moves it. */
const workOf = async (run: () => Promise<unknown>): Promise<number> => {
  await database.query("delete from login_throttle");
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

describe("signing in", () => {
  it("succeeds with address and password, whatever the address's case", async () => {
    expect(await attempt(" Admin@Example.org ", testPassword)).toMatchObject({ ok: true, user: { email: "admin@example.org" } });
  });

  it("answers alike for a wrong password, an unknown person and a deactivated account", async () => {
    const gone = await person("viewer");
    await database.query("update app_user set status = 'inactive' where id = $1", [gone.id]);
    const answers = [await attempt("admin@example.org", "wrong"), await attempt("nobody@example.org", "wrong"), await attempt(gone.email, testPassword), await attempt("no address", "wrong")];
    expect(answers).toEqual(answers.map(() => ({ ok: false, fault: "credentials" })));
  });

  it("works as hard for an unknown person as for a known one", async () => {
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 8; round += 1) {
      known.push(await workOf(() => attempt("admin@example.org", "wrong")));
      unknown.push(await workOf(() => attempt("nobody@example.org", "wrong")));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.3);
    expect(ratio).toBeLessThan(3);
  });
});

describe("guessing", () => {
  const guess = async (email: string, times: number) => {
    for (let i = 0; i < times; i++) await attempt(email, "wrong", { address: "" });
  };

  it("is stopped after the allowed attempts, also with the right password, and not a moment longer than the window", async () => {
    await guess("admin@example.org", accountThrottle.attempts);
    expect(await attempt("admin@example.org", testPassword)).toEqual({ ok: false, fault: "throttled" });
    const later = new Date(now.getTime() + accountThrottle.windowMs);
    expect(await attempt("admin@example.org", testPassword, { at: new Date(later.getTime() - 1) })).toEqual({ ok: false, fault: "throttled" });
    expect(await attempt("admin@example.org", testPassword, { at: later })).toMatchObject({ ok: true });
  });

  it("is stopped in the same way for people who do not exist", async () => {
    await guess("nobody@example.org", accountThrottle.attempts);
    expect(await attempt("nobody@example.org", "wrong")).toEqual({ ok: false, fault: "throttled" });
  });

  it("leaves one audit row for each window that it closed", async () => {
    await guess("target@example.org", accountThrottle.attempts + 7);
    expect(await database.query("select actor_name, action from audit_event where entity_id = 'target@example.org'")).toEqual([{ actor_name: "anonymous", action: "accounts.sign-in.throttled" }]);
  });

  it("is forgotten after a success", async () => {
    await guess("admin@example.org", accountThrottle.attempts - 1);
    expect(await attempt("admin@example.org", testPassword)).toMatchObject({ ok: true });
    await guess("admin@example.org", accountThrottle.attempts - 1);
    expect(await attempt("admin@example.org", testPassword)).toMatchObject({ ok: true });
  });

  it("counts attempts that arrive at once", async () => {
    const answers = await Promise.all(Array.from({ length: accountThrottle.attempts + 5 }, () => attempt("admin@example.org", "wrong")));
    expect(answers.filter((each) => !each.ok && each.fault === "throttled")).toHaveLength(5);
  });

  it("is stopped by address across many accounts, and leaves other addresses alone", async () => {
    await database.query("insert into login_throttle (key, failures, window_end) values ('address:192.0.2.66', 60, $1)", [new Date(now.getTime() + 60_000)]);
    expect(await attempt("admin@example.org", testPassword, { address: "192.0.2.66" })).toEqual({ ok: false, fault: "throttled" });
    expect(await attempt("admin@example.org", testPassword, { address: "192.0.2.67" })).toMatchObject({ ok: true });
  });
});

describe("the second factor", () => {
  const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

  async function withFactor() {
    const user = await person("support");
    const ctx = { ...ctxOf(user), clock: { now: () => now } };
    const { secret, qr, uri } = await execute(operations.beginTotp, {}, ctx);
    expect(qr).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(uri).toContain("otpauth://totp/Quarterdeck");
    const { recoveryCodes } = await execute(operations.confirmTotp, { code: totpCode(secret, now) }, ctx);
    return { user, ctx, secret, recoveryCodes };
  }

  it("is asked for after the right password only, and accepted once", async () => {
    const { user, secret } = await withFactor();
    expect(await attempt(user.email, "wrong")).toEqual({ ok: false, fault: "credentials" });
    expect(await attempt(user.email, testPassword)).toEqual({ ok: false, fault: "code_required" });
    expect(await attempt(user.email, testPassword, { code: "000000", at: at(60) })).toEqual({ ok: false, fault: "code_wrong" });
    const code = totpCode(secret, at(60));
    expect(await attempt(user.email, testPassword, { code, at: at(60) })).toMatchObject({ ok: true });
    expect(await attempt(user.email, testPassword, { code, at: at(60) })).toEqual({ ok: false, fault: "code_wrong" });
    expect(await attempt(user.email, testPassword, { code: totpCode(secret, at(30)), at: at(60) })).toEqual({ ok: false, fault: "code_wrong" });
  });

  it("is accepted once also when the same code arrives twice at the same moment", async () => {
    const { user, secret } = await withFactor();
    const code = totpCode(secret, at(90));
    const answers = await Promise.all([1, 2].map(() => attempt(user.email, testPassword, { code, at: at(90) })));
    expect(answers.filter((each) => each.ok)).toHaveLength(1);
  });

  it("can be replaced by each recovery code once", async () => {
    const { user, ctx, recoveryCodes } = await withFactor();
    expect(recoveryCodes).toHaveLength(8);
    const [code = ""] = recoveryCodes;
    expect(await attempt(user.email, testPassword, { code: code.toUpperCase() })).toMatchObject({ ok: true });
    expect(await attempt(user.email, testPassword, { code })).toEqual({ ok: false, fault: "code_wrong" });
    expect((await execute(operations.getProfile, {}, ctx)).recoveryCodesLeft).toBe(7);
  });

  it("is stored sealed, and turned off with the password only", async () => {
    const { user, ctx, secret } = await withFactor();
    const [row] = await database.query("select totp_secret from app_user where id = $1", [user.id]);
    expect(String(row?.totp_secret)).toMatch(/^v1:[0-9a-f]{8}:/);
    expect(String(row?.totp_secret)).not.toContain(secret);
    await expect(execute(operations.disableTotp, { password: "wrong" }, ctx)).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(operations.disableTotp, { password: testPassword }, ctx);
    await expect(execute(operations.disableTotp, { password: testPassword }, ctx)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await attempt(user.email, testPassword)).toMatchObject({ ok: true });
  });

  it("is not on before a first code is confirmed", async () => {
    const user = await person("viewer");
    const ctx = ctxOf(user);
    await execute(operations.beginTotp, {}, ctx);
    await expect(execute(operations.confirmTotp, { code: "000000" }, ctx)).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await attempt(user.email, testPassword)).toMatchObject({ ok: true });
  });
});

describe("a new password", () => {
  it("needs the current one, and obeys the policy", async () => {
    const user = await person("viewer");
    await expect(execute(operations.changePassword, { current: "wrong", next: "another plover 72 tansy" }, ctxOf(user))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(operations.changePassword, { current: testPassword, next: "abababababab" }, ctxOf(user))).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(operations.changePassword, { current: testPassword, next: "another plover 72 tansy" }, ctxOf(user));
    expect(await attempt(user.email, testPassword)).toEqual({ ok: false, fault: "credentials" });
    expect(await attempt(user.email, "another plover 72 tansy")).toMatchObject({ ok: true });
  });
});
