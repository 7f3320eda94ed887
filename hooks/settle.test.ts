import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { settle } from "./settle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Calls every `everyMs` for `forMs`; gives the times at which it ran. */
function ranAt(everyMs: number, forMs: number): number[] {
  const startMs = performance.now();
  const times: number[] = [];
  const call = settle(() => void times.push(performance.now() - startMs), { quietMs: 400, longestMs: 2_000 });
  for (let ms = 0; ms < forMs; ms += everyMs) {
    call();
    vi.advanceTimersByTime(everyMs);
  }
  vi.advanceTimersByTime(10_000);
  return times;
}

it("runs once for calls that come close together, after the last", () => expect(ranAt(100, 500)).toEqual([800]));

it("runs for every call that comes alone", () => expect(ranAt(1_000, 3_000)).toEqual([400, 1_400, 2_400]));

it("runs while calls never cease, and once more after the last of them", () => {
  const times = ranAt(100, 10_000);
  expect(times.slice(0, 3)).toEqual([2_000, 4_000, 6_000]);
  expect(times.at(-1)).toBeGreaterThan(9_900);
});

it("does not run once it is cancelled", () => {
  const run = vi.fn();
  const call = settle(run, { quietMs: 400, longestMs: 2_000 });
  call();
  call.cancel();
  vi.advanceTimersByTime(10_000);
  expect(run).not.toHaveBeenCalled();
});
