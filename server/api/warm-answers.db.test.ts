import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { semanticLayer } from "./semantic-layer";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type Ctx } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { answers } from "../query/answers";
import { queryOperations } from "../query/operations";
import { warmAnswers, warmEngine } from "../query/warm-answers";

const operations = queryOperations(semanticLayer);
const now = new Date("2026-08-19T10:00:00.000Z");
let database: TestDatabase;

/** What every business write does last. */
const change = (domain: string): Promise<unknown> => database.query("insert into data_version (domain, version) values ($1, 1) on conflict (domain) do update set version = data_version.version + 1", [domain]);

async function addPerson(id: string, role: string): Promise<void> {
  await database.query("insert into app_user (id, email, name) values ($1, $2, $1)", [id, `${id}@quarterdeck.test`]);
  await database.query("insert into role_grant (user_id, role) values ($1, $2)", [id, role]);
}

const ask = (question: string, userId: string, parts: { role?: "executive" | "viewer"; rest?: Partial<Ctx> } = {}) =>
  execute(operations.ask, { question }, testContext(parts.role ?? "executive", { ...parts.rest, actor: { userId, kind: "user" } }));

beforeAll(async () => {
  database = await testDatabase();
  await addPerson("usr_ann", "executive");
  await addPerson("usr_vic", "viewer");
  for (const day of [10, 11, 12]) await database.query("insert into ticket (id, number, subject, state, state_kind, priority, opened_at, updated_at) values ($1, $1, 'x', 'New', 'open', 'p2', $2, $2)", [`T${day}`, `2026-08-${day}T08:00:00Z`]);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query("truncate query_run, query_thread cascade");
  await change("tickets");
});
const warm = (): Promise<number> => warmAnswers(semanticLayer, { now, signal: new AbortController().signal });

it("after a change, what people ask often is there before they ask, with the new figures", async () => {
  await ask("How many tickets were opened last week?", "usr_ann");
  await database.query("insert into ticket (id, number, subject, state, state_kind, priority, opened_at, updated_at) values ('T13', 'T13', 'x', 'New', 'open', 'p2', '2026-08-13T08:00:00Z', '2026-08-13T08:00:00Z')");
  await change("tickets");
  expect(await warm()).toBe(1);
  const brief = await ask("tickets opened last week", "usr_ann");
  expect([brief.trace.cache, brief.tables[0]?.rows[0]?.ticket_volume]).toEqual(["hit", 4]);
  expect(await warm()).toBe(0);
});

it("after a start, what is offered to an executive is there before the first question", async () => {
  expect(await warmEngine(semanticLayer, { now, signal: new AbortController().signal })).toBeGreaterThan(0);
  const { items } = await execute(operations.suggestions, { limit: 1 }, testContext("executive", { clock: { now: () => now } }));
  const brief = await ask(items[0] ?? "", "usr_ann", { rest: { clock: { now: () => now } } });
  expect([items.length, brief.trace.cache]).toEqual([1, "hit"]);
});

it("each role's answers are computed with that role's rights", async () => {
  await ask("How many tickets were opened last week?", "usr_ann");
  await ask("How many services do we have?", "usr_vic", { role: "viewer" });
  await change("tickets");
  const before = answers().statistics().warmed;
  await warm();
  expect(answers().statistics().warmed).toBeGreaterThan(before);
  const hidden = await ask("How many tickets were opened last week?", "usr_vic", { role: "viewer" });
  expect([hidden.trace.cache, hidden.outcome]).toEqual(["miss", "hidden"]);
});

it("questions of weeks ago, and refusals, are left alone", async () => {
  await ask("How many tickets were opened last week?", "usr_ann");
  await ask("what is the weather", "usr_ann");
  await database.query("update query_run set created_at = '2026-08-01T00:00:00Z' where outcome = 'answered'");
  await change("tickets");
  expect(await warm()).toBe(0);
});

it("the statistics tell what was found, computed and computed ahead, and are not for everybody", async () => {
  await ask("tickets opened in June", "usr_ann");
  await ask("tickets opened in June", "usr_ann");
  const seen = await execute(operations.cacheStatistics, {}, testContext("admin"));
  expect(seen.process).toMatchObject({ pid: process.pid, entriesLimit: 2_000 });
  expect(seen.process.hits).toBeGreaterThan(0);
  expect(seen.process.hitRatio).toBeCloseTo((seen.process.hits + seen.process.joins) / (seen.process.hits + seen.process.joins + seen.process.misses), 9);
  expect([seen.recorded.hits, seen.recorded.misses, seen.recorded.hitRatio, seen.shared]).toEqual([1, 1, 0.5, { isConfigured: false, hits: 0 }]);
  expect(seen.warming.warmed).toBeGreaterThan(0);
  await expect(execute(operations.cacheStatistics, {}, testContext("executive"))).rejects.toMatchObject({ code: "FORBIDDEN" });
});
