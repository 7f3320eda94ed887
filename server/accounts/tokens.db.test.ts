import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { accountsOperations as operations } from "./operations";
import { resolveActor } from "./resolve-actor";
import { forgetActors } from "./session-cache";
import { ctxOf, person, signedIn, systemCtx } from "./test-people";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await person("admin");
});
afterAll(() => database.drop());

const use = (token: string, at?: Date) => resolveActor({ authorization: `Bearer ${token}`, clock: at === undefined ? undefined : { now: () => at } });

describe("an API token", () => {
  it("acts as its owner within what was chosen, and only its digest is kept", async () => {
    const user = await person("operator");
    const { token, id } = await execute(operations.createToken, { name: "ci", permissions: ["monitors.read"] }, ctxOf(user));
    expect(token).toMatch(/^qd_[A-Za-z0-9_-]{43}$/);
    const actor = await use(token);
    expect(actor).toMatchObject({ kind: "token", userId: user.id, sessionId: null });
    expect([...actor.permissions]).toEqual(["monitors.read"]);
    expect(JSON.stringify(await database.query("select * from api_token"))).not.toContain(token);
    const [audit] = await database.query("select action, after from audit_event where entity_id = $1", [id]);
    expect(audit).toMatchObject({ action: "accounts.token.create", after: { name: "ci", permissions: ["monitors.read"] } });
  });

  it("cannot get what its owner does not hold, now or later", async () => {
    const user = await person("operator");
    await expect(execute(operations.createToken, { name: "ci", permissions: ["tickets.write"] }, ctxOf(user))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(operations.createToken, { name: "ci", permissions: ["made.up"] }, ctxOf(user))).rejects.toMatchObject({ code: "VALIDATION" });
    const { token } = await execute(operations.createToken, { name: "ci", permissions: ["monitors.read", "monitors.write"] }, ctxOf(user));
    await execute(operations.changeRoles, { id: user.id, roles: ["viewer"] }, systemCtx());
    expect([...(await use(token)).permissions]).toEqual(["monitors.read"]);
  });

  it("cannot make tokens or change the password of its owner", async () => {
    const user = await person("viewer");
    const { token } = await execute(operations.createToken, { name: "ci", permissions: ["profile.own"] }, ctxOf(user));
    const ctx = { ...systemCtx(), actor: await use(token) };
    await expect(execute(operations.createToken, { name: "more", permissions: ["profile.own"] }, ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.changePassword, { current: "x", next: "another plover 72 tansy" }, ctx)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("ends at its expiry, to the second", async () => {
    const user = await person("viewer");
    const { token, expiresAt } = await execute(operations.createToken, { name: "short", permissions: ["catalog.read"], expiresInDays: 1 }, ctxOf(user));
    const end = new Date(expiresAt ?? "");
    expect((await use(token, new Date(end.getTime() - 1))).kind).toBe("token");
    forgetActors();
    expect((await use(token, end)).kind).toBe("anonymous");
  });

  it("is refused on the next request after it was revoked or its owner deactivated", async () => {
    const user = await person("viewer");
    const first = await execute(operations.createToken, { name: "one", permissions: ["catalog.read"] }, ctxOf(user));
    const second = await execute(operations.createToken, { name: "two", permissions: ["catalog.read"] }, ctxOf(user));
    expect((await use(first.token)).kind).toBe("token");
    await execute(operations.revokeToken, { id: first.id }, ctxOf(user));
    expect((await use(first.token)).kind).toBe("anonymous");
    await expect(execute(operations.revokeToken, { id: first.id }, ctxOf(user))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect((await use(second.token)).kind).toBe("token");
    await execute(operations.deactivateUser, { id: user.id }, systemCtx());
    expect((await use(second.token)).kind).toBe("anonymous");
  });

  it("of another person does not exist for somebody who does not manage accounts", async () => {
    const { id } = await execute(operations.createToken, { name: "mine", permissions: ["catalog.read"] }, ctxOf(await person("viewer")));
    await expect(execute(operations.revokeToken, { id }, ctxOf(await person("operator")))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("that is wrong is not covered by a good cookie", async () => {
    const { cookieHeader } = await signedIn(await person("admin"));
    expect((await resolveActor({ cookieHeader, authorization: "Bearer qd_wrong" })).kind).toBe("anonymous");
    expect((await resolveActor({ cookieHeader, authorization: "Basic abc" })).kind).toBe("anonymous");
  });
});
