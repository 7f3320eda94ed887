import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectSharedCache } from "@/server/platform/cache";
import { SharedTexts } from "@/server/platform/cache/shared-texts";
import { startBridge, type Bridge } from "@/server/platform/cache/testing/upstash-bridge";
import { AnswerCache, cacheKey } from "./answer-cache";

Object.assign(process.env, { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", QUARTERDECK_SECRET_KEY: "k".repeat(32), NEXTAUTH_SECRET: "a".repeat(32), LOG_LEVEL: "silent" });

interface Value {
  text: string;
}

const limits = { entries: 10, bytes: 100_000, ttlMs: 60_000 };
const patient = (): AbortSignal => new AbortController().signal;
const secret = "s".repeat(32);
const computed = (text: string) => async () => ({ value: { text }, isKept: true, domains: [] });
const redisUrl = process.env.TEST_REDIS_URL ?? "";

/** The texts of one instance of the portal, which tell when they have been shared. */
class WatchedTexts extends SharedTexts {
  readonly shares: Promise<void>[] = [];
  override write(key: string, text: string, ttlMs: number): Promise<void> {
    const written = super.write(key, text, ttlMs);
    this.shares.push(written);
    return written;
  }
}

const textsBehind = ({ url, token }: Bridge): WatchedTexts => new WatchedTexts(connectSharedCache(url, token), { secret });

/** Asks an instance that holds nothing in memory, and waits until the answer has been shared. */
async function ask(texts: WatchedTexts, key: string, text: string): Promise<{ value: Value; status: string }> {
  const answer = await new AnswerCache<Value>(limits, () => texts).get({ key, versions: new Map() }, patient(), computed(text));
  await Promise.all(texts.shares);
  return answer;
}

describe("answers shared through a real Redis", () => {
  let bridge: Bridge;
  let redis: Redis;

  beforeAll(async () => {
    expect(redisUrl, "TEST_REDIS_URL names a Redis for these tests").not.toBe("");
    redis = new Redis(redisUrl);
    await redis.flushall();
    bridge = await startBridge(redisUrl, "test-token");
  });
  afterAll(async () => {
    redis.disconnect();
    await bridge.close();
  });

  it("are found by a second instance, whatever letters they hold", async () => {
    const text = "Größe → 日本 \"quoted\" \u0000 👩‍🚒";
    expect((await ask(textsBehind(bridge), "words", text)).status).toBe("miss");
    expect(await ask(textsBehind(bridge), "words", "not computed")).toEqual({ value: { text }, status: "hit" });
  });

  it("expire", async () => {
    await ask(textsBehind(bridge), "expiring", "one");
    const ttls = await Promise.all((await redis.keys("quarterdeck:*:expiring")).map((key) => redis.pttl(key)));
    expect(ttls).toHaveLength(1);
    expect(ttls[0]).toBeGreaterThan(0);
    expect(ttls[0]).toBeLessThanOrEqual(limits.ttlMs);
  });

  it("never reach a reader with other rights", async () => {
    const keyFor = (authorisation: string): string => cacheKey({ plan: "open tickets", authorisation });
    await ask(textsBehind(bridge), keyFor("all"), "40 tickets");
    expect(await ask(textsBehind(bridge), keyFor("c:globex"), "2 tickets")).toEqual({ value: { text: "2 tickets" }, status: "miss" });
  });

  it("are computed anew where somebody has overwritten them", async () => {
    await ask(textsBehind(bridge), "overwritten", "right");
    const [name = ""] = await redis.keys("quarterdeck:*:overwritten");
    await redis.set(name, '{"text":"wrong"}');
    expect(await ask(textsBehind(bridge), "overwritten", "right")).toEqual({ value: { text: "right" }, status: "miss" });
  });

  it("are computed when the token is wrong", async () => {
    await ask(textsBehind(bridge), "guarded", "right");
    expect(await ask(textsBehind({ ...bridge, token: "other" }), "guarded", "right")).toEqual({ value: { text: "right" }, status: "miss" });
  });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => void child.once("exit", () => resolve()));

describe("answers while the Redis stops", () => {
  it("stay right, and do not wait for it again and again", async () => {
    const port = await freePort();
    const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: "ignore" });
    const bridge = await startBridge(`redis://127.0.0.1:${port}`, "test-token");
    try {
      await expect.poll(() => connectSharedCache(bridge.url, bridge.token).ping().catch(() => null), { timeout: 10_000 }).toBe("PONG");
      const texts = textsBehind(bridge);
      await ask(texts, "kept", "one");
      expect((await ask(texts, "kept", "one")).status).toBe("hit");
      server.kill("SIGKILL");
      await ended(server);
      const fresh = async (number: number): Promise<void> => expect(await ask(texts, "kept", `fresh ${number}`)).toEqual({ value: { text: `fresh ${number}` }, status: "miss" });
      await fresh(1);
      const before = bridge.requests();
      for (const number of [2, 3, 4, 5, 6]) await fresh(number);
      expect(bridge.requests()).toBe(before);
    } finally {
      server.kill("SIGKILL");
      await bridge.close();
    }
  });
});
