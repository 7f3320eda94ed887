import { describe, expect, it } from "vitest";
import { AnswerCache, cacheKey } from "./answer-cache";

const make = () => new AnswerCache<{ n: number }>({ entries: 10, bytes: 10_000, ttlMs: 60_000 });
const never = (): AbortSignal => new AbortController().signal;

describe("an answer", () => {
  it("is computed once for those who ask together, and kept", async () => {
    const cache = make();
    let computed = 0;
    const compute = async () => {
      computed += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { value: { n: computed }, isKept: true };
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => cache.get("k", never(), compute)));
    expect([computed, answers.filter(({ status }) => status === "miss").length]).toEqual([1, 1]);
    expect(await cache.get("k", never(), compute)).toEqual({ value: { n: 1 }, status: "hit" });
  });

  it("that failed is not kept, and the next one tries again", async () => {
    const cache = make();
    await expect(cache.get("k", never(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await cache.get("k", never(), () => Promise.resolve({ value: { n: 2 }, isKept: false }))).toEqual({ value: { n: 2 }, status: "miss" });
    expect((await cache.get("k", never(), () => Promise.resolve({ value: { n: 3 }, isKept: true }))).value).toEqual({ n: 3 });
  });

  it("goes on while one still waits, and is given up when the last one leaves", async () => {
    const cache = make();
    const [first, second] = [new AbortController(), new AbortController()];
    let given = false;
    const compute = (signal: AbortSignal) => new Promise<{ value: { n: number }; isKept: boolean }>((_, reject) => signal.addEventListener("abort", () => { given = true; reject(new Error("given up")); }));
    const waiting = [cache.get("k", first.signal, compute), cache.get("k", second.signal, compute)].map((each) => each.catch((error: Error) => error.message));
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
