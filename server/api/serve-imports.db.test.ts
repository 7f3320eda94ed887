import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymousActor } from "../platform/auth/system-actor";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { testContext } from "../platform/registry/test-context";
import { logFile, smallDesk } from "../tickets/testing/log-fixture";
import { downloadRejections, receivePiece, runUpload } from "./serve-imports";

let database: TestDatabase;
const dataDir = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-uploads-"));
const admin = testContext("admin", { actor: { userId: "usr_1" } });
const upload = "3f0c7a52-0000-4000-8000-000000000001";
const text = logFile(smallDesk);

interface Sent {
  kind?: string;
  file?: string;
  offset?: number;
  body?: string;
  declared?: number;
  id?: string;
}

const put = async (sent: Sent = {}, ctx = admin) => {
  const { kind = "service-desk", file = "desk.csv", offset = 0, body = text, declared, id = upload } = sent;
  const query = new URLSearchParams({ upload: id, file, offset: String(offset) });
  const headers = { "content-length": String(declared ?? Buffer.byteLength(body)) };
  const response = await receivePiece(new Request(`http://localhost/api/imports/${kind}?${query.toString()}`, { method: "PUT", body, headers }), kind, ctx);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const post = async (input: Record<string, unknown>, { kind = "service-desk", ctx = admin } = {}) => {
  const response = await runUpload(new Request(`http://localhost/api/imports/${kind}`, { method: "POST", body: JSON.stringify({ upload, source: "desk.csv", ...input }) }), kind, ctx);
  const lines = (await response.text()).trim().split("\n").map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
  return { status: response.status, type: response.headers.get("content-type"), last: lines.at(-1) ?? {}, lines };
};

beforeAll(async () => {
  database = await testDatabase();
  process.env.QUARTERDECK_DATA_DIR = dataDir;
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await database.drop();
});

describe("sending a file", () => {
  it("joins its pieces, previews and imports them, and then forgets the file", async () => {
    expect(await put({ body: text.slice(0, 900) })).toEqual({ status: 200, body: { received: 900 } });
    expect(await put({ body: text.slice(900), offset: 900 })).toEqual({ status: 200, body: { received: text.length } });
    const preview = await post({ dryRun: true });
    expect(preview).toMatchObject({ status: 200, type: "application/x-ndjson; charset=utf-8", last: { type: "report", report: { created: 4, dryRun: true } } });
    expect(await database.query("select count(*)::int as n from ticket")).toEqual([{ n: 0 }]);
    const done = await post({ zone: "Europe/Lisbon" });
    expect(done.last).toMatchObject({ type: "report", report: { created: 4, zone: "Europe/Lisbon", source: "desk.csv" } });
    expect(done.lines.some((line) => (line.type as unknown) === "progress")).toBe(true);
    expect(readdirSync(path.join(dataDir, "uploads"))).toEqual([]);
    expect((await post({})).status).toBe(404);
  });

  it("starts a file again from offset 0 and refuses a gap", async () => {
    await put({ body: "half" });
    expect(await put({ body: "rest", offset: 9 })).toMatchObject({ status: 409, body: { error: { code: "CONFLICT" } } });
    expect(await put()).toMatchObject({ body: { received: text.length } });
    expect((await post({ dryRun: true })).last).toMatchObject({ type: "report" });
  });

  it("refuses a piece that was cut short on its way", async () => {
    expect(await put({ body: "only this", declared: 500 })).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining("Only 9 of 500 bytes") as string } } });
  });

  it.each(["../escape.csv", "/etc/passwd", "a/../../b", ".hidden", "a\\b", "", "a//b"])("refuses the name %j", async (file) => {
    expect((await put({ file })).status).toBe(400);
    expect(existsSync(path.join(dataDir, "escape.csv"))).toBe(false);
  });

  it("keeps one person's upload from another", async () => {
    await put();
    expect((await post({ dryRun: true }, { ctx: testContext("admin", { actor: { userId: "usr_2" } }) })).status).toBe(404);
  });
});

describe("the rows that an import refused", () => {
  const bad = `${text}\r\n=cmd|' /C calc'!A0,oops`;
  const download = (runId: string, ctx = admin) => downloadRejections(runId, ctx);

  it("can be taken away as a file in which nothing runs", async () => {
    const id = "3f0c7a52-0000-4000-8000-000000000003";
    await put({ body: bad, id });
    const { last } = await post({ upload: id });
    expect(last).toMatchObject({ type: "report", report: { rejected: 1 } });
    const runId = String(last.report?.runId);
    const response = await download(runId);
    expect([response.status, response.headers.get("content-disposition")]).toEqual([200, expect.stringContaining('attachment; filename="rejected rows of desk.csv"')]);
    const lines = (await response.text()).split("\r\n");
    expect(lines[0]).toMatch(/line,reason,row$/);
    expect(lines[1]).toMatch(/^13,/);
    expect(lines[1]).not.toMatch(/(^|,)"?=cmd/);
    expect((await download(runId, testContext("viewer"))).status).toBe(403);
    expect((await download(runId, testContext("admin", { actor: anonymousActor }))).status).toBe(401);
  });

  it("are no file when there were none, or no such import", async () => {
    expect((await download("imp_none")).status).toBe(404);
    expect((await download("../../etc/passwd")).status).toBe(404);
  });
});

describe("what goes wrong with an import", () => {
  it("is told as the last line, with what was expected", async () => {
    const id = "3f0c7a52-0000-4000-8000-000000000002";
    await put({ body: "name,url\nx,y", id });
    expect((await post({ upload: id })).last).toMatchObject({ type: "error", error: { code: "VALIDATION", message: expect.stringContaining("Expected a ServiceNow incident event log") as string } });
  });
  it.each([
    ["a kind that does not exist", "payroll", admin, 404],
    ["a person who is not signed in", "service-desk", testContext("admin", { actor: anonymousActor }), 401],
    ["a role without the permission", "service-desk", testContext("viewer"), 403],
    ["support importing monitors", "uptime", testContext("support"), 403],
  ])("refuses %s", async (...[, kind, ctx, status]) => {
    expect((await put({ kind }, ctx)).status).toBe(status);
    expect((await post({}, { kind, ctx })).status).toBe(status);
  });
  it("refuses a run that names no upload", async () => expect((await post({ upload: "../x" })).status).toBe(400));
});
