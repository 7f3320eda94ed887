import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { readAllowList } from "#core/changes";
import { startCallTarget, type CallTarget } from "../changes/call-target-fixture";
import { runnerRound } from "../changes";
import { runbooksOperations as ops, runbookTrack } from ".";

let database: TestDatabase;
let target: CallTarget;
const as = (userId: string, role: "operator" | "admin" | "viewer" | "support" | "requester" = "operator"): Ctx => testContext(role, { clock: systemClock, actor: { userId, name: userId } });
const later = (ctx: Ctx, ms: number): Ctx => ({ ...ctx, clock: { now: () => new Date(Date.now() + ms) } });
const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
const write = (slug: string, body: string, more: object = {}) => db().document.create({ data: { id: `doc_${slug}`, slug, kind: "runbook", title: slug, body, updatedAt: new Date("2026-01-01"), ...more } });
const start = async (slug: string, more: object = {}, ctx = as("bo")) => (await execute(ops.start, { slug, ...more }, ctx)).number;
const act = (number: number, position: number, action = "done", more: object = {}, ctx = as("bo")) => execute(ops.actOnStep, { number, position, action, ...more } as never, ctx);
const see = (number: number, ctx = as("bo")) => execute(ops.run, { number }, ctx);
const shape = async (number: number): Promise<string> => {
  const { row, steps } = await see(number);
  return `${row.status}: ${steps.map(({ title, status }) => `${title} ${status}`).join(", ")}`;
};
const proof = async (slug: string) => (await execute(ops.steps, { slug }, as("bo"))).proof;

beforeAll(async () => {
  database = await testDatabase();
  await db().service.createMany({ data: [{ id: "svc_shop", slug: "checkout", name: "checkout", tier: 1 }, { id: "svc_blog", slug: "blog", name: "blog", tier: 3 }, { id: "svc_old", slug: "old", name: "old", tier: 3, lifecycle: "retired" }] });
  for (const [id, role] of [["ada", "admin"], ["bo", "operator"], ["cy", "operator"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, roles: { create: { role } } } });
  target = await startCallTarget();
  await write("disk-full", `---\nvariables:\n  - name: node\n    label: Which node\n---\n## Steps\n- Look at {{node}}\n\n${fence("decision", "Is it full?\n- Yes -> Clear\n- No -> end")}\n\n### Clear\n- Clear it\n\n### Verify\n- Verify`, { serviceId: "svc_shop", alertNames: ["DiskFull"] });
  await write("simple", "- one\n- two");
  await write("restart", `## Steps\n${fence("http", `POST ${target.base}/restart`)}\n- Check`);
});
afterAll(async () => {
  target.close();
  await database.drop();
});

describe("a run", () => {
  it("asks for its variables, follows the branch that is chosen, keeps notes and evidence, and ends as a success", async () => {
    await expect(start("disk-full")).rejects.toMatchObject({ code: "VALIDATION", message: "Variables: node needs a value." });
    const number = await start("disk-full", { variables: { node: "web-1" } });
    expect(await shape(number)).toBe("running: Look at web-1 asked, Is it full? waiting, Clear it waiting, Verify waiting");
    await act(number, 0, "done", { note: "95 %", evidence: "df says 95 %" });
    await expect(act(number, 1)).rejects.toMatchObject({ code: "VALIDATION" });
    await act(number, 1, "done", { branch: "Yes" });
    await execute(ops.addNote, { number, text: "Logs were large" }, as("cy"));
    await act(number, 2);
    expect(await act(number, 3)).toMatchObject({ status: "completed" });
    const { steps, log, row } = await see(number);
    expect([steps[0], steps[1]?.evidence, row.endedAt === null]).toMatchObject([{ note: "95 %", evidence: "df says 95 %", actorName: "bo" }, "chosen: Yes", false]);
    expect(log.map(({ kind, text }) => `${kind} ${text}`)).toEqual(["started Started, 4 steps", "step Done: Look at web-1: 95 %", "asked Next: Is it full?", "step Is it full? Yes", "asked Next: Clear it", "note Logs were large", "step Done: Clear it", "asked Next: Verify", "step Done: Verify", "status Completed"]);
    expect(await db().auditEvent.count({ where: { entityType: "runbook_run" } })).toBe(6);
  });
  it("ends at a branch that says so, with the rest left out", async () => {
    const number = await start("disk-full", { variables: { node: "web-2" } });
    await act(number, 0);
    await act(number, 1, "done", { branch: "No" });
    expect(await shape(number)).toBe("completed: Look at web-2 done, Is it full? done, Clear it skipped, Verify skipped");
  });
  it("skips with a reason only; a failure stops it until somebody says how it goes on", async () => {
    const number = await start("simple");
    await expect(act(number, 0, "skip")).rejects.toMatchObject({ code: "VALIDATION" });
    await act(number, 0, "failed", { note: "no access" });
    expect(await shape(number)).toBe("paused: one failed, two waiting");
    await act(number, 0, "retry");
    await act(number, 0, "skip", { note: "not needed" });
    await act(number, 1);
    expect(await shape(number)).toBe("completed: one skipped, two done");
  });
  it("is paused and goes on, and the pause is no work; two words end it early", async () => {
    const number = await start("simple");
    await execute(ops.actOnRun, { number, action: "pause" }, as("bo"));
    await expect(execute(ops.actOnRun, { number, action: "pause" }, as("cy"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await execute(ops.actOnRun, { number, action: "continue" }, later(as("bo"), 3_600_000));
    await act(number, 0);
    await expect(execute(ops.actOnRun, { number, action: "fail" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    expect(await execute(ops.actOnRun, { number, action: "fail", note: "still full" }, later(as("bo"), 3_660_000))).toMatchObject({ status: "failed" });
    const { row, pausedMs } = await see(number);
    expect([pausedMs >= 3_600_000, row.activeMs >= 58_000 && row.activeMs < 65_000]).toEqual([true, true]);
    const other = await start("simple");
    expect(await execute(ops.actOnRun, { number: other, action: "abandon", note: "false alarm" }, as("bo"))).toMatchObject({ status: "abandoned" });
    await expect(act(other, 0)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("is over") as string });
  });
  it("worked on by two at once does a step once, and tells the second who was first", async () => {
    const number = await start("simple");
    const both = await Promise.allSettled([act(number, 0, "done", { note: "mine" }, as("bo")), act(number, 0, "done", { note: "theirs" }, as("cy"))]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/"one" was done by (bo|cy), 0 s ago\. Nothing of yours was written/) as string });
    const { steps, log } = await see(number);
    expect([steps[0]?.attempts, steps[1]?.status, log.filter(({ kind }) => kind === "step").length]).toEqual([1, "asked", 1]);
  });
  it("keeps its snapshot when the runbook changes under way, and says that it changed", async () => {
    await write("moving", "- first\n- second");
    const number = await start("moving");
    await db().document.update({ where: { slug: "moving" }, data: { body: "- quite\n- another\n- thing", version: { increment: 1 } } });
    expect([await shape(number), (await see(number)).isOutdated]).toEqual(["running: first asked, second waiting", true]);
    await act(number, 0);
    await act(number, 1);
    expect((await see(number)).row).toMatchObject({ status: "completed", steps: 2 });
  });
  it("waits as long as it says, and is approved by another who may", async () => {
    await write("careful", `## Steps\n${fence("wait", "10 min")}\n${fence("approval", "Agreed")}`);
    const number = await start("careful");
    await expect(act(number, 0)).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("600 s are left") as string });
    await act(number, 0, "done", {}, later(as("bo"), 601_000));
    await expect(act(number, 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(act(number, 1, "skip", { note: "no time" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await act(number, 1, "done", {}, as("cy"))).toMatchObject({ status: "completed" });
  });
});

describe("a call", () => {
  const round = () => runnerRound({ name: "r1", rules: () => Promise.resolve(readAllowList(`POST ${target.base}/`).rules), secrets: {}, leaseMs: 30_000, beatMs: 20 }, new AbortController().signal, [runbookTrack]);
  it("is made by the runner of change plans, once, and its answer is the evidence", async () => {
    target.forget();
    const number = await start("restart");
    expect((await see(number)).needsRunner).toBe(true);
    expect([await round(), await round()]).toEqual([true, false]);
    expect(await shape(number)).toBe(`running: POST ${target.base}/restart done, Check asked`);
    expect([(await see(number)).steps[0]?.evidence, target.calls.length]).toEqual([expect.stringContaining("status: 200"), 1]);
  });
  it("is done by hand in a run of somebody who may not change systems", async () => {
    const number = await start("restart", {}, as("sam", "support"));
    expect([await round(), (await see(number)).steps[0]]).toMatchObject([false, { status: "asked", call: expect.stringContaining("/restart") as string }]);
  });
  it("whose runner was lost is asked about and never repeated by itself", async () => {
    const number = await start("restart");
    const { id } = await db().runbookRun.findUniqueOrThrow({ where: { number } });
    await db().runStep.updateMany({ where: { runId: id, position: 0 }, data: { status: "running", attempts: 1 } });
    await runbookTrack.settleLost(as("bo"));
    expect([await shape(number), await round()]).toEqual([expect.stringContaining("restart asked"), false]);
    await act(number, 0, "by_hand", { note: "it had happened" });
    expect(await shape(number)).toContain("done, Check asked");
  });
});

describe("proof and suggestions", () => {
  it("is the last success; a release of the service since is drift", async () => {
    await write("proved", "- one", { serviceId: "svc_blog" });
    expect(await proof("proved")).toMatchObject({ state: "unproven", lastSuccessAt: null, medianMs: null });
    await act(await start("proved"), 0);
    expect(await proof("proved")).toMatchObject({ state: "proven", counted: 1, succeeded: 1, drift: [] });
    await db().deployment.create({ data: { id: "dep_1", serviceId: "svc_blog", release: "2.0", deployedAt: new Date(Date.now() + 1_000), outcome: "succeeded", sourceKey: "one" } });
    expect(await proof("proved")).toMatchObject({ state: "drifted", drift: [{ what: "Release 2.0 of blog" }] });
  });
  it("goes to an incident by the names of its alerts and by its services; the run stands there, and only for those who may see it", async () => {
    await db().incident.create({ data: { id: "inc_1", number: 7, title: "Shop is slow", severity: "sev2", status: "started", serviceId: "svc_shop", startedAt: new Date(), declaredAt: new Date(), services: { create: { serviceId: "svc_shop" } } } });
    await db().alert.create({ data: { id: "alt_1", number: 5, fingerprint: "f", groupKey: "g", source: "api", title: "Disk", severity: "page", labels: { alertname: "DiskFull" }, incidentId: "inc_1", startedAt: new Date(), lastSeenAt: new Date() } });
    const number = await start("disk-full", { variables: { node: "a" }, subject: { type: "incident", number: "7" } });
    const found = await execute(ops.suggest, { type: "incident", number: "7" }, as("bo"));
    expect([found.items.map(({ slug, why }) => `${slug} ${why}`), found.runs.map((run) => run.number)]).toEqual([["disk-full names the alert DiskFull"], [number]]);
    expect((await execute(ops.suggest, { type: "alert", number: "5" }, as("bo"))).items[0]?.slug).toBe("disk-full");
    expect((await see(number)).row.subject).toMatchObject({ title: "Shop is slow", href: "/incidents/7" });
    const withoutIncidents = as("vi", "viewer");
    const blind = { ...withoutIncidents, actor: { ...withoutIncidents.actor, permissions: new Set([...withoutIncidents.actor.permissions].filter((one) => one !== "incidents.read")) } };
    expect((await see(number, blind)).row.subject).toBeNull();
    await expect(start("disk-full", { variables: { node: "a" }, subject: { type: "incident", number: "99" } })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
  it("goes to a maintenance window and to a ticket by their services, and a run stands there as well", async () => {
    await db().maintenanceWindow.create({ data: { id: "win_1", number: 11, title: "Move the shop", startsAt: new Date(), endsAt: new Date(Date.now() + 3_600_000), services: { create: { serviceId: "svc_shop" } } } });
    await db().ticket.create({ data: { id: "tkt_1", number: "TK11", subject: "The shop is slow", state: "New", stateKind: "open", serviceId: "svc_shop", openedAt: new Date(), updatedAt: new Date() } });
    for (const [type, number, href] of [["window", "11", "/maintenance/11"], ["ticket", "TK11", "/tickets/TK11"]] as const) {
      const run = await start("disk-full", { variables: { node: "a" }, subject: { type, number } });
      const found = await execute(ops.suggest, { type, number }, as("bo"));
      expect([found.items.map(({ slug, why }) => `${slug} ${why}`), found.runs.map((each) => each.number), (await see(run)).row.subject?.href]).toEqual([["disk-full is about checkout"], [run], href]);
    }
  });
  it("covers services that live and names of alerts that fired; without any there is no share to tell", async () => {
    await db().alert.create({ data: { id: "alt_2", number: 6, fingerprint: "h", groupKey: "h", source: "api", title: "CertExpires", severity: "ticket", startedAt: new Date(), lastSeenAt: new Date() } });
    const found = await execute(ops.coverage, {}, as("bo"));
    expect(found.services).toMatchObject({ total: 2, covered: 2, missing: [] });
    expect(found.alerts).toMatchObject({ total: 2, covered: 1, missing: [{ name: "CertExpires", fired: 1 }] });
    expect(found.states.filter(({ slug }) => ["proved", "moving"].includes(slug))).toEqual([{ slug: "moving", state: "proven" }, { slug: "proved", state: "drifted" }]);
    expect(found.proof.runbooks).toBe(found.proof.proven + found.proof.drifted + found.proof.old + found.proof.unproven);
  });
});

describe("who may", () => {
  it("look is everyone inside; carry out is not a viewer's; customers see none of it", async () => {
    const number = await start("simple");
    expect((await see(number, as("vi", "viewer"))).steps[0]?.actions).toEqual([]);
    await expect(start("simple", {}, as("vi", "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(act(number, 0, "done", {}, as("vi", "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(see(number, as("rex", "requester"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
  it("start a runbook is refused where there is nothing to do, or no such runbook, or a variable that it does not have", async () => {
    await write("empty", "## Diagnosis\nTODO");
    await expect(start("empty")).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expect(start("nowhere")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(start("simple", { variables: { x: "1" } })).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(start("disk-full", { variables: { node: "a\nb" } })).rejects.toMatchObject({ code: "VALIDATION" });
  });
});
