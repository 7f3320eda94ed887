import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { operations } from "./operations";

describe("a conversation", () => {
  let database: TestDatabase;
  const ask = (via: "browser" | "page") => execute(operations.query.ask, { question: "How many services do we have?" }, testContext("admin", { via, actor: { userId: "usr_1" } }));

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it("is not begun by what a page asks for itself", async () => {
    expect((await ask("page")).threadId).toBeNull();
    expect(await database.query("select count(*)::int as n from query_thread")).toEqual([{ n: 0 }]);
  });

  it("is begun by a person's question", async () => {
    const { threadId } = await ask("browser");
    expect(await database.query("select id from query_thread")).toEqual([{ id: threadId }]);
  });
});
