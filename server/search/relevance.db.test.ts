import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { shipDocs } from "@/server/knowledge";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { ndcgAt } from "#core/search";
import { searchOperations } from "./operations";
import { rebuildSearch } from "./project-entries";

interface Labelled {
  q: string;
  of: string;
  grades: Record<string, number>;
}

let database: TestDatabase;
const admin = testContext("admin");
const queries = (JSON.parse(readFileSync("scripts/bench/search-queries.json", "utf8")) as Labelled[]).filter(({ of }) => of === "docs");

beforeAll(async () => {
  database = await testDatabase();
  await shipDocs(admin);
  await rebuildSearch(admin);
});
afterAll(() => database.drop());

const gainOf = async ({ q, grades }: Labelled): Promise<number> => {
  const { items } = await execute(searchOperations.find, { q }, admin);
  return ndcgAt(items.map((hit) => hit.href.replace(/^\/docs\/|#.*/g, "")), grades) ?? 0;
};

it("answers the labelled searches over the portal's own documentation in a good order", async () => {
  const gains: number[] = [];
  for (const query of queries) gains.push(await gainOf(query));
  expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0.8);
  expect(queries.filter((_, index) => gains[index] === 0).map(({ q }) => q)).toEqual([]);
});
