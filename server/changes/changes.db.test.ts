import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { readAllowList } from "#core/changes";
import { as, day, later, manual, oneStage, startCallTarget, type CallTarget } from "./call-target-fixture";
import { changesOperations as ops } from "./operations";
import type { RunnerSettings } from "./runner/carry-out";
import { Presence } from "./runner/presence-repository";
import { runnerRound } from "./runner/run-runner";
import { settleLostSteps } from "./runner/settle-lost";

let database: TestDatabase;
let target: CallTarget;


beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "data", name: "Data", aliases: [] } });
  await db().service.createMany({ data: [{ id: "svc_db", slug: "orders-db", name: "orders-db", tier: 1, ownerTeamId: "team_1" }, { id: "svc_shop", slug: "checkout", name: "checkout", tier: 1 }, { id: "svc_blog", slug: "blog", name: "blog", tier: 3 }] });
  await db().serviceDependency.create({ data: { serviceId: "svc_shop", dependsOnId: "svc_db" } });
  for (const [id, role] of [["ada", "admin"], ["bo", "operator"], ["cy", "operator"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, roles: { create: { role } } } });
  target = await startCallTarget();
});
afterAll(async () => {
  target.close();
  await database.drop();
});
beforeEach(() => target.forget());

const http = (path: string, more: object = {}) => ({ kind: "http", title: `Call ${path}`, method: "POST", url: `${target.base}${path}`, timeoutMs: 1_000, ...more });
const undo = (path: string) => ({ rollback: http(`${path}/undo`) });
const plan = (stages: object, more: object = {}) => execute(ops.create, { title: "Upgrade", service: "blog", kind: "standard", stages, ...more } as never, as("bo"));
const settings = (name = "r1", more: Partial<RunnerSettings> = {}): RunnerSettings => ({ name, rules: () => Promise.resolve(readAllowList(`POST ${target.base}/\nGET ${target.base}/`).rules), secrets: { CI: "s3cret" }, leaseMs: 30_000, beatMs: 20, ...more });
const work = (more: RunnerSettings = settings()): Promise<void> => runnerRound(more, new AbortController().signal).then((isBusy) => (isBusy ? work(more) : undefined));
const start = (number: number, version: number, more: object = {}) => execute(ops.start, { number, version, ...more }, as("bo"));
const see = async (number: number) => execute(ops.run, { number }, as("bo"));
const shape = async (number: number): Promise<string> => {
  const { row, steps } = await see(number);
  return `${row.status}: ${steps.map(({ title, status, isRollback }) => `${isRollback ? "<" : ""}${title} ${status}`).join(", ")}`;
};
const inbox = async (recipient: string): Promise<string[]> => (await db().delivery.findMany({ where: { kind: "in_app", recipient }, orderBy: { createdAt: "asc" } })).map(({ title }) => title);
const prove = async (number: number): Promise<void> => {
  for (const kind of ["test", "rollback"] as const) await execute(ops.addEvidence, { number, kind, outcome: "passed", text: "Done by hand elsewhere" }, as("cy"));
};
/** Requested, and approved by an administrator where the service's history asks for that. */
async function ask(number: number, version: number): Promise<{ number: number; version: number; status: string }> {
  const asked = await execute(ops.move, { number, version, to: "requested" }, as("bo"));
  return asked.status === "approved" ? asked : execute(ops.decide, { number, version: asked.version, decision: "approved" }, as("ada", "admin"));
}
const approved = async (stages: object, more: object = {}) => ask((await plan(stages, more)).number, 1);

describe("a plan", () => {
  it("carries its risk with reasons and its blast radius, is approved by others, and says who may", async () => {
    const { number } = await plan(oneStage("test", http("/a", undo("/a"))), { service: "orders-db", kind: "normal" });
    const found = await execute(ops.get, { number }, as("bo"));
    expect([found.risk.level, found.risk.reasons[0], found.dependents, found.policy.required, found.policy.eligible]).toEqual(["medium", { points: 30, text: "Tier 1" }, [{ slug: "checkout", name: "checkout", hops: 1, tier: 1 }], 1, ["ada", "cy"]]);
    expect(await execute(ops.move, { number, version: 1, to: "requested" }, as("bo"))).toMatchObject({ status: "requested", version: 2 });
    await expect(execute(ops.decide, { number, version: 2, decision: "approved" }, as("bo"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await execute(ops.decide, { number, version: 2, decision: "approved" }, as("cy"))).toMatchObject({ status: "approved", version: 3 });
    expect(await db().auditEvent.count({ where: { entityType: "change_plan" } })).toBe(3);
    expect([await inbox("cy"), await inbox("bo")]).toEqual([[`Your approval is asked for: CP-${number} Upgrade`], [`CP-${number} Upgrade: approved`]]);
  });
  it("of a tier 1 service is approved by nobody while a step that changes something has no way back", async () => {
    const { number } = await plan(oneStage("test", http("/a", undo("/a")), manual("Move the data")), { service: "orders-db" });
    await expect(execute(ops.move, { number, version: 1, to: "requested" }, as("bo"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining('"Move the data"') as string });
    await db().changePlan.updateMany({ where: { number }, data: { status: "requested", requestedById: "bo", requestedAt: new Date() } });
    await expect(execute(ops.decide, { number, version: 1, decision: "approved" }, as("cy"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });
  it("edited by two at once keeps the first change and tells the second; what was approved has to be approved again", async () => {
    const { number, version, status } = await approved(oneStage("test", manual("Look")));
    expect(status).toBe("approved");
    expect(await execute(ops.update, { number, version, title: "Mine" }, as("bo"))).toMatchObject({ status: "draft" });
    await expect(execute(ops.update, { number, version, title: "Theirs" }, as("cy"))).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await execute(ops.get, { number }, as("bo"))).row).toMatchObject({ title: "Mine", status: "draft" });
  });
  it.each([
    ["has no stage", { stages: [] }], ["has stages out of order", { stages: [{ name: "production", steps: [manual("a")] }, { name: "test", steps: [manual("a")] }] }], ["uses a variable that it does not have", { stages: oneStage("test", manual("{{version}}")) }],
    ["calls no address of the web", { stages: oneStage("test", { kind: "http", title: "x", url: "file:///etc/passwd" }) }], ["has a header with a line break", { stages: oneStage("test", { kind: "http", title: "x", url: "https://x.test/", headers: { a: "b\r\nc: d" } }) }], ["is for an unknown service", { service: "nope" }],
  ])("is refused when it %s", async (_name, over) => {
    await expect(plan(oneStage("test", manual("a")), over)).rejects.toMatchObject({ code: "VALIDATION" });
  });
  it("is written by nobody who only reads, and hidden from customers", async () => {
    await expect(execute(ops.create, { title: "x", stages: oneStage("test", manual("a")) } as never, as("vi", "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const outside = testContext("operator", { actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } });
    expect([(await execute(ops.list, {}, outside)).total, (await execute(ops.runs, {}, outside)).total]).toEqual([0, 0]);
  });
});

describe("a run", () => {
  it("passes its stages with people and a runner, proves its test on the way, and ends", async () => {
    const { number, version } = await approved([{ name: "test", steps: [http("/a?v={{v}}", { headers: { authorization: "Bearer {{secret.CI}}" }, ...undo("/a") })] }, { name: "staging", steps: [manual("Look at {{v}}"), { kind: "wait", title: "Soak", durationMs: 1_000 }] }], { variables: [{ name: "v", value: "" }] });
    await expect(start(number, version)).rejects.toMatchObject({ code: "VALIDATION" });
    const { number: run } = await start(number, version, { variables: { v: "1 2" } });
    await expect(start(number, version, { variables: { v: "1" } })).rejects.toMatchObject({ code: "CONFLICT" });
    await work();
    expect(await shape(run)).toBe("running: Call /a?v=1 2 done, Look at 1 2 asked, Soak waiting");
    expect(target.calls).toEqual(["POST /a?v=1%202 Bearer s3cret"]);
    const seen = await see(run);
    expect([seen.steps[0]?.evidence, JSON.stringify(seen).includes("s3cret")]).toEqual([expect.stringContaining("answer: seen Bearer [secret]"), false]);
    await execute(ops.actOnStep, { number: run, position: 1, action: "done" }, as("cy"));
    await expect(execute(ops.actOnStep, { number: run, position: 1, action: "done" }, as("bo"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await work();
    expect((await see(run)).row.status).toBe("completed");
    expect((await execute(ops.get, { number }, as("bo"))).freshness[0]).toMatchObject({ kind: "test", isFresh: true });
  });

  const gated = () => [{ name: "staging", steps: [http("/one", undo("/one")), http("/two", undo("/two")), http("/gate", { retries: 1 }), http("/never")] }];
  it("with a gate that fails rolls back by itself, if so set, in reverse order", async () => {
    target.answers = { "/gate": 500 };
    const { number, version } = await approved(gated(), { rollsBack: true });
    const { number: run } = await start(number, version);
    await work();
    expect(target.calls).toEqual(["POST /one", "POST /two", "POST /gate", "POST /gate", "POST /two/undo", "POST /one/undo"]);
    expect(await shape(run)).toBe("rolled_back: Call /one done, Call /two done, Call /gate failed, Call /never waiting, <Call /two/undo done, <Call /one/undo done");
    expect((await see(run)).log.map(({ text }) => text).join("\n")).toContain("Answered 500, expected 2xx.");
    expect((await inbox("bo")).slice(-2)).toEqual([`CR-${run} Upgrade: goes back`, `CR-${run} Upgrade: rolled back`]);
  });
  it("with a gate that fails asks otherwise, and every way out is open: again, by hand, left out, back", async () => {
    target.answers = { "/gate": 500 };
    const { number, version } = await approved(gated());
    const { number: run } = await start(number, version);
    await work();
    const asked = await see(run);
    expect((await inbox("bo")).at(-1)).toBe(`CR-${run} Upgrade: stands and asks`);
    expect([asked.row.status, asked.held, asked.steps[2]?.actions, asked.actions]).toEqual(["paused", '"Call /gate" failed: Answered 500, expected 2xx.', ["retry", "by_hand", "skip"], ["roll_back", "give_up"]]);
    await expect(execute(ops.actOnStep, { number: run, position: 2, action: "skip" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    await execute(ops.actOnStep, { number: run, position: 2, action: "retry" }, as("bo"));
    await work();
    expect((await see(run)).row.status).toBe("paused");
    await execute(ops.actOnRun, { number: run, action: "roll_back", note: "It stays red" }, as("bo"));
    await work();
    expect([(await see(run)).row.status, target.calls.slice(-2)]).toEqual(["rolled_back", ["POST /two/undo", "POST /one/undo"]]);
  });
  it("calls nothing that the list of the runner does not have, and the step can be done by hand", async () => {
    const { number, version } = await approved(oneStage("staging", http("/a")));
    const { number: run } = await start(number, version);
    await work(settings("r1", { rules: () => Promise.resolve(readAllowList(`POST ${target.base}/b`).rules) }));
    expect([target.calls, (await see(run)).steps[0]?.error]).toEqual([[], expect.stringContaining("allow-list does not have POST")]);
    await execute(ops.actOnStep, { number: run, position: 0, action: "by_hand", note: "Called it from my machine" }, as("bo"));
    expect(await shape(run)).toBe("completed: Call /a done");
  });
  it("asks about a call whose answer never came, and never repeats it by itself, even with retries left", async () => {
    target.answers = { "/cut": "cut" };
    const { number, version } = await approved(oneStage("staging", http("/cut", { retries: 3, ...undo("/cut") })), { rollsBack: true });
    const { number: run } = await start(number, version);
    await work();
    expect([target.calls, (await see(run)).held]).toEqual([["POST /cut"], expect.stringContaining("not known whether")]);
    await execute(ops.actOnRun, { number: run, action: "give_up", note: "Looked: it was not done" }, as("bo"));
    target.answers = {};
    expect([await runnerRound(settings(), new AbortController().signal), (await see(run)).row.status]).toEqual([false, "failed"]);
  });
  it("tries again after a connection that was refused, because nothing was sent", async () => {
    const { number, version } = await approved(oneStage("staging", { ...http("/a", { retries: 1 }), url: "http://127.0.0.1:1/" }));
    const { number: run } = await start(number, version);
    await work(settings("r1", { rules: () => Promise.resolve(readAllowList("POST http://127.0.0.1:1/").rules) }));
    const { steps, row } = await see(run);
    expect([row.status, steps[0]?.status, steps[0]?.attempts]).toEqual(["paused", "failed", 2]);
  });
  it("without a runner says so, and a person does by hand what a machine would", async () => {
    const { number, version } = await approved(oneStage("staging", http("/a")));
    const { number: run } = await start(number, version);
    expect(await see(run)).toMatchObject({ needsRunner: true, runners: [] });
    const presence = new Presence("host-1");
    await presence.keep();
    expect((await see(run)).runners).toEqual(["host-1"]);
    await presence.end();
    await expect.poll(async () => (await see(run)).runners).toEqual([]);
    await execute(ops.actOnRun, { number: run, action: "cancel", note: "Another day" }, as("bo"));
  });
});

describe("when things go wrong", () => {
  const inStep = async (kind: object): Promise<number> => {
    const { number, version } = await approved(oneStage("staging", kind, manual("Then")));
    const { number: run } = await start(number, version);
    await db().runStep.updateMany({ where: { runId: (await db().changeRun.findUniqueOrThrow({ where: { number: run } })).id, position: 0 }, data: { status: "running", attempts: 1, startedAt: new Date() } });
    await db().changeRun.update({ where: { number: run }, data: { leaseOwner: "dead", leaseUntil: new Date(Date.now() + 60_000) } });
    return run;
  };
  const expire = (run: number) => db().changeRun.update({ where: { number: run }, data: { leaseUntil: new Date(Date.now() - 1_000) } });

  it("a runner that is killed in a call leaves a question, not a repetition; until its lease is over nobody else touches the run", async () => {
    const run = await inStep(http("/a", { retries: 3 }));
    await work();
    expect(await shape(run)).toBe("running: Call /a running, Then waiting");
    await expect(execute(ops.actOnStep, { number: run, position: 0, action: "by_hand", note: "mine" }, as("bo"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expire(run);
    await work(settings("r2"));
    expect([await shape(run), target.calls]).toEqual(["paused: Call /a asked, Then waiting", []]);
    await execute(ops.actOnStep, { number: run, position: 0, action: "by_hand", note: "It had arrived" }, as("bo"));
    expect(await shape(run)).toBe("running: Call /a done, Then asked");
  });
  it("a runner that is killed while it waits or looks is replaced by another, and the portal alone only asks", async () => {
    const waiting = await inStep({ kind: "wait", title: "Soak", durationMs: 1_000 });
    await expire(waiting);
    await work(settings("r2"));
    expect(await shape(waiting)).toBe("running: Soak done, Then asked");
    const calling = await inStep(http("/b"));
    await expire(calling);
    await settleLostSteps(as("portal", "admin"));
    expect([await shape(calling), target.calls]).toEqual(["paused: Call /b asked, Then waiting", []]);
  });
  it("the word of a runner that lost its lease is kept in the log and moves nothing", async () => {
    target.answers = { "/slow": "silent" };
    const { number, version } = await approved(oneStage("staging", http("/slow", { timeoutMs: 1_000 })));
    const { number: run } = await start(number, version);
    const working = work(settings("r1", { leaseMs: 5_000 }));
    await expect.poll(() => target.calls).toEqual(["POST /slow"]);
    await db().changeRun.update({ where: { number: run }, data: { leaseOwner: "r2", leaseUntil: new Date(Date.now() + 60_000) } });
    await working;
    const { log, steps } = await see(run);
    expect([steps[0]?.status, log.at(-1)?.kind]).toEqual(["running", "late"]);
  });
  it("two runners never take the same run", async () => {
    const { number, version } = await approved(oneStage("staging", http("/a"), http("/b"), http("/c")));
    await start(number, version);
    await Promise.all([work(settings("r1")), work(settings("r2")), work(settings("r3"))]);
    expect(target.calls).toEqual(["POST /a", "POST /b", "POST /c"]);
  });
  it("an approval that is withdrawn holds the run: it goes back or stops, and goes on only when it is approved again", async () => {
    const { number } = await plan(oneStage("staging", manual("One", undo("/one")), manual("Two")), { kind: "normal" });
    await execute(ops.move, { number, version: 1, to: "requested" }, as("bo"));
    await execute(ops.decide, { number, version: 2, decision: "approved" }, as("cy"));
    const { number: run } = await start(number, 3);
    await execute(ops.actOnStep, { number: run, position: 0, action: "done" }, as("bo"));
    await execute(ops.decide, { number, version: 3, decision: "withdrawn", comment: "The vendor warned us" }, as("cy"));
    const held = await see(run);
    expect([held.row.status, held.held]).toEqual(["paused", "Held: the approval was withdrawn: The vendor warned us"]);
    for (const act of [() => execute(ops.actOnRun, { number: run, action: "continue" }, as("bo")), () => execute(ops.actOnStep, { number: run, position: 1, action: "done" }, as("bo"))]) await expect(act()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await execute(ops.decide, { number, version: 4, decision: "approved" }, as("ada", "admin"));
    expect((await execute(ops.actOnRun, { number: run, action: "continue" }, as("bo"))).status).toBe("running");
    await execute(ops.actOnRun, { number: run, action: "roll_back", note: "Better not" }, as("bo"));
    await work();
    expect([(await see(run)).row.status, target.calls]).toEqual(["rolled_back", ["POST /one/undo"]]);
  });
  it("editing the plan changes nothing under way", async () => {
    const { number, version } = await approved(oneStage("staging", manual("One")));
    const { number: run } = await start(number, version);
    await execute(ops.update, { number, version, stages: oneStage("staging", manual("Something else")) as never }, as("cy"));
    await execute(ops.actOnStep, { number: run, position: 0, action: "done" }, as("bo"));
    expect(await shape(run)).toBe("completed: One done");
  });
});

describe("production", () => {
  const stages = () => [{ name: "test", steps: [manual("Try it", { rollback: manual("Take it back") })] }, { name: "production", steps: [manual("Do it")] }];
  it("waits for a rehearsal that is fresh and of these very steps", async () => {
    const { number, version } = await approved(stages());
    await expect(start(number, version)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("No rehearsal of the way back") as string });
    const { number: rehearsal } = await start(number, version, { purpose: "rehearsal" });
    for (const position of [0, 1]) await execute(ops.actOnStep, { number: rehearsal, position, action: "done" }, as("bo"));
    expect(await shape(rehearsal)).toBe("rolled_back: Try it done, <Take it back done");
    expect((await execute(ops.get, { number }, as("bo"))).freshness.map(({ isFresh }) => isFresh)).toEqual([true, true]);
    expect((await execute(ops.get, { number }, later(as("bo"), 100 * day))).obstacles.join(" ")).toContain("100 days old; 90 days is the limit");
    await execute(ops.update, { number, version, stages: [...stages().slice(0, 1), { name: "production", steps: [manual("Do something else")] }] as never }, as("bo"));
    await ask(number, version + 1);
    expect((await execute(ops.get, { number }, as("bo"))).obstacles).toEqual(["The plan was changed since its last rehearsal of the way back."]);
  });
  it("is not reached by a run whose test was left out; the run stands in front of it until there is evidence", async () => {
    const { number, version } = await approved(stages());
    await execute(ops.addEvidence, { number, kind: "rollback", outcome: "passed", text: "Rehearsed last week" }, as("cy"));
    const { number: run } = await start(number, version);
    await execute(ops.actOnStep, { number: run, position: 0, action: "skip", note: "No time" }, as("bo"));
    expect((await see(run)).held).toBe("Held in front of production. No test is on record.");
    for (const act of [() => execute(ops.actOnRun, { number: run, action: "continue" }, as("bo")), () => execute(ops.actOnStep, { number: run, position: 1, action: "skip", note: "Nobody looks" }, as("bo"))]) await expect(act()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("No test is on record") as string });
    await expect(execute(ops.actOnRun, { number: run, action: "continue", override: "I am sure" }, as("bo"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await prove(number);
    await execute(ops.actOnRun, { number: run, action: "continue" }, as("bo"));
    expect(await shape(run)).toBe("running: Try it skipped, Do it asked");
  });
  it("is entered in an emergency with a reason that is kept, and the approval is reviewed by somebody else", async () => {
    const { number, version } = await approved([{ name: "production", steps: [manual("Do it")] }], { kind: "emergency" });
    const { number: run, status } = await start(number, version);
    expect(status).toBe("paused");
    await execute(ops.actOnRun, { number: run, action: "continue", override: "Customers cannot pay" }, as("bo"));
    expect([await shape(run), (await see(run)).log.some(({ kind, text }) => kind === "override" && text.includes("Customers cannot pay"))]).toEqual(["running: Do it asked", true]);
    const approval = (await execute(ops.get, { number }, as("bo"))).approvals[0];
    await expect(execute(ops.review, { number, version, approvalId: approval?.id ?? "", note: "Fine" }, as("bo"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(ops.review, { number, version, approvalId: approval?.id ?? "", note: "Fine" }, as("cy"));
  });
  it("asks for an approval in the run from somebody who did not start it", async () => {
    const { number, version } = await approved(oneStage("staging", { kind: "approval", title: "Go?" }));
    const { number: run } = await start(number, version);
    for (const action of ["done", "skip"] as const) await expect(execute(ops.actOnStep, { number: run, position: 0, action, note: "mine" }, as("bo"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(ops.actOnStep, { number: run, position: 0, action: "done", note: "Go" }, as("cy"));
    expect(await db().approval.findFirstOrThrow({ where: { subjectType: "step" } })).toMatchObject({ actorName: "cy", decision: "approved" });
  });
  it("is closed by a hard freeze, and a window carries the run and its end", async () => {
    const { number, version } = await approved(oneStage("staging", manual("Do it")));
    const now = Date.now();
    await db().freeze.create({ data: { id: "frz_1", title: "Peak", kind: "hard", startsAt: new Date(now - day), endsAt: new Date(now + day), openedBy: "ada", serviceIds: ["svc_blog"] } });
    await expect(start(number, version)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("Hard freeze: Peak") as string });
    await db().freeze.deleteMany();
    await db().maintenanceWindow.create({ data: { id: "mw_1", title: "Night", status: "approved", startsAt: new Date(now - 60_000), endsAt: new Date(now + 3_600_000), services: { create: { serviceId: "svc_blog" } } } });
    const window = (await db().maintenanceWindow.findFirstOrThrow()).number;
    const { number: run } = await start(number, version, { window });
    await execute(ops.actOnStep, { number: run, position: 0, action: "done" }, as("bo"));
    const found = await db().maintenanceWindow.findFirstOrThrow({ include: { events: { orderBy: { seq: "asc" } } } });
    expect([found.status, found.planId !== null, found.events.at(-1)?.text, (await see(run)).window?.number]).toEqual(["in_progress", true, `Run CR-${run} of "Upgrade": completed.`, window]);
  });
  it("is gated by a check that is good for long enough; without data it is not good", async () => {
    await db().monitor.create({ data: { id: "mon_1", slug: "web", name: "web", url: "https://x.test", status: "up", lastCheckAt: new Date() } });
    const check = (slug: string) => ({ kind: "check", title: `See ${slug}`, target: "monitor", slug, timeoutMs: 1_000, holdMs: 50 });
    const { number, version } = await approved(oneStage("staging", check("web"), check("nothing")));
    const { number: run } = await start(number, version);
    await work();
    expect([await shape(run), (await see(run)).held]).toEqual(["paused: See web done, See nothing failed", expect.stringContaining('no monitor "nothing"')]);
  });
});
