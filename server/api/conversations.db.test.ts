import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BriefPart } from "#contract/query";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type Ctx } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { askQuestion, queryOperations, sweepThreadsJob } from "../query";
import { semanticLayer } from "./semantic-layer";

const operations = queryOperations(semanticLayer);
const person = (userId: string, at = "2026-08-19T10:00:00.000Z"): Ctx => testContext("admin", { via: "browser", clock: { now: () => new Date(at) }, actor: { kind: "user", userId } });
const ask = (question: string, ctx: Ctx, more: Record<string, unknown> = {}) => execute(operations.ask, { question, ...more }, ctx);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.query("truncate query_feedback, query_run, query_thread, audit_event, service cascade");
  await database.query("insert into service (id, slug, name, aliases) values ('svc_1', 'checkout', 'Checkout', '{}')");
});

/** Asks and leaves after the first part, as a reload does. */
async function leaveAfterReading(question: string, ctx: Ctx): Promise<Extract<BriefPart, { type: "plan" }>> {
  const input = { question, threadId: null, afterRun: null, context: [], now: null, zone: null, plan: null, assumptions: {} };
  const parts = askQuestion(input, ctx, semanticLayer);
  const first = await parts.next();
  await parts.return(undefined);
  if (first.done || first.value.type !== "plan") throw new Error("The first part is not the reading.");
  return first.value;
}

describe("a conversation that is left in the middle of an answer", () => {
  it("keeps the question, says that it was interrupted, and goes on", async () => {
    const ctx = person("usr_1");
    const { threadId, runId } = await leaveAfterReading("How many services do we have?", ctx);
    const thread = await execute(operations.getThread, { id: threadId }, ctx);
    expect(thread.runs).toMatchObject([{ id: runId, question: "How many services do we have?", outcome: "interrupted", headline: "", feedback: null }]);
    const brief = await ask("How many services do we have?", ctx, { threadId });
    const after = await execute(operations.getThread, { id: threadId }, ctx);
    expect(after.runs.map(({ outcome }) => outcome)).toEqual(["interrupted", "answered"]);
    expect(after.runs[1]?.headline).toBe(brief.headline.map(({ text }) => text).join(""));
  });

  it("is not begun by what a page asks for itself, which leaves no run either", async () => {
    await ask("How many services do we have?", { ...person("usr_1"), via: "page" });
    expect(await database.query("select (select count(*) from query_thread)::int as threads, (select count(*) from query_run)::int as runs")).toEqual([{ threads: 0, runs: 0 }]);
  });
});

describe("two tabs in one conversation", () => {
  it("each lean on the answer that they show", async () => {
    const ctx = person("usr_1");
    const first = await ask("How many services do we have by tier?", ctx);
    await ask("How many teams do we have?", ctx, { threadId: first.threadId, afterRun: first.runId });
    const follow = await ask("by region?", ctx, { threadId: first.threadId, afterRun: first.runId });
    expect([follow.plan.metrics, follow.plan.dimensions]).toEqual([["service_count"], ["region"]]);
  });

  it("that ask at once both stay in its memory", async () => {
    const ctx = person("usr_1");
    const { threadId } = await ask("How many services do we have?", ctx);
    await Promise.all(["How many teams do we have?", "How many customers do we have?"].map((question) => ask(question, ctx, { threadId })));
    const [row] = await database.query("select context from query_thread where id = $1", [threadId]);
    const metrics = (row?.context as { metrics: string[] }[]).flatMap((plan) => plan.metrics);
    expect(metrics.sort()).toEqual(["customer_count", "service_count", "team_count"]);
  });

  it("cannot lean on an answer of another person", async () => {
    const other = await ask("How many teams do we have by kind?", person("usr_2"));
    const own = await ask("How many services do we have?", person("usr_1"));
    const follow = await ask("by region?", person("usr_1"), { threadId: own.threadId, afterRun: other.runId });
    expect(follow.plan.metrics).toEqual(["service_count"]);
  });
});

describe("the list of conversations", () => {
  it("is found by title, in any case, with nothing of other people", async () => {
    await ask("How many services do we have?", person("usr_1"));
    await ask("How many teams do we have?", person("usr_1"));
    await ask("How many services do they have?", person("usr_2"));
    const { items } = await execute(operations.listThreads, { q: "SERVICES" }, person("usr_1"));
    expect(items.map(({ title }) => title)).toEqual(["How many services do we have?"]);
    expect((await execute(operations.listThreads, { q: "100%" }, person("usr_1"))).items).toEqual([]);
  });

  it("slides its expiry with each question, and a sweep removes what has passed it", async () => {
    const { threadId } = await ask("How many services do we have?", person("usr_1"));
    await ask("How many teams do we have?", person("usr_1"));
    await ask("and by tier?", person("usr_1", "2026-09-10T10:00:00.000Z"), { threadId });
    await sweepThreadsJob.run({}, person("usr_1", "2026-09-20T10:00:00.000Z"));
    expect(await database.query("select id from query_thread")).toEqual([{ id: threadId }]);
    await sweepThreadsJob.run({}, person("usr_1", "2026-10-11T10:00:00.000Z"));
    expect(await database.query("select (select count(*) from query_thread)::int as threads, (select count(*) from query_run)::int as runs")).toEqual([{ threads: 0, runs: 3 }]);
  });

  it("holds 200 for each person: the oldest makes room, other people's stay", async () => {
    await database.query("insert into query_thread (id, user_id, title, updated_at, expires_at) select 'qth_' || u || n, 'usr_' || u, 'x', timestamptz '2026-08-01' + n * interval '1 minute', '2027-01-01' from generate_series(1, 2) u, generate_series(1, 200) n");
    await ask("How many services do we have?", person("usr_1"));
    expect(await database.query("select user_id, count(*)::int as n, min(updated_at) = '2026-08-01T00:01:00Z' as has_first from query_thread group by 1 order by 1")).toEqual([{ user_id: "usr_1", n: 200, has_first: false }, { user_id: "usr_2", n: 200, has_first: true }]);
    await database.query("insert into query_thread (id, user_id, title, updated_at, expires_at) select 'qth_more' || n, 'usr_2', 'x', '2026-07-01', '2027-01-01' from generate_series(1, 5) n");
    await sweepThreadsJob.run({}, person("usr_1"));
    expect(await database.query("select count(*)::int as n from query_thread where user_id = 'usr_2' and updated_at >= '2026-08-01'")).toEqual([{ n: 200 }]);
    expect(await database.query("select count(*)::int as n from query_thread where user_id = 'usr_2'")).toEqual([{ n: 200 }]);
  });
});

describe("an opinion on an answer", () => {
  it("is kept once for each person and answer, shown with the conversation, and audited without its comment", async () => {
    const { runId, threadId } = await ask("How many services do we have?", person("usr_1"));
    await execute(operations.rate, { runId, isUseful: false, reason: "wrong_number", comment: "Ours are 12" }, person("usr_1"));
    const thread = await execute(operations.getThread, { id: threadId }, person("usr_1"));
    expect(thread.runs[0]?.feedback).toEqual({ isUseful: false, reason: "wrong_number", comment: "Ours are 12" });
    await execute(operations.rate, { runId, isUseful: true, reason: "misread" }, person("usr_1"));
    expect(await database.query("select is_useful, reason from query_feedback")).toEqual([{ is_useful: true, reason: null }]);
    const audit = await database.query("select action, after from audit_event where action = 'query.answer.rate' order by seq");
    expect(audit).toEqual([{ action: "query.answer.rate", after: { isUseful: false, reason: "wrong_number" } }, { action: "query.answer.rate", after: { isUseful: true, reason: null } }]);
  });

  it("is refused for an answer of another person, without the right to ask, and without a person", async () => {
    const { runId } = await ask("How many services do we have?", person("usr_1"));
    await expect(execute(operations.rate, { runId, isUseful: true }, person("usr_2"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(operations.rate, { runId, isUseful: true }, testContext("admin"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.rate, { runId, isUseful: true }, testContext("admin", { actor: { permissions: new Set() } }))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(operations.rate, { runId, isUseful: false, reason: "no such reason" }, person("usr_1"))).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await database.query("select * from query_feedback")).toEqual([]);
  });
});

describe("a chip that the reader chooses", () => {
  const patchOf = (brief: Awaited<ReturnType<typeof ask>>, slot: string, label: string) => {
    const option = brief.reading.chips.find((chip) => chip.slot === slot)?.options.find((each) => each.label === label);
    if (!option?.patch) throw new Error(`${slot} ${label} is not offered`);
    return { ...brief.plan, ...option.patch };
  };

  it("is answered from the edited plan, under the question's own words, and read back from it", async () => {
    const ctx = person("usr_1");
    const first = await ask("How many services do we have by tier?", ctx);
    const edited = await ask(first.question, ctx, { threadId: first.threadId, plan: patchOf(first, "dimension", "region") });
    expect([edited.question, edited.plan.dimensions, edited.plan.metrics]).toEqual([first.question, ["region"], ["service_count"]]);
    expect(edited.reading.chips.find(({ slot }) => slot === "dimension")).toMatchObject({ value: "region", assumed: false });
    const follow = await ask("and by team?", ctx, { threadId: first.threadId, afterRun: edited.runId });
    expect([follow.plan.metrics, follow.plan.dimensions]).toEqual([["service_count"], ["team"]]);
  });

  it("of another lens changes no number", async () => {
    const ctx = person("usr_1");
    const first = await ask("How many services do we have by tier?", ctx);
    for (const { label } of first.reading.chips.find(({ slot }) => slot === "lens")?.options ?? []) {
      const other = await ask(first.question, ctx, { plan: patchOf(first, "lens", label), now: first.asOf });
      expect(other.tables.map(({ id, rows }) => [id, rows]).sort(), label).toEqual(first.tables.map(({ id, rows }) => [id, rows]).sort());
    }
  });

  it("never offers a figure that the reader may not see, and a plan that names one is hidden", async () => {
    const viewer = testContext("viewer", { via: "browser", actor: { kind: "user", userId: "usr_3" } });
    const brief = await ask("How many services do we have by tier?", viewer);
    const hidden = await ask("x", viewer, { plan: { ...brief.plan, metrics: ["ticket_volume"], dimensions: [] } });
    expect([hidden.outcome, hidden.tables]).toEqual(["hidden", []]);
    expect(brief.reading.chips.flatMap(({ options }) => options.map(({ label }) => label))).not.toContain("Tickets opened");
  });
});
