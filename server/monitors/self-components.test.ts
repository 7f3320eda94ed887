import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { disk, eventLoop } from "./self-components";
import { askPrometheus, integrations } from "./self-integrations";

let server: Server | undefined;

afterEach(() => void server?.close());

const meterOf = (longestMs: number) => ({ max: longestMs * 1e6, reset: () => undefined, disable: () => true });
const spaceOf = (bavail: number) => disk({ directory: "anywhere", space: () => Promise.resolve({ bavail, blocks: 1_000 }) });

describe("an event loop that is blocked", () => {
  it("for longer than half a second is slow, as it is measured and not as it is told", async () => {
    const component = eventLoop();
    await sleep(100);
    await component.look();
    await sleep(100);
    const untilMs = performance.now() + 700;
    while (performance.now() < untilMs);
    await sleep(50);
    expect(await component.look()).toMatchObject({ status: "degraded" });
    await sleep(100);
    expect(await component.look()).toMatchObject({ status: "up" });
    component.close?.();
  });

  it("for longer than two seconds does not work", async () => {
    await expect(eventLoop(meterOf(3_000)).look()).rejects.toThrow("stood still for 3000 ms");
    expect(await eventLoop(meterOf(500)).look()).toMatchObject({ status: "up" });
  });
});

describe("a disk", () => {
  it.each([[19, null], [20, "degraded"], [99, "degraded"], [100, "up"]])("with %i of 1000 blocks free is %s (null: it fails)", async (free, status) => {
    expect(await spaceOf(free).look().then((seen) => seen.status, () => null)).toBe(status);
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

describe("a service that the portal leans on", () => {
  const partsOf = (settings: Parameters<typeof integrations>[0]): string[] => integrations(settings).map(({ slug }) => slug);
  const look = (settings: Parameters<typeof integrations>[0]) => integrations(settings)[0]?.look().then(({ reason }) => reason, (error: unknown) => (error as Error).message);

  it("is watched where it is configured, and only there", () => {
    expect(partsOf({})).toEqual([]);
    expect(partsOf({ SMTP_URL: "smtp://mail.test", IMAP_URL: "imaps://a:b@mail.test/INBOX", PROMETHEUS_URL: "http://p.test", OIDC_ISSUER: "https://id.test" })).toEqual(["prometheus", "mail", "mailbox", "sign-in"]);
    expect(partsOf({ SMTP_URL: "not an address" })).toEqual([]);
  });

  it("is down when its port is closed, and works while it is open", async () => {
    const { url } = await serve(200, "");
    const { port } = new URL(url);
    expect(await look({ IMAP_URL: `imap://a:b@127.0.0.1:${port}/INBOX` })).toBe("accepts connections");
    expect(await look({ IMAP_URL: "imap://127.0.0.1:1/INBOX" })).toContain("ECONNREFUSED");
  });

  it.each([["answers", 200, '{"authorization_endpoint":"https://id.test/authorize"}'], ["answers with status 200 and no description of itself", 200, "{}"], ["answers with status 503 and no description of itself", 503, '{"authorization_endpoint":"x"}']])("that lets people in %s", async (said, status, body) => {
    expect(await look({ OIDC_ISSUER: (await serve(status, body)).url })).toBe(said);
  });

  it("that lets people in and is not there is down", async () => expect(await look({ OIDC_ISSUER: "http://127.0.0.1:1" })).toBe("cannot be reached"));
});
