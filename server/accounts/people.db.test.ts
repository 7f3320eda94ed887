import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { createResetLinkFor } from "./change-access";
import { createPerson, removeDemoPeople } from "./create-person";
import { completeSetup, createSetupLink } from "./first-admin";
import { accountsOperations as operations } from "./operations";
import { resolveActor } from "./resolve-actor";
import { ctxOf, person, signedIn, systemCtx, testPassword } from "./test-people";
import type { UserRow } from "./users-repository";

let database: TestDatabase;
let admin: UserRow;
const tokenOf = (url: string): string => new URL(url).searchParams.get("token") ?? "";
const lastAudit = async () => (await database.query("select action, actor_name, before, after from audit_event order by seq desc limit 1"))[0];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("the first administrator", () => {
  const choice = { name: "Ada", email: "ada@example.org", password: "plover wicket 71 tansy", zone: "UTC" };

  it("comes from a link that works once and replaces older ones", async () => {
    const older = await createSetupLink(systemCtx());
    const link = await createSetupLink(systemCtx());
    await expect(completeSetup({ ...choice, token: tokenOf(older.url) }, systemCtx())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const results = await Promise.allSettled([1, 2].map(() => execute(operations.completeSetup, { ...choice, token: tokenOf(link.url) }, { ...systemCtx(), actor: testContext("viewer").actor })));
    expect(results.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await database.query("select email, status from app_user")).toEqual([{ email: "ada@example.org", status: "active" }]);
    admin = await db().user.findFirstOrThrow({ where: { email: "ada@example.org" }, include: { roles: true } });
    expect(admin.roles.map((grant) => grant.role)).toEqual(["admin"]);
    expect(await lastAudit()).toMatchObject({ action: "accounts.setup.complete", actor_name: "Ada" });
  });

  it("closes the way: no further link, and none is kept in readable form", async () => {
    await expect(createSetupLink(systemCtx())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const kept = await database.query("select * from one_time_link");
    expect(JSON.stringify(kept)).not.toContain("token=");
    expect(kept.every((row) => /^[0-9a-f]{64}$/.test(String(row.token_hash)))).toBe(true);
  });
});

describe("an invitation", () => {
  const account = { name: "Grace", password: "plover wicket 71 tansy", zone: "Europe/Berlin" };
  const nobody = () => ({ ...systemCtx(), actor: testContext("viewer").actor });

  it("gives the roles of the link, once, and is recorded", async () => {
    const link = await execute(operations.inviteUser, { email: "Grace@Example.org", roles: ["operator"] }, ctxOf(admin));
    expect(await lastAudit()).toMatchObject({ action: "accounts.invitation.create", actor_name: "Ada", after: { email: "grace@example.org", roles: ["operator"] } });
    expect(await execute(operations.linkInfo, { token: tokenOf(link.url), purpose: "invite" }, nobody())).toEqual({ state: "usable", email: "grace@example.org", roles: ["operator"] });
    expect(await execute(operations.acceptInvitation, { ...account, token: tokenOf(link.url) }, nobody())).toEqual({ email: "grace@example.org" });
    await expect(execute(operations.acceptInvitation, { ...account, token: tokenOf(link.url) }, nobody())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const [user] = (await execute(operations.listUsers, { query: "grace" }, ctxOf(admin))).items;
    expect(user).toMatchObject({ roles: ["operator"], zone: "Europe/Berlin", status: "active", lastSeenAt: null });
  });

  it("survives a password that is refused", async () => {
    const link = await execute(operations.inviteUser, { email: "hopper@example.org", roles: ["viewer"] }, ctxOf(admin));
    await expect(execute(operations.acceptInvitation, { ...account, password: "aaaaaaaaaaaaaaaa", token: tokenOf(link.url) }, nobody())).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(operations.acceptInvitation, { ...account, token: tokenOf(link.url) }, nobody());
  });

  it("cannot be made for somebody who has an account, by somebody who may not, or for a requester without a customer", async () => {
    await expect(execute(operations.inviteUser, { email: admin.email, roles: ["viewer"] }, ctxOf(admin))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(execute(operations.inviteUser, { email: "x@example.org", roles: ["viewer"] }, testContext("operator"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.inviteUser, { email: "x@example.org", roles: ["requester"] }, ctxOf(admin))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(operations.inviteUser, { email: "x@example.org", roles: ["requester"], customerId: "cus_none" }, ctxOf(admin))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("stops working at its expiry, to the moment", async () => {
    const link = await execute(operations.inviteUser, { email: "late@example.org", roles: ["viewer"] }, ctxOf(admin));
    const accept = (at: number) => execute(operations.acceptInvitation, { ...account, token: tokenOf(link.url) }, { ...nobody(), clock: { now: () => new Date(at) } });
    const end = Date.parse(link.expiresAt);
    await expect(accept(end)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await accept(end - 1)).toEqual({ email: "late@example.org" });
  });

  it("stops working when it is withdrawn", async () => {
    const link = await execute(operations.inviteUser, { email: "gone@example.org", roles: ["viewer"] }, ctxOf(admin));
    await execute(operations.revokeInvitation, { id: link.id }, ctxOf(admin));
    expect((await execute(operations.linkInfo, { token: tokenOf(link.url), purpose: "invite" }, nobody())).state).toBe("unknown");
    await expect(execute(operations.acceptInvitation, { ...account, token: tokenOf(link.url) }, nobody())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("is not a set-up or reset link", async () => {
    const link = await execute(operations.inviteUser, { email: "other@example.org", roles: ["viewer"] }, ctxOf(admin));
    await expect(execute(operations.completeReset, { token: tokenOf(link.url), password: testPassword }, nobody())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("roles", () => {
  it("are changed with what was before and after on record", async () => {
    const user = await person("viewer");
    await execute(operations.changeRoles, { id: user.id, roles: ["support", "operator"] }, ctxOf(admin));
    expect(await lastAudit()).toMatchObject({ action: "accounts.user.roles", before: { roles: ["viewer"] }, after: { roles: ["operator", "support"] } });
    expect((await execute(operations.getUser, { id: user.id }, ctxOf(admin))).roles).toEqual(["operator", "support"]);
  });

  it("bind a requester to one customer's rows", async () => {
    await db().customer.create({ data: { id: "cus_1", slug: "northwind", name: "Northwind" } });
    const user = await person("viewer");
    await execute(operations.changeRoles, { id: user.id, roles: ["requester"], customerId: "cus_1" }, ctxOf(admin));
    const fresh = await db().user.findUniqueOrThrow({ where: { id: user.id }, include: { roles: true } });
    const { cookieHeader } = await signedIn(fresh);
    expect((await resolveActor({ cookieHeader })).scope).toEqual({ kind: "customers", customerIds: ["cus_1"], requesterKeys: [user.id, user.email] });
  });

  it("may not be changed by others", async () => {
    const user = await person("viewer");
    await expect(execute(operations.changeRoles, { id: user.id, roles: ["admin"] }, ctxOf(user))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.changeRoles, { id: "usr_none", roles: ["viewer"] }, ctxOf(admin))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the last administrator", () => {
  it("keeps the role and the account", async () => {
    await expect(execute(operations.changeRoles, { id: admin.id, roles: ["viewer"] }, ctxOf(admin))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(execute(operations.deactivateUser, { id: admin.id }, ctxOf(admin))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("remains also when two administrators remove each other at once", async () => {
    const other = await person("admin");
    const results = await Promise.allSettled([
      execute(operations.deactivateUser, { id: other.id }, ctxOf(admin)), execute(operations.deactivateUser, { id: admin.id }, ctxOf(other)),
    ]);
    expect(results.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const [left] = await database.query("select count(*)::int as n from app_user u join role_grant g on g.user_id = u.id where g.role = 'admin' and u.status = 'active'");
    expect(left?.n).toBe(1);
    await database.query("update app_user set status = 'active' where id = $1", [admin.id]);
    await database.query("update app_user set status = 'inactive' where id = $1", [other.id]);
  });
});

describe("a deactivated account", () => {
  it("is recorded, and cannot be deactivated again", async () => {
    const user = await person("viewer");
    await execute(operations.deactivateUser, { id: user.id }, ctxOf(admin));
    expect(await lastAudit()).toMatchObject({ action: "accounts.user.deactivate", before: { status: "active" }, after: { status: "inactive" } });
    await expect(execute(operations.deactivateUser, { id: user.id }, ctxOf(admin))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(execute(operations.createResetLink, { id: user.id }, ctxOf(admin))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
});

describe("people made at once", () => {
  const demo = { email: "demo.viewer@example.org", name: "Demo viewer", password: "plover wicket 71 tansy", roles: ["viewer"] as ["viewer"], isDemo: true };

  it("can sign in, are recorded, and the demo's go together without touching others", async () => {
    const before = (await execute(operations.listUsers, {}, ctxOf(admin))).total ?? 0;
    await createPerson(systemCtx(), demo);
    expect(await lastAudit()).toMatchObject({ action: "accounts.user.create", after: { isDemo: true, roles: ["viewer"] } });
    await expect(createPerson(systemCtx(), demo)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await removeDemoPeople(systemCtx())).toBe(1);
    expect((await execute(operations.listUsers, {}, ctxOf(admin))).total).toBe(before);
  });
});

describe("a password link from the command line", () => {
  it("lets somebody who forgot it in again, and ends what was open", async () => {
    const user = await person("operator");
    const open = await signedIn(user);
    const link = await createResetLinkFor(user.email.toUpperCase(), systemCtx());
    const nobody = { ...systemCtx(), actor: testContext("viewer").actor };
    expect(await execute(operations.completeReset, { token: tokenOf(link.url), password: "another plover 72 tansy" }, nobody)).toEqual({ email: user.email });
    expect((await resolveActor({ cookieHeader: open.cookieHeader })).kind).toBe("anonymous");
    await expect(createResetLinkFor("nobody@example.org", systemCtx())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the audit", () => {
  it("is filtered, paged from the newest, and closed to others", async () => {
    const first = await execute(operations.listAudit, { action: "accounts.invitation.", limit: 2 }, ctxOf(admin));
    expect(first.items).toHaveLength(2);
    expect(first.items.every((row) => row.action.startsWith("accounts.invitation."))).toBe(true);
    const second = await execute(operations.listAudit, { action: "accounts.invitation.", limit: 2, cursor: first.nextCursor ?? undefined }, ctxOf(admin));
    expect(Number(second.items[0]?.seq)).toBeLessThan(Number(first.items[1]?.seq));
    expect((await execute(operations.listAudit, { actor: "ada" }, ctxOf(admin))).items.every((row) => row.actorName === "Ada")).toBe(true);
    expect((await execute(operations.listAudit, { to: "2020-01-01T00:00:00.000Z" }, ctxOf(admin))).items).toEqual([]);
    await expect(execute(operations.listAudit, {}, testContext("operator"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps no secret", async () => {
    const rows = JSON.stringify(await database.query("select before, after from audit_event"));
    expect(rows).not.toContain("$argon2");
    expect(rows).not.toContain(testPassword);
  });
});
