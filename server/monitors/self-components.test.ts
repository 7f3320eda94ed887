import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { liveStream } from "@/server/platform/live";
import { askPrometheus, disk, eventLoop, type SelfComponent } from "./self-components";
import { SelfWatch } from "./self-watch";

let watch: SelfWatch | undefined;
let server: Server | undefined;

afterEach(() => {
  watch?.stop();
  server?.close();
});

/** What an open page is told while a component is watched, until it names this status. */
async function toldOf(component: SelfComponent, status: string): Promise<object[]> {
  const reader = liveStream(new AbortController().signal).getReader();
  const decoder = new TextDecoder();
  watch = new SelfWatch([{ ...component, everyMs: 20 }]);
  for (;;) {
    const { value } = await reader.read();
    const [, data] = /event: fault\ndata: (.*)\n/.exec(decoder.decode(value)) ?? [];
    const faults = JSON.parse(data ?? "[]") as { status: string }[];
    if (faults.some((fault) => fault.status === status)) return faults;
  }
}

const meterOf = (longestMs: number) => ({ max: longestMs * 1e6, reset: () => undefined, disable: () => true });
const spaceOf = (bavail: number) => disk({ directory: "anywhere", space: () => Promise.resolve({ bavail, blocks: 1_000 }) });

describe("an event loop that is blocked", () => {
  it("for longer than half a second is slow, as it is measured and not as it is told", async () => {
    const component = eventLoop();
    await sleep(100);
    await component.look();
    const untilMs = performance.now() + 700;
    while (performance.now() < untilMs);
    await sleep(50);
    expect(await component.look()).toMatchObject({ status: "degraded" });
    await sleep(100);
    expect(await component.look()).toMatchObject({ status: "up" });
    component.close?.();
  });

  it("for longer than two seconds, twice in a row, is down on an open page", async () => {
    expect(await toldOf(eventLoop(meterOf(3_000)), "down")).toMatchObject([{ component: "event-loop", name: "Event loop" }]);
    await expect(eventLoop(meterOf(3_000)).look()).rejects.toThrow("stood still for 3000 ms");
    expect(await eventLoop(meterOf(500)).look()).toMatchObject({ status: "up" });
  });
});

describe("a disk", () => {
  it("that is full is down on an open page", async () => {
    expect(await toldOf(spaceOf(19), "down")).toMatchObject([{ component: "disk", status: "down" }]);
  });

  it.each([[19, null], [20, "degraded"], [99, "degraded"], [100, "up"]])("with %i of 1000 blocks free is %s (null: it fails)", async (free, status) => {
    expect(await spaceOf(free).look().then((seen) => seen.status, () => null)).toBe(status);
  });

  it("that cannot be asked is down, too", async () => {
    const broken = disk({ directory: "anywhere", space: () => Promise.reject(new Error("ENOENT")) });
    expect(await toldOf(broken, "down")).toHaveLength(1);
  });
});

async function serve(status: number, body: string): Promise<{ url: string; tokens: (string | undefined)[] }> {
  const tokens: (string | undefined)[] = [];
  server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, tokens };
}

describe("a Prometheus", () => {
  it("that answers works, and is shown the token", async () => {
    const { url, tokens } = await serve(200, JSON.stringify({ status: "success", data: { resultType: "scalar", result: [0, "1"] } }));
    expect([await askPrometheus(url, "secret"), tokens]).toEqual(["answers", ["Bearer secret"]]);
  });

  it.each([["an error", 503, "no"], ["a page that is not its own", 200, "<html>"], ["a refusal", 200, '{"status":"error"}']])("that answers with %s does not", async (_name, status, body) => {
    const { url } = await serve(status, body);
    await expect(askPrometheus(url)).rejects.toThrow(`answers with status ${status} and no result`);
  });

  it("that is not there does not", async () => {
    await expect(askPrometheus("http://127.0.0.1:1")).rejects.toThrow("cannot be reached");
  });
});
