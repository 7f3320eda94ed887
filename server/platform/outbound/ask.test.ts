import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { askOutbound, type AskRequest } from "./ask";
import { expiredCertificate, testKey, validCertificate } from "./certificate-fixture";
import { reachOutbound } from "./reach";

const servers: Server[] = [];
async function serve(answer: RequestListener, host = "127.0.0.1"): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, host, done));
  return (server.address() as AddressInfo).port;
}
const ask = (url: string, more: Partial<AskRequest> = {}) => askOutbound({ url, method: "GET", headers: {}, timeoutMs: 2_000, maxRedirects: 5, maxBytes: 1_000, ...more });
const local = { allowed: "127.0.0.1" };

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://x@localhost/x");
  vi.stubEnv("QUARTERDECK_SECRET_KEY", "x".repeat(32));
  vi.stubEnv("NEXTAUTH_SECRET", "x".repeat(32));
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("an address that people chose", () => {
  it.each(["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://017700000001/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest/meta-data/", "http://localhost/", "http://10.0.0.1/", "http://[fe80::1]/"])("%s is refused", (url) => expect(ask(url)).rejects.toThrow("not on the public internet"));
  it("is of the web", () => expect(ask("file:///etc/passwd")).rejects.toThrow("not one of the web"));
  it("is reached where an administrator allows it", async () => {
    const port = await serve((_request, response) => response.end("here"));
    expect(await ask(`http://127.0.0.1:${port}/`, local)).toMatchObject({ status: 200, body: "here", certificateEndsAt: null });
  });
  it("cannot lead on to one that is refused", async () => {
    const port = await serve((_request, response) => response.writeHead(302, { location: "http://127.0.0.2:1/secret" }).end());
    await expect(ask(`http://127.0.0.1:${port}/`, local)).rejects.toThrow("does not connect to 127.0.0.2");
  });
  it("is resolved once: a name that changes its answer gains nothing", async () => {
    const port = await serve((_request, response) => response.end("the judged one"));
    const resolve = vi.fn().mockResolvedValueOnce([{ address: "127.0.0.1", family: 4 }]).mockResolvedValue([{ address: "127.0.0.2", family: 4 }]);
    expect((await ask(`http://rebind.test:${port}/`, { ...local, resolve })).body).toBe("the judged one");
    expect(resolve).toHaveBeenCalledTimes(1);
    await expect(ask(`http://rebind.test:${port}/`, { ...local, resolve })).rejects.toThrow("not on the public internet");
  });
  it("is refused when any of its addresses is", () => expect(ask("http://mixed.test/", { resolve: () => Promise.resolve([{ address: "1.1.1.1", family: 4 }, { address: "10.0.0.1", family: 4 }]) })).rejects.toThrow("not on the public internet"));
});

describe("a certificate", () => {
  const resolve = () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
  async function askOver(cert: string, host = "site.test") {
    const server = createTlsServer({ key: testKey, cert }, (_request, response) => response.end("sealed"));
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return ask(`https://${host}:${(server.address() as AddressInfo).port}/`, { ...local, resolve });
  }
  const { createSecureContext } = tls;
  const trust = (cert: string) => vi.spyOn(tls, "createSecureContext").mockImplementation((options) => createSecureContext({ ...options, ca: cert }));
  afterEach(() => vi.restoreAllMocks());

  it("that is trusted tells when it ends", async () => {
    trust(validCertificate);
    expect(await askOver(validCertificate)).toMatchObject({ status: 200, body: "sealed", certificateEndsAt: new Date("2120-01-01T00:00:00Z") });
  });
  it("that has expired is no connection", async () => {
    trust(expiredCertificate);
    await expect(askOver(expiredCertificate)).rejects.toMatchObject({ code: "CERT_HAS_EXPIRED" });
  });
  it("of another name is none", async () => {
    trust(validCertificate);
    await expect(askOver(validCertificate, "other.test")).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });
  it("that nobody vouches for is none", () => expect(askOver(validCertificate)).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }));
});

describe("redirects", () => {
  it("end at their limit", async () => {
    const port = await serve((_request, response) => response.writeHead(302, { location: "/again" }).end());
    await expect(ask(`http://127.0.0.1:${port}/`, { ...local, maxRedirects: 3 })).rejects.toThrow("More than 3 redirects");
    expect(await ask(`http://127.0.0.1:${port}/`, { ...local, maxRedirects: 0 })).toMatchObject({ status: 302 });
  });
  it("do not carry secrets to another site", async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end("other");
    });
    const port = await serve((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === "/") response.writeHead(307, { location: "/same" }).end();
      else response.writeHead(307, { location: `http://127.0.0.1:${other}/` }).end();
    });
    expect((await ask(`http://127.0.0.1:${port}/`, { ...local, headers: { authorization: "Bearer s3cret" } })).hops).toHaveLength(3);
    expect(seen).toEqual(["Bearer s3cret", "Bearer s3cret", undefined]);
  });
});

describe("a target that misbehaves", () => {
  it("and hangs is left after the time, whether it sends nothing, half an answer, or a name that never resolves", async () => {
    const silent = await serve(() => undefined);
    const half = await serve((_request, response) => void response.write("half"));
    await expect(ask(`http://127.0.0.1:${silent}/`, { ...local, timeoutMs: 200 })).rejects.toThrow("No answer within 0.2 s");
    await expect(ask(`http://127.0.0.1:${half}/`, { ...local, timeoutMs: 200 })).rejects.toThrow("No answer within 0.2 s");
    await expect(ask("http://slow-name.test/", { timeoutMs: 200, resolve: () => new Promise(() => undefined) })).rejects.toThrow("No answer within 0.2 s");
    await expect(reachOutbound({ host: "slow-name.test", port: 1, timeoutMs: 200, resolve: () => new Promise(() => undefined) })).rejects.toThrow("No connection within 0.2 s");
  });
  it("and never stops is read up to the limit", async () => {
    const port = await serve((_request, response) => {
      const more = (): void => void (response.destroyed ? undefined : response.write("x".repeat(65_536), () => setImmediate(more)));
      more();
    });
    expect((await ask(`http://127.0.0.1:${port}/`, local)).body).toHaveLength(1_000);
  });
  it("and lets itself be reached by TCP only where that is allowed", async () => {
    const port = await serve(() => undefined);
    expect(await reachOutbound({ host: "127.0.0.1", port, timeoutMs: 1_000, ...local })).toBeGreaterThanOrEqual(0);
    await expect(reachOutbound({ host: "127.0.0.1", port, timeoutMs: 1_000 })).rejects.toThrow("not on the public internet");
  });
});
