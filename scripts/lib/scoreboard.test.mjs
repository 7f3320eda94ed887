import { afterEach, expect, it, vi } from "vitest";
import { Scoreboard } from "./scoreboard.mjs";

const lines = [];
const listen = () => vi.spyOn(console, "log").mockImplementation((line) => lines.push(line));

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

it("ends with how long each stage took and what passed and failed", async () => {
  listen();
  const board = new Scoreboard();
  await board.run("quick", async () => ({ passed: 3, failed: 0, output: "" }));
  await board.run("slow", () => new Promise((resolve) => setTimeout(() => resolve({ passed: 1, failed: 0, output: "" }), 120)));
  await board.run("broken", () => Promise.reject(new Error("no such thing")));
  board.finish();
  const [total, first, ...rest] = lines.slice(-5);
  expect(total).toMatch(/^ +0\.\d s  in all/);
  expect(first).toMatch(/^ +0\.[1-9] s +0\.\d s  slow$/);
  expect(rest.slice(0, 2).map((line) => line.split("  ").at(-1)).sort()).toEqual(["broken", "quick"]);
  expect(rest.at(-1)).toBe("4 passed, 1 failed");
  expect(process.exitCode).toBe(1);
});
