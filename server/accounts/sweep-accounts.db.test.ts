import { afterAll, beforeAll, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { sweepAccounts } from "./sweep-accounts";
import { person, replay, signedIn } from "./test-people";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it("sessions and links are forgotten a month after their end, and live ones stay", async () => {
  const user = await person("viewer");
  const [live, expired, revoked] = [await signedIn(user), await signedIn(user), await signedIn(user)];
  await database.query("update session set expires_at = now() - interval '31 days' where id = $1", [expired.sessionId]);
  await database.query("update session set revoked_at = now() - interval '29 days' where id = $1", [revoked.sessionId]);
  await database.query("insert into one_time_link (id, purpose, token_hash, expires_at) values ('lnk_old', 'invite', 'x', now() - interval '31 days'), ('lnk_new', 'invite', 'y', now() - interval '29 days')");
  expect(await sweepAccounts({ now: () => new Date() })).toEqual({ sessions: 1, links: 1 });
  expect((await database.query("select id from session order by id")).map((row) => row.id)).toEqual([live.sessionId, revoked.sessionId].sort());
  expect(await replay(live.cookieHeader)).toBe(user.email);
  expect(await sweepAccounts(fixedClock("2020-01-01T00:00:00.000Z"))).toEqual({ sessions: 0, links: 0 });
});
