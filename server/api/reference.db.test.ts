import { afterAll, beforeAll, expect, it } from "vitest";
import { DomainError } from "../platform/errors";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { curlOf, exampleInput, referenceCapabilities, referenceOf } from "./reference";
import { registered } from "./registered";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.query("insert into service (id, slug, name, aliases) values ('svc_1', 'checkout', 'Checkout', '{}')");
});
afterAll(() => database.drop());

/** What an example may meet where there are no records: nothing of that name, or a state that does not allow it. Never a refusal of what it sends. */
const honest = ["NOT_FOUND", "PRECONDITION_FAILED", "UNAVAILABLE"];
// These read from words of a person or from a store that a test does not have; their examples are tried for their form only.
const isTried = (id: string): boolean => !["query_ask"].includes(id);

it("shows every operation once, with an example that its own schema accepts", () => {
  expect(referenceCapabilities().reduce((sum, { count }) => sum + count, 0)).toBe(registered().length);
  const refused = registered().flatMap((entry) => {
    const parsed = entry.operation.input.safeParse(exampleInput(entry));
    return parsed.success ? [] : [`${entry.id}: ${parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`];
  });
  expect(refused).toEqual([]);
});

it("carries out every example that reads", async () => {
  const failed: string[] = [];
  for (const entry of registered().filter(({ operation, id }) => operation.effect === "read" && isTried(id))) {
    const ctx = testContext("admin", { actor: { kind: "user", userId: "usr_1" } });
    await execute(entry.operation, exampleInput(entry), ctx).catch((error: unknown) => {
      if (!(error instanceof DomainError) || !honest.includes(error.code)) failed.push(`${entry.id}: ${error instanceof Error ? error.message : ""}`);
    });
  }
  expect(failed).toEqual([]);
});

it("writes commands with the path filled in, the query of a read and the body of a write", () => {
  const find = (id: string) => referenceOf(id.split("_")[0] ?? "", "https://portal.example").find((entry) => entry.id === id);
  expect(find("search_find")?.curl).toBe('curl -H "Authorization: Bearer $TOKEN" \\\n  "https://portal.example/api/v1/search?q=checkout"');
  const entry = registered().find(({ id }) => id === "knowledge_saveDocDraft");
  expect(entry && curlOf(entry, { slug: "a b", title: "It's", body: "x", base: 1 }, "https://portal.example")).toContain(`-X POST -H "Authorization: Bearer $TOKEN" \\\n  "https://portal.example/api/v1/docs/a%20b/versions" \\\n  -H "Content-Type: application/json" \\\n  -d '{"title":"It'\\''s","body":"x","base":1}'`);
});
