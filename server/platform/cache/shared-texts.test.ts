import { describe, expect, it } from "vitest";
import { SharedTexts, type TextStore } from "./shared-texts";

Object.assign(process.env, { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none", QUARTERDECK_SECRET_KEY: "k".repeat(32), NEXTAUTH_SECRET: "a".repeat(32), LOG_LEVEL: "silent" });

class MemoryStore implements TextStore {
  readonly texts = new Map<string, string>();
  calls = 0;
  trouble: (() => Promise<never>) | null = null;
  async get(key: string): Promise<unknown> {
    this.calls += 1;
    if (this.trouble) return this.trouble();
    return this.texts.get(key) ?? null;
  }
  async set(key: string, value: string): Promise<unknown> {
    this.calls += 1;
    if (this.trouble) return this.trouble();
    this.texts.set(key, value);
    return "OK";
  }
}

const secret = "s".repeat(32);

describe("texts in a shared cache", () => {
  it("are read by another instance of the same installation", async () => {
    const store = new MemoryStore();
    await new SharedTexts(store, { secret }).write("a", "one", 1_000);
    expect(await new SharedTexts(store, { secret }).read("a")).toBe("one");
  });

  it("are not read by an installation with another secret, even under the same name", async () => {
    const store = new MemoryStore();
    await new SharedTexts(store, { secret }).write("a", "one", 1_000);
    const [sealed] = store.texts.values();
    const other = new SharedTexts({ get: async () => sealed, set: async () => "OK" }, { secret: "t".repeat(32) });
    expect(await other.read("a")).toBeNull();
  });

  it.each([
    ["nothing", null], ["a number", 7], ["an empty text", ""], ["text without a seal", "hello"], ["a long foreign text", "x".repeat(400)], ["text that is not ASCII where the seal stands", "é".repeat(60)],
  ])("are as good as absent when the store holds %s", async (_, held) => {
    const texts = new SharedTexts({ get: async () => held, set: async () => "OK" }, { secret });
    expect(await texts.read("a")).toBeNull();
  });

  it("are refused when they were moved to another key or changed", async () => {
    const store = new MemoryStore();
    const texts = new SharedTexts(store, { secret });
    await texts.write("a", "one", 1_000);
    const [name = "", sealed = ""] = [...store.texts][0] ?? [];
    store.texts.set(name.replace(/a$/, "b"), sealed);
    expect(await texts.read("b")).toBeNull();
    store.texts.set(name, sealed.replace(/one$/, "two"));
    expect(await texts.read("a")).toBeNull();
  });

  it("are not shared beyond the limit in bytes", async () => {
    const store = new MemoryStore();
    await new SharedTexts(store, { secret, limitBytes: 4 }).write("a", "ééé", 1_000);
    expect(store.texts.size).toBe(0);
  });

  it("leave a store alone for a while after it failed, and come back to it", async () => {
    const store = new MemoryStore();
    let now = 0;
    const texts = new SharedTexts(store, { secret, restMs: 5_000, clock: () => now });
    await texts.write("a", "one", 1_000);
    store.trouble = () => Promise.reject(new Error("down"));
    expect(await texts.read("a")).toBeNull();
    const after = store.calls;
    expect(await texts.read("a")).toBeNull();
    await texts.write("b", "two", 1_000);
    expect(store.calls).toBe(after);
    store.trouble = null;
    now = 5_001;
    expect(await texts.read("a")).toBe("one");
  });

  it("make a reader wait for a slow store once only, and briefly", async () => {
    const store = new MemoryStore();
    const texts = new SharedTexts(store, { secret, readMs: 20 });
    store.trouble = () => new Promise<never>(() => undefined);
    const started = performance.now();
    expect(await texts.read("a")).toBeNull();
    expect(await texts.read("a")).toBeNull();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(store.calls).toBe(1);
  });

  it("do not pile up when writing is slow", async () => {
    const store = new MemoryStore();
    const texts = new SharedTexts(store, { secret, pendingWrites: 2 });
    store.trouble = () => new Promise<never>(() => undefined);
    for (const key of ["a", "b", "c"]) void texts.write(key, "text", 1_000);
    expect(store.calls).toBe(2);
  });
});
