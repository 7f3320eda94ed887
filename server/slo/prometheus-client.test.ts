import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryRange } from "./prometheus-client";

let body: string | null = "";
let status = 200;
// A body of null: the connection stays open and nothing comes.
const server = http.createServer((_, response) => {
  if (body !== null) response.writeHead(status, { "content-type": "application/json" }).end(body);
});
const before = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  Object.assign(process.env, { PROMETHEUS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", QUARTERDECK_SECRET_KEY: "test-secret-key-of-thirty-two-characters", NEXTAUTH_SECRET: "test-auth-secret-of-thirty-two-chars" });
});
afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const ask = (signal = new AbortController().signal) => queryRange({ query: "q", fromMs: 0, toMs: 120_000, stepMs: 60_000 }, signal);
const answer = (result: unknown[]): string => JSON.stringify({ status: "success", data: { resultType: "matrix", result } });

describe("an answer of Prometheus", () => {
  it("with NaN and infinities has points without a value", async () => {
    body = answer([{ metric: {}, values: [[0, "NaN"], [60, "+Inf"], [120, "-Inf"], [180, "7"]] }]);
    expect(await ask()).toEqual({ kind: "points", points: [null, null, null, 7].map((value, minute) => ({ atMs: minute * 60_000, value })) });
  });

  it("without a series has no points, which is not zero", async () => {
    body = answer([]);
    expect(await ask()).toEqual({ kind: "points", points: [] });
  });

  it("with several series is a wrong query, and one that cannot be read is silence", async () => {
    body = answer([{ values: [] }, { values: [] }]);
    expect(await ask()).toMatchObject({ kind: "wrong", message: expect.stringContaining("2 series") as string });
    body = "<html>";
    expect(await ask()).toMatchObject({ kind: "silent" });
    [body, status] = [JSON.stringify({ status: "error", error: "too many samples" }), 503];
    expect(await ask()).toMatchObject({ kind: "silent", message: expect.stringContaining("too many samples") as string });
    status = 200;
  });

  it("that never comes holds nobody who has stopped waiting", async () => {
    body = null;
    await expect(ask(AbortSignal.timeout(200))).rejects.toThrow();
  });
});
