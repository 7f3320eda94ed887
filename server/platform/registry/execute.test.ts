import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "../errors";
import type { ToolSpan } from "./context";
import { runInTime, stretched } from "./deadline";
import { execute } from "./execute";
import { defineOperation, type AnyOperation } from "./operation";
import { nameOperations, statusOf } from "./span";
import { testContext } from "./test-context";

process.env.QUARTERDECK_SECRET_KEY ??= "test-secret-key-of-thirty-two-characters";
process.env.NEXTAUTH_SECRET ??= "test-auth-secret-of-thirty-two-chars";
process.env.LOG_LEVEL ??= "fatal";

const operationOf = (run: () => Promise<{ items: number[] }>): AnyOperation => defineOperation({ summary: "A list", permission: "tickets.read", effect: "read", cost: "light", rest: "GET /things", input: z.object({}), output: z.object({ items: z.array(z.number()) }), run });

async function spanOf(run: () => Promise<{ items: number[] }>, role: "admin" | "viewer" = "admin"): Promise<Omit<ToolSpan, "ms">> {
  const operation = operationOf(run);
  nameOperations({ things: { list: operation } });
  const spans: ToolSpan[] = [];
  await execute(operation, {}, testContext(role, { spans })).catch(() => undefined);
  const [{ name, rows, status } = { name: "", rows: -1, status: "error" as const }] = spans;
  return { name, rows, status };
}

const timeout = (): Promise<never> => Promise.reject(new DomainError("UNAVAILABLE", "The database took too long to answer.", { cause: { code: "57014" } }));

describe("a run's span", () => {
  it.each([
    ["rows are ok", () => Promise.resolve({ items: [1, 2] }), { rows: 2, status: "ok" }],
    ["no rows are empty", () => Promise.resolve({ items: [] }), { rows: 0, status: "empty" }],
    ["a statement that timed out is late", timeout, { rows: 0, status: "late" }],
    ["a database that cannot be reached is an error, not late", () => Promise.reject(new DomainError("UNAVAILABLE", "The database cannot be reached.", { cause: { code: "ECONNREFUSED" } })), { rows: 0, status: "error" }],
    ["a broken statement is an error", () => Promise.reject(new Error("column does not exist")), { rows: 0, status: "error" }],
    ["what does not exist is empty", () => Promise.reject(new DomainError("NOT_FOUND", "There is none.")), { rows: 0, status: "empty" }],
  ] as const)("%s", async (_, run, expected) => expect(await spanOf(run as () => Promise<{ items: number[] }>)).toEqual({ name: "things.list", ...expected }));

  it("of a role without the permission is forbidden, never empty, and nothing ran", async () => {
    let ran = false;
    const run = (): Promise<{ items: number[] }> => {
      ran = true;
      return Promise.resolve({ items: [] });
    };
    expect([await spanOf(run, "viewer"), ran]).toEqual([{ name: "things.list", rows: 0, status: "forbidden" }, false]);
  });
});

describe("text that no table can hold", () => {
  const input = z.object({ name: z.string().min(2, "Type a name."), details: z.unknown().optional() });
  const operation = defineOperation({ summary: "A name", permission: "tickets.read", effect: "read", rest: "GET /names", input, output: z.object({}), run: () => Promise.resolve({}) });
  const run = (raw: unknown): Promise<unknown> => execute(operation, raw, testContext());
  const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], "x\u0000");

  it.each([
    ["the field itself", { name: "a\u0000b" }, "name"],
    ["a list in a list", { name: "ab", details: [["x"], ["y", "\u0000"]] }, "details"],
    ["a key", { name: "ab", details: { "a\u0000": 1 } }, "details"],
    ["something deeper than a stack", { name: "ab", details: nested(100_000) }, "details"],
  ])("is refused in %s, and the field is named", async (_, raw, path) => {
    await expect(run(raw)).rejects.toMatchObject({ code: "VALIDATION", message: `Check ${path}: Leave out the NUL character (U+0000): no text here can hold it.`, faults: [{ path }] });
  });

  it("is nothing else: bytes, instants and every other character pass", async () => {
    for (const details of [new Uint8Array(3), Buffer.from("\u0000"), new Date(0), null, 0, "\u0001\ud800\u202e", new Map([["a", "\u0000"]])]) await expect(run({ name: "ab", details })).resolves.toEqual({});
  });

  it("is told of in a sentence that ends once", async () => {
    await expect(run({ name: "" })).rejects.toMatchObject({ message: "Check name: Type a name." });
  });
});

describe("a deadline", () => {
  const never = (): Promise<number> => new Promise(() => undefined);
  const limits = { light: 20, normal: 20, heavy: 20 };

  it("gives up work that does not listen, and calls it late", async () => {
    const error: unknown = await runInTime(never, { signal: new AbortController().signal, cost: "light" }, limits).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "UNAVAILABLE" });
    expect(statusOf(error)).toBe("late");
  });
  it("tells the work to stop", async () => {
    let stopped = false;
    await runInTime((signal) => new Promise((_, reject) => signal.addEventListener("abort", () => ((stopped = true), reject(new Error("stopped"))))), { signal: new AbortController().signal, cost: "light" }, limits).catch(() => undefined);
    expect(stopped).toBe(true);
  });
  it("is not what ended it when the caller left", async () => {
    const caller = new AbortController();
    const run = runInTime(never, { signal: caller.signal, cost: "light" }, { ...limits, light: 5_000 });
    caller.abort(new Error("gone"));
    await expect(run).rejects.toThrow("gone");
  });
  it("is later on a slow machine, up to what the heaviest has", () => {
    const usual = { light: 2_000, normal: 5_000, heavy: 12_000 };
    expect([1, 2, 6].map((factor) => stretched(usual, factor))).toEqual([usual, { light: 4_000, normal: 10_000, heavy: 12_000 }, { light: 12_000, normal: 12_000, heavy: 12_000 }]);
  });
  it("leaves quick work alone", async () => expect(await runInTime(() => Promise.resolve(7), { signal: new AbortController().signal, cost: "light" }, limits)).toBe(7));
});
