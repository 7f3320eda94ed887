import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { alertsOperations } from "./operations";

let database: TestDatabase;
const createdAt = new Date("2026-08-19T09:00:00.000Z");

beforeAll(async () => {
  database = await testDatabase();
  await db().channel.create({ data: { id: "chn_1", slug: "list", name: "List", kind: "email", settings: {} } });
  // All at one instant: the id has to break the tie, or a page would lose or repeat messages.
  await db().delivery.createMany({ data: [1, 2, 3, 4, 5].map((each) => ({ id: `dlv_${each}`, channelId: each > 3 ? "chn_1" : null, kind: "email", recipient: "a@example.test", subjectType: "alert_group", subjectId: "g", dedupeKey: String(each), title: `Message ${each}`, status: each % 2 === 0 ? "failed" : "sent", createdAt })) });
});
afterAll(() => database.drop());

const list = (input: object) => execute(alertsOperations.deliveries, input, testContext("operator"));

describe("the delivery log", () => {
  it("is read page by page, each message once", async () => {
    const first = await list({ limit: 2 });
    expect(first.total).toBe(5);
    const second = await list({ limit: 2, cursor: first.nextCursor });
    const third = await list({ limit: 2, cursor: second.nextCursor });
    expect(third.nextCursor).toBeNull();
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(["dlv_5", "dlv_4", "dlv_3", "dlv_2", "dlv_1"]);
  });

  it("is filtered by channel and state, and counts what matches", async () => {
    expect(await list({ channel: "list", status: "failed" })).toMatchObject({ total: 1, nextCursor: null, items: [{ id: "dlv_4", channel: "List" }] });
    await expect(list({ channel: "gone" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
