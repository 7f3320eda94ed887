import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { forgetProcessState } from "@/server/platform/process-state";

Object.assign(process.env, { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", QUARTERDECK_SECRET_KEY: "k".repeat(32), NEXTAUTH_SECRET: "a".repeat(32) });

/** The settings are read once: each beat is that of a portal that has just started. */
async function beat(address?: string): Promise<void> {
  vi.resetModules();
  forgetProcessState();
  if (address !== undefined) process.env.QUARTERDECK_HEARTBEAT_URL = address;
  await (await import("./heartbeat")).sendHeartbeat();
}

const asked: string[] = [];
let status = 200;
const watcher = http.createServer((request, response) => {
  asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
  response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end("ok");
});
const url = (): string => `http://127.0.0.1:${(watcher.address() as AddressInfo).port}/beat`;

beforeAll(() => new Promise<void>((done) => void watcher.listen(0, "127.0.0.1", done)));
afterAll(() => new Promise<void>((done) => void watcher.close(() => done())));
afterEach(() => {
  delete process.env.QUARTERDECK_HEARTBEAT_URL;
  asked.length = 0;
  status = 200;
});

describe("the dead man's heartbeat", () => {
  it("asks for the address that the administrator set", async () => {
    await beat(url());
    expect(asked).toEqual(["GET /beat"]);
  });
  it("goes nowhere without an address", async () => {
    await beat();
    expect(asked).toEqual([]);
  });
  it.each([500, 404, 302])("counts an answer of %i as a failure, and follows no redirect", async (answer) => {
    status = answer;
    await expect(beat(url())).rejects.toThrow(String(answer));
    expect(asked).toHaveLength(1);
  });
  it("fails when nobody is there", async () => {
    await expect(beat("http://127.0.0.1:1/beat")).rejects.toThrow("fetch failed");
  });
});
