import { describe, expect, it } from "vitest";
import { SharedTexts } from "@/server/platform/cache/shared-texts";
import type { Domain } from "@/server/platform/versions";
import { AnswerCache, cacheKey, type Wanted } from "./answer-cache";

Object.assign(process.env, { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", QUARTERDECK_SECRET_KEY: "k".repeat(32), NEXTAUTH_SECRET: "a".repeat(32), LOG_LEVEL: "silent" });

/** What is wanted of data of these versions. */
const at = (key: string, versions: Partial<Record<Domain, number>> = {}): Wanted => ({ key, versions: new Map(Object.entries(versions).map(([domain, version]) => [domain, String(version)])) });
const make = () => new AnswerCache<{ n: number }>({ entries: 10, bytes: 10_000, ttlMs: 60_000 }, () => null);
const never = (): AbortSignal => new AbortController().signal;

describe("an answer", () => {
  it("is computed once for those who ask together, and kept", async () => {
    const cache = make();
    let computed = 0;
    const compute = async () => {
      computed += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { value: { n: computed }, isKept: true, domains: [] };
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => cache.get(at("k"), never(), compute)));
    expect([computed, answers.filter(({ status }) => status === "miss").length]).toEqual([1, 1]);
    expect(await cache.get(at("k"), never(), compute)).toEqual({ value: { n: 1 }, status: "hit" });
  });

  it("that failed is not kept, and the next one tries again", async () => {
    const cache = make();
    await expect(cache.get(at("k"), never(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await cache.get(at("k"), never(), () => Promise.resolve({ value: { n: 2 }, isKept: false, domains: [] }))).toEqual({ value: { n: 2 }, status: "miss" });
    expect((await cache.get(at("k"), never(), () => Promise.resolve({ value: { n: 3 }, isKept: true, domains: [] }))).value).toEqual({ n: 3 });
  });

  it("goes on while one still waits, and is given up when the last one leaves", async () => {
    const cache = make();
    const [first, second] = [new AbortController(), new AbortController()];
    let given = false;
    const compute = (signal: AbortSignal) => new Promise<{ value: { n: number }; isKept: boolean; domains: Domain[] }>((_, reject) => signal.addEventListener("abort", () => { given = true; reject(new Error("given up")); }));
    const waiting = [cache.get(at("k"), first.signal, compute), cache.get(at("k"), second.signal, compute)].map((each) => each.catch((error: Error) => error.message));
    first.abort(new Error("left"));
    expect(await waiting[0]).toBe("left");
    expect(given).toBe(false);
    second.abort(new Error("left too"));
    expect(await waiting[1]).toBe("left too");
    expect(given).toBe(true);
  });
});

it("another authorisation has another key", () => {
  expect(cacheKey({ plan: { a: 1 }, authorisation: "all" })).not.toBe(cacheKey({ plan: { a: 1 }, authorisation: "c:1" }));
});

interface Value {
  text: string;
}

const limits = { entries: 10, bytes: 10_000, ttlMs: 60_000 };
const patient = (): AbortSignal => new AbortController().signal;
const notComputed = async (): Promise<{ value: Value; isKept: boolean; domains: Domain[] }> => {
  throw new Error("This must not be computed.");
};
const computed = (text: string, isKept = true, domains: Domain[] = []) => async () => ({ value: { text }, isKept, domains });

function sharedBetween(): () => SharedTexts {
  const held = new Map<string, string>();
  const store = { get: async (key: string) => held.get(key) ?? null, set: async (key: string, value: string) => void held.set(key, value) };
  return () => new SharedTexts(store, { secret: "s".repeat(32) });
}

describe("an answer that instances share", () => {
  it("is given without computing when another instance has it", async () => {
    const shared = sharedBetween();
    await new AnswerCache<Value>(limits, shared).get(at("a"), patient(), computed("one"));
    expect(await new AnswerCache<Value>(limits, shared).get(at("a"), patient(), notComputed)).toEqual({ value: { text: "one" }, status: "hit" });
  });

  it("is not shared when it is not to be kept", async () => {
    const shared = sharedBetween();
    await new AnswerCache<Value>(limits, shared).get(at("a"), patient(), computed("late", false));
    expect(await new AnswerCache<Value>(limits, shared).get(at("a"), patient(), computed("whole"))).toEqual({ value: { text: "whole" }, status: "miss" });
  });

  it("never reaches a reader with other rights", async () => {
    const shared = sharedBetween();
    const keyFor = (authorisation: string): string => cacheKey({ plan: "open tickets", authorisation });
    await new AnswerCache<Value>(limits, shared).get(at(keyFor("all")), patient(), computed("40 tickets"));
    expect(await new AnswerCache<Value>(limits, shared).get(at(keyFor("c:globex")), patient(), computed("2 tickets"))).toEqual({ value: { text: "2 tickets" }, status: "miss" });
  });

  it("is computed when the shared cache is broken", async () => {
    const broken = new SharedTexts({ get: () => Promise.reject(new Error("down")), set: () => Promise.reject(new Error("down")) }, { secret: "s".repeat(32) });
    const cache = new AnswerCache<Value>(limits, () => broken);
    expect(await cache.get(at("a"), patient(), computed("one"))).toEqual({ value: { text: "one" }, status: "miss" });
  });

  it("is computed once for those who ask together", async () => {
    const cache = new AnswerCache<Value>(limits, sharedBetween());
    let runs = 0;
    const compute = async (): Promise<{ value: Value; isKept: boolean; domains: Domain[] }> => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { value: { text: "one" }, isKept: true, domains: [] };
    };
    const all = await Promise.all([1, 2, 3].map(() => cache.get(at("a"), patient(), compute)));
    expect(runs).toBe(1);
    expect(all.map(({ status }) => status)).toEqual(["miss", "hit", "hit"]);
  });
});

describe("an answer of data that changes", () => {
  const now = { tickets: 4, catalog: 1, alerts: 9 };

  it("is given while the domains that it was computed from stand, whatever else changes", async () => {
    const cache = new AnswerCache<Value>(limits, () => null);
    await cache.get(at("a", now), patient(), computed("one", true, ["tickets", "catalog"]));
    expect(await cache.get(at("a", { ...now, alerts: 10 }), patient(), notComputed)).toEqual({ value: { text: "one" }, status: "hit" });
    expect(await cache.get(at("a", { ...now, tickets: 5 }), patient(), computed("two", true, ["tickets"]))).toEqual({ value: { text: "two" }, status: "miss" });
    expect(await cache.get(at("a", { ...now, tickets: 5, catalog: 2 }), patient(), notComputed)).toEqual({ value: { text: "two" }, status: "hit" });
  });

  it("of a domain that had no version yet is computed again after its first write", async () => {
    const cache = new AnswerCache<Value>(limits, () => null);
    await cache.get(at("a", {}), patient(), computed("nothing", true, ["slo"]));
    expect((await cache.get(at("a", { slo: 1 }), patient(), computed("one", true, ["slo"]))).value).toEqual({ text: "one" });
  });

  it("is not taken from another instance that computed it from other data", async () => {
    const shared = sharedBetween();
    await new AnswerCache<Value>(limits, shared).get(at("a", now), patient(), computed("one", true, ["tickets"]));
    const other = new AnswerCache<Value>(limits, shared);
    expect(await other.get(at("a", { ...now, tickets: 5 }), patient(), computed("two", true, ["tickets"]))).toEqual({ value: { text: "two" }, status: "miss" });
    expect(await new AnswerCache<Value>(limits, shared).get(at("a", { ...now, tickets: 5, alerts: 1 }), patient(), notComputed)).toEqual({ value: { text: "two" }, status: "hit" });
  });

  it("that is still on its way is not shared with somebody who has seen newer data", async () => {
    const cache = new AnswerCache<Value>(limits, () => null);
    let finish: (() => void) | undefined;
    const slow = cache.get(at("a", now), patient(), () => new Promise((resolve) => { finish = () => resolve({ value: { text: "old" }, isKept: true, domains: ["tickets"] }); }));
    const newer = await cache.get(at("a", { ...now, tickets: 5 }), patient(), computed("new", true, ["tickets"]));
    finish?.();
    expect([newer.value.text, (await slow).value.text]).toEqual(["new", "old"]);
    expect((await cache.get(at("a", { ...now, tickets: 5 }), patient(), computed("newest", true, ["tickets"]))).value.text).not.toBe("old");
  });

  it("is computed ahead again when its data has changed", async () => {
    const cache = new AnswerCache<Value>(limits, () => null);
    expect([await cache.warm(at("a", now), patient(), computed("one", true, ["tickets"])), await cache.warm(at("a", { ...now, alerts: 10 }), patient(), notComputed), await cache.warm(at("a", { ...now, tickets: 5 }), patient(), computed("two", true, ["tickets"]))]).toEqual([true, false, true]);
  });
});

describe("the counts of a cache", () => {
  it("tell apart what was found, shared, computed and computed ahead", async () => {
    const shared = sharedBetween();
    await new AnswerCache<Value>(limits, shared).get(at("elsewhere"), patient(), computed("one"));
    const cache = new AnswerCache<Value>(limits, shared);
    await cache.get(at("elsewhere"), patient(), notComputed);
    await Promise.all([1, 2, 3].map(() => cache.get(at("a"), patient(), computed("one"))));
    await cache.get(at("a"), patient(), notComputed);
    expect([await cache.warm(at("b"), patient(), computed("two")), await cache.warm(at("a"), patient(), notComputed), await cache.warm(at("late"), patient(), computed("late", false))]).toEqual([true, false, false]);
    await cache.get(at("b"), patient(), notComputed);
    expect(cache.statistics()).toEqual({ hits: 2, joins: 2, sharedHits: 1, misses: 1, warmed: 1, warmedHits: 1, entries: 3, bytes: 42, open: 0 });
  });
});
