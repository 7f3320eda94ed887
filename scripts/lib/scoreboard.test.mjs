import { afterEach, expect, it, vi } from "vitest";
import { Scoreboard } from "./scoreboard.mjs";

const lines = [];
const listen = () => {
  lines.length = 0;
  return vi.spyOn(console, "log").mockImplementation((line) => lines.push(line));
};

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

it("ends with how long each stage took and what passed and failed", async () => {
  listen();
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const board = new Scoreboard();
  await board.run("quick", async () => ({ passed: 3, failed: 0, output: "" }));
  await board.run("slow", async () => {
    now += 400;
    return { passed: 1, failed: 0, output: "" };
  });
  await board.run("broken", () => Promise.reject(new Error("no such thing")));
  board.finish();
  const [total, first, ...rest] = lines.slice(-6);
  expect(total).toMatch(/^ +0\.\d s  in all/);
  expect(first).toMatch(/^ +0\.4 s +\d+\.\d s  slow$/);
  expect(rest.slice(0, 2).map((line) => line.split("  ").at(-1)).sort()).toEqual(["broken", "quick"]);
  expect(rest.at(-2)).toBe("FAIL  broken");
  expect(rest.at(-1)).toBe("4 passed, 1 failed");
  expect(process.exitCode).toBe(1);
});

it("names the tests that failed with what was said of them, and names them again at the end", async () => {
  listen();
  const board = new Scoreboard();
  await board.run("suite", async () => ({ passed: 2, failed: 1, output: "a long log", failures: [{ title: "clock.test.ts: keeps time", said: "expected 3 to be 4" }] }));
  board.finish();
  expect(lines).toContain("clock.test.ts: keeps time\nexpected 3 to be 4");
  expect(lines).not.toContain("a long log");
  expect(lines.at(-2)).toBe("FAIL  suite: clock.test.ts: keeps time");
});

it("names the tests that took longest, the longest first", async () => {
  listen();
  const board = new Scoreboard();
  await board.run("suite", async () => ({ passed: 2, failed: 0, output: "", durations: [{ title: "a.test.ts: quick", seconds: 0.2 }, { title: "b.test.ts: slow", seconds: 12.34 }] }));
  board.finish();
  const at = lines.indexOf("The slowest tests:");
  expect(lines.slice(at + 1, at + 3)).toEqual(["   12.3 s  b.test.ts: slow", "    0.2 s  a.test.ts: quick"]);
});
