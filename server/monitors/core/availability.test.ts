import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { availabilityByDay, availabilityOf, combineAvailability, dayMs, outagesOf, type Check, type CheckStatus, type MonitorRecord } from ".";

const minute = 60_000;
const check = (atMs: number, status: CheckStatus): Check => ({ atMs, status, httpStatus: status === "down" ? 502 : 200, latencyMs: 10 });
const recordOf = (checks: readonly Check[]): MonitorRecord => ({ firstCheckMs: checks[0]?.atMs ?? null, lastCheckMs: checks.at(-1)?.atMs ?? null, outages: outagesOf(checks) });

const status = fc.constantFrom<CheckStatus>("up", "down", "degraded");
/** Checks at distinct whole minutes of three days, in order. */
const checks = fc.uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 3 * 1440 }), status }), { selector: (one) => one.at, maxLength: 30 }).map((all) => all.sort((a, b) => a.at - b.at).map((one) => check(one.at * minute, one.status)));
const cuts = (count: number) => fc.array(fc.integer({ min: -100, max: 3 * 1440 + 100 }), { minLength: count, maxLength: count }).map((all) => all.sort((a, b) => a - b).map((at) => at * minute));

/** The oracle: walks minute by minute and asks what the last check said. */
function walk(all: readonly Check[], fromMs: number, toMs: number) {
  let observedMs = 0;
  let downMs = 0;
  const last = all.at(-1);
  for (let at = fromMs; at < toMs; at += minute) {
    const holding = all.findLast((one) => one.atMs <= at);
    if (holding === undefined || last === undefined || at >= last.atMs) continue;
    observedMs += minute;
    if (holding.status === "down") downMs += minute;
  }
  return { observedMs, downMs, ratio: observedMs === 0 ? null : (observedMs - downMs) / observedMs };
}

describe("availability in a window", () => {
  it("is what a walk over every minute finds", () => {
    fc.assert(fc.property(checks, cuts(2), (all, [from = 0, to = 0]) => {
      expect(availabilityOf(recordOf(all), { fromMs: from, toMs: to })).toEqual(walk(all, from, to));
    }), { numRuns: 300 });
  });

  it("does not change when the window is split", () => {
    fc.assert(fc.property(checks, cuts(4), (all, at) => {
      const record = recordOf(all);
      const parts = at.slice(1).map((toMs, index) => availabilityOf(record, { fromMs: at[index] ?? 0, toMs }));
      expect(combineAvailability(parts)).toEqual(availabilityOf(record, { fromMs: at[0] ?? 0, toMs: at[3] ?? 0 }));
    }), { numRuns: 300 });
  });

  it("adds up over UTC days to the whole", () => {
    fc.assert(fc.property(checks, cuts(2), (all, [from = 0, to = 0]) => {
      const record = recordOf(all);
      expect(combineAvailability(availabilityByDay(record, { fromMs: from, toMs: to }, 90))).toEqual(availabilityOf(record, { fromMs: from, toMs: to }));
    }));
  });

  it("moves by exactly the share that one more failing check holds for", () => {
    fc.assert(fc.property(checks.filter((all) => all.length >= 3), fc.nat(), (all, pick) => {
      const index = 1 + (pick % (all.length - 2));
      const changed = all.with(index, check(all[index]?.atMs ?? 0, "down"));
      const heldMs = (all[index + 1]?.atMs ?? 0) - (all[index]?.atMs ?? 0);
      const whole = { fromMs: 0, toMs: 10 * dayMs };
      const addedMs = all[index]?.status === "down" ? 0 : heldMs;
      expect(availabilityOf(recordOf(changed), whole).downMs).toBe(availabilityOf(recordOf(all), whole).downMs + addedMs);
    }));
  });

  const up = [check(0, "up"), check(60 * minute, "down"), check(90 * minute, "up"), check(120 * minute, "up")];
  it.each([
    ["the whole record", { from: 0, to: 200, expected: { observedMs: 120 * minute, downMs: 30 * minute, ratio: 0.75 } }],
    ["a window that ends where the outage begins", { from: 0, to: 60, expected: { observedMs: 60 * minute, downMs: 0, ratio: 1 } }],
    ["a window inside the outage", { from: 65, to: 85, expected: { observedMs: 20 * minute, downMs: 20 * minute, ratio: 0 } }],
    ["a window before the first check: no data", { from: -60, to: 0, expected: { observedMs: 0, downMs: 0, ratio: null } }],
    ["a window from the last check on: no data", { from: 120, to: 240, expected: { observedMs: 0, downMs: 0, ratio: null } }],
    ["an empty window: no data", { from: 30, to: 30, expected: { observedMs: 0, downMs: 0, ratio: null } }],
  ])("of %s", (_, { from, to, expected }) => {
    expect(availabilityOf(recordOf(up), { fromMs: from * minute, toMs: to * minute })).toEqual(expected);
  });

  it("is no data for a monitor without checks and for one with a single check", () => {
    const window = { fromMs: 0, toMs: dayMs };
    expect([availabilityOf(recordOf([]), window).ratio, availabilityOf(recordOf([check(5 * minute, "down")]), window).ratio]).toEqual([null, null]);
  });

  it("counts degraded as not down", () => {
    expect(availabilityOf(recordOf([check(0, "degraded"), check(60 * minute, "up")]), { fromMs: 0, toMs: dayMs }).ratio).toBe(1);
  });

  it("gives null to days before the first check and keeps the newest days only", () => {
    const record = recordOf([check(dayMs, "up"), check(2 * dayMs, "down"), check(4 * dayMs, "up")]);
    expect(availabilityByDay(record, { fromMs: 0, toMs: 4 * dayMs }, 3).map(({ day, ratio }) => [day, ratio])).toEqual([["1970-01-02", 1], ["1970-01-03", 0], ["1970-01-04", 0]]);
    expect(availabilityByDay(record, { fromMs: 0, toMs: dayMs }, 3).map(({ ratio }) => ratio)).toEqual([null]);
  });
});
