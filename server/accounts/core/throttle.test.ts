import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { countAttempt, waitMs, type ThrottleCount } from "./throttle";

const policy = { attempts: 3, windowMs: 1000 };
const at = (ms: number): Date => new Date(Date.UTC(2026, 7, 19) + ms);
const after = (times: readonly number[]): ThrottleCount => times.reduce<ThrottleCount | null>((count, ms) => countAttempt(count, policy, at(ms)), null) as ThrottleCount;

describe("the throttle", () => {
  it("allows the allowed attempts and makes the next one wait for the rest of the window", () => {
    expect(waitMs(after([0, 10, 20]), policy, at(20))).toBe(0);
    expect(waitMs(after([0, 10, 20, 30]), policy, at(30))).toBe(970);
  });

  it("begins a new window at the very end of the old one", () => {
    expect(after([0, 10, 20, 999]).failures).toBe(4);
    expect(after([0, 10, 20, 1000])).toEqual({ failures: 1, windowEnd: at(2000) });
  });

  it("does not extend the wait by attempts made meanwhile", () => {
    expect(waitMs(after([0, 1, 2, 3, 500, 900]), policy, at(900))).toBe(100);
  });

  it("never lets more than the allowed attempts through in one window, whatever their times", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 }), (times) => {
        const passedByWindow = new Map<number, number>();
        let count: ThrottleCount | null = null;
        for (const ms of times.sort((a, b) => a - b)) {
          count = countAttempt(count, policy, at(ms));
          if (waitMs(count, policy, at(ms)) === 0) passedByWindow.set(count.windowEnd.getTime(), (passedByWindow.get(count.windowEnd.getTime()) ?? 0) + 1);
        }
        expect(Math.max(...passedByWindow.values())).toBeLessThanOrEqual(policy.attempts);
      }),
    );
  });
});
