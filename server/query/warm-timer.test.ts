import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { WarmTimer } from "./warm-timer";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const timing = { delayMs: 1_000, restMs: 30_000 };
const waitMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it("changes that come together lead to one run", async () => {
  const work = vi.fn(async () => undefined);
  const timer = new WarmTimer(work, timing, Date.now);
  for (const _ of [1, 2, 3]) timer.touch();
  await vi.advanceTimersByTimeAsync(999);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(1);
});

it("a change every second costs a run each half minute, not one each second", async () => {
  const work = vi.fn(() => waitMs(2_000));
  const timer = new WarmTimer(work, timing, Date.now);
  for (let second = 0; second < 320; second++) {
    timer.touch();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(work.mock.calls.length).toBe(10);
});

it("a change during a run leads to one more after the rest", async () => {
  const work = vi.fn(() => waitMs(5_000));
  const timer = new WarmTimer(work, timing, Date.now);
  timer.touch();
  await vi.advanceTimersByTimeAsync(3_000);
  timer.touch();
  timer.touch();
  await vi.advanceTimersByTimeAsync(32_000);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(2);
});

it("nothing runs once it was stopped", async () => {
  const work = vi.fn(async () => undefined);
  const timer = new WarmTimer(work, timing, Date.now);
  timer.touch();
  timer.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).not.toHaveBeenCalled();
});
