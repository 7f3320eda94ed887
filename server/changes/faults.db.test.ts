import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { manual, oneStage, startCallTarget, type CallTarget } from "./call-target-fixture";
import { changesOperations as ops } from "./operations";
import { loadAllowList, runnerRound } from "./runner/run-runner";

let database: TestDatabase;
let target: CallTarget;
const folder = mkdtempSync(path.join(tmpdir(), "runner-"));
const allowFile = path.join(folder, "allow.txt");
const alive = new Set<ChildProcess>();
const patience = { timeout: 30_000, interval: 100 };
const as = (userId: string, role: "operator" | "admin" = "operator"): Ctx => testContext(role, { clock: systemClock, actor: { userId, name: userId } });

// As the command line starts one, but with a lease that is over sooner.
const program = `
import { runRunner } from "./server/changes/runner/run-runner.ts";
const [name, allowFile] = process.argv.slice(1);
runRunner({ allowFile, name, leaseMs: 1_500, beatMs: 200, idleMs: 100, signal: new AbortController().signal });`;

function startRunner(name: string): ChildProcess {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", program, name, allowFile], { env: process.env, stdio: ["ignore", "ignore", "inherit"] });
  alive.add(child);
  return child;
}

/** As the system ends a process that is out of memory: nothing of its own runs any more. */
const kill = (child: ChildProcess): Promise<unknown> => {
  alive.delete(child);
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(signal ?? code)));
  child.kill("SIGKILL");
  return ended;
};

beforeAll(async () => {
  database = await testDatabase();
  await db().service.create({ data: { id: "svc_blog", slug: "blog", name: "blog", tier: 3 } });
  for (const [id, role] of [["ada", "admin"], ["bo", "operator"], ["cy", "operator"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, roles: { create: { role } } } });
  target = await startCallTarget();
  writeFileSync(allowFile, `POST ${target.base}/\nGET ${target.base}/\n`);
});
afterEach(async () => {
  for (const child of alive) await kill(child);
});
afterAll(async () => {
  target.close();
  rmSync(folder, { recursive: true });
  await database.drop();
});

const call = (method: string, at: string) => ({ kind: "http", title: `${method} ${at}`, method, url: `${target.base}${at}`, timeoutMs: 20_000, retries: 3 });
const draft = (more: object = {}) => execute(ops.create, { title: "Upgrade", service: "blog", kind: "normal", ...more } as never, as("bo"));
async function begin(...steps: object[]): Promise<number> {
  const { number } = await draft({ stages: oneStage("staging", ...steps) });
  await execute(ops.move, { number, version: 1, to: "requested" }, as("bo"));
  const { version } = await execute(ops.decide, { number, version: 2, decision: "approved" }, as("ada", "admin"));
  return (await execute(ops.start, { number, version }, as("bo"))).number;
}
const shape = async (number: number): Promise<string> => {
  const { row, steps } = await execute(ops.run, { number }, as("bo"));
  return `${row.status}: ${steps.map(({ title, status, attempts }) => `${title} ${status} (${attempts})`).join(", ")}`;
};

describe("a runner whose process is killed in the middle of a step", () => {
  it("leaves a question where something may have happened, and another runner takes up what only reads; the portal loses nothing and repeats nothing", async () => {
    target.answers = { "/charge": "silent", "/health": "silent" };
    const writing = await begin(call("POST", "/charge"), manual("Then"));
    const first = startRunner("first");
    await expect.poll(() => target.calls, patience).toEqual(["POST /charge"]);
    expect((await execute(ops.run, { number: writing }, as("bo"))).runners).toEqual(["first"]);
    expect(await kill(first)).toBe("SIGKILL");
    const second = startRunner("second");
    await expect.poll(() => shape(writing), patience).toBe("paused: POST /charge asked (1), Then waiting (0)");
    const { held, log, runners } = await execute(ops.run, { number: writing }, as("bo"));
    expect([held, runners, log.some(({ kind, text }) => kind === "unknown" && text.includes("The runner was lost during"))]).toEqual([expect.stringContaining("not known whether"), ["second"], true]);

    const reading = await begin(call("GET", "/health"), manual("Then"));
    await expect.poll(() => target.calls, patience).toEqual(["POST /charge", "GET /health"]);
    expect(await kill(second)).toBe("SIGKILL");
    target.answers = {};
    const third = { name: "third", rules: () => loadAllowList(allowFile), secrets: {}, leaseMs: 30_000, beatMs: 20 };
    await expect.poll(() => runnerRound(third, new AbortController().signal).then(() => shape(reading)), patience).toMatch(/^running: GET \/health done \(\d\), Then asked/);
    expect(target.calls).toEqual(["POST /charge", "GET /health", "GET /health"]);

    await execute(ops.actOnStep, { number: writing, position: 0, action: "by_hand", note: "The bank has it" }, as("bo"));
    await execute(ops.actOnStep, { number: writing, position: 1, action: "done" }, as("bo"));
    expect([await shape(writing), target.calls.filter((one) => one.startsWith("POST"))]).toEqual(["completed: POST /charge done (1), Then done (1)", ["POST /charge"]]);
  });
});

describe("a plan that nobody may approve", () => {
  it("goes ahead in the name of whoever breaks the glass, with a reason, is audited, and is reviewed by somebody else", async () => {
    const { number } = await draft({ stages: oneStage("staging", manual("One")) });
    const { version } = await execute(ops.move, { number, version: 1, to: "requested" }, as("bo"));
    const breakGlass = (reason = "The certificate ends tonight", ctx = as("bo")) => execute(ops.breakGlass, { number, version, reason }, ctx);
    await expect(breakGlass("no")).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(breakGlass()).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("ada, cy") as string });
    await expect(breakGlass("I want to", testContext("viewer", { clock: systemClock }))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await db().user.updateMany({ where: { id: { in: ["ada", "cy"] } }, data: { status: "deactivated" } });
    expect((await execute(ops.get, { number }, as("bo"))).policy).toMatchObject({ required: 1, isEnough: false, eligible: [] });
    expect(await breakGlass()).toMatchObject({ status: "approved", version: version + 1 });
    await expect(execute(ops.breakGlass, { number, version: version + 1, reason: "Once more" }, as("bo"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await db().user.updateMany({ data: { status: "active" } });
    const approval = (await execute(ops.get, { number }, as("bo"))).approvals[0];
    expect(approval).toMatchObject({ actorName: "bo", isBreakGlass: true, reviewedBy: null, comment: "The certificate ends tonight" });
    const review = (ctx: Ctx) => execute(ops.review, { number, version: version + 1, approvalId: approval?.id ?? "", note: "It was right" }, ctx);
    await expect(review(as("bo"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await review(as("cy"));
    expect([(await execute(ops.get, { number }, as("bo"))).approvals[0]?.reviewedBy, await db().auditEvent.count({ where: { action: { in: ["changes.plan.break-glass", "changes.plan.review"] } } })]).toEqual(["cy", 2]);
  });
});
