import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { endOwnSession } from "./end-own-session";
import { accountsOperations } from "./operations";
import { resolveActor } from "./resolve-actor";
import { forgetActors } from "./session-cache";
import { person, replay, signedIn, systemCtx, testPassword } from "./test-people";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await person("admin", "keeper@example.org");
});
afterAll(() => database.drop());

const actions = async (entityId: string) => (await database.query("select action from audit_event where entity_id = $1 order by seq", [entityId])).map((row) => row.action);

describe("a session", () => {
  it("makes its cookie the person, with role, scope and zone", async () => {
    const user = await person("operator");
    const { cookieHeader, sessionId } = await signedIn(user);
    const actor = await resolveActor({ cookieHeader });
    expect(actor).toMatchObject({ kind: "user", userId: user.id, roles: ["operator"], scope: { kind: "all" }, sessionId, zone: "UTC" });
    expect(actor.permissions.has("monitors.write")).toBe(true);
    expect(await actions(sessionId)).toEqual(["accounts.session.begin"]);
    const [seen] = await database.query("select last_seen_at is not null as seen from app_user where id = $1", [user.id]);
    expect(seen).toEqual({ seen: true });
  });

  it("is nobody's without a cookie, with a forged one, and with another installation's", async () => {
    expect(await replay("")).toBe("anonymous");
    expect(await replay("qd-local.session=abc.def.ghi")).toBe("anonymous");
    const { cookieHeader } = await signedIn(await person("viewer"));
    expect(await replay(cookieHeader.replace("qd-local", "qd-other"))).toBe("anonymous");
  });

  it("is refused on the next request after it was revoked, also when it was just in use", async () => {
    const { cookieHeader, sessionId, ctx } = await signedIn(await person("support"));
    expect(await replay(cookieHeader)).toContain("@");
    await execute(accountsOperations.revokeSession, { id: sessionId }, ctx);
    expect(await replay(cookieHeader)).toBe("anonymous");
    expect(await actions(sessionId)).toEqual(["accounts.session.begin", "accounts.session.revoke"]);
  });

  it("that the database does not tell of in time is late, and neither somebody's nor nobody's", async () => {
    const { cookieHeader } = await signedIn(await person("viewer"));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("begin; lock table session in access exclusive mode");
    try {
      await expect(resolveActor({ cookieHeader })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    } finally {
      await client.end();
    }
    expect(await replay(cookieHeader)).toContain("@");
  });

  it("cannot be revoked twice", async () => {
    const { sessionId, ctx } = await signedIn(await person("support"));
    await execute(accountsOperations.revokeSession, { id: sessionId }, ctx);
    await expect(execute(accountsOperations.revokeSession, { id: sessionId }, ctx)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("of another person does not exist for somebody who does not manage accounts, and can be ended by somebody who does", async () => {
    const victim = await signedIn(await person("viewer"));
    const stranger = await signedIn(await person("operator"));
    const admin = await signedIn(await person("admin"));
    await expect(execute(accountsOperations.revokeSession, { id: victim.sessionId }, stranger.ctx)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await replay(victim.cookieHeader)).toContain("@");
    await execute(accountsOperations.revokeSession, { id: victim.sessionId }, admin.ctx);
    expect(await replay(victim.cookieHeader)).toBe("anonymous");
  });

  it("ends by signing out, so that a copy of the cookie is worth nothing", async () => {
    const { cookieHeader, sessionId } = await signedIn(await person("viewer"));
    await endOwnSession(systemCtx(), sessionId);
    expect(await replay(cookieHeader)).toBe("anonymous");
  });

  it("ends when its time is over", async () => {
    const { cookieHeader, sessionId } = await signedIn(await person("viewer"));
    await database.query("update session set expires_at = now() - interval '1 second' where id = $1", [sessionId]);
    forgetActors();
    expect(await replay(cookieHeader)).toBe("anonymous");
  });

  it("survives when the person ends all others, and the list shows which one this is", async () => {
    const user = await person("executive");
    const first = await signedIn(user);
    const second = await signedIn(user);
    expect(await execute(accountsOperations.revokeOtherSessions, {}, second.ctx)).toEqual({ revoked: 1 });
    expect(await replay(first.cookieHeader)).toBe("anonymous");
    expect(await replay(second.cookieHeader)).toBe(user.email);
    const list = await execute(accountsOperations.listOwnSessions, {}, second.ctx);
    expect(list.items.map((item) => [item.id, item.isCurrent])).toEqual([[second.sessionId, true]]);
  });
});

describe("every session of a person ends", () => {
  it("with a new password, also the one that changed it", async () => {
    const user = await person("viewer");
    const here = await signedIn(user);
    const there = await signedIn(user);
    await execute(accountsOperations.changePassword, { current: testPassword, next: "another plover 72 tansy" }, here.ctx);
    expect(await replay(here.cookieHeader)).toBe("anonymous");
    expect(await replay(there.cookieHeader)).toBe("anonymous");
    expect(await actions(user.id)).toEqual(["accounts.user.create", "accounts.password.change"]);
  });

  it("with changed roles", async () => {
    const user = await person("viewer");
    const { cookieHeader } = await signedIn(user);
    const admin = await signedIn(await person("admin"));
    expect(await replay(cookieHeader)).toBe(user.email);
    await execute(accountsOperations.changeRoles, { id: user.id, roles: ["operator"] }, admin.ctx);
    expect(await replay(cookieHeader)).toBe("anonymous");
  });

  it("with deactivation, and reactivation does not bring it back", async () => {
    const user = await person("viewer");
    const { cookieHeader } = await signedIn(user);
    const admin = await signedIn(await person("admin"));
    await execute(accountsOperations.deactivateUser, { id: user.id }, admin.ctx);
    expect(await replay(cookieHeader)).toBe("anonymous");
    await execute(accountsOperations.reactivateUser, { id: user.id }, admin.ctx);
    expect(await replay(cookieHeader)).toBe("anonymous");
  });
});
