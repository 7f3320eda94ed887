import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { httpCheckSchema } from "../contract";
import { advance, flapChanges, flapWindowMs, newWatch, stampMs, type OutageStep, type WatchState } from "./advance";
import { beatDueMs, firstDelayMs, nextDelayMs } from "./due";
import { judgeHttp, type HttpAnswer } from "./judge";

type Seen = "up" | "down" | "degraded";
const walk = (seen: readonly Seen[], retries: number, stepMs = 30_000) => {
  let state: WatchState = newWatch;
  const steps: OutageStep[] = [];
  seen.forEach((status, index) => {
    const advanced = advance(state, { status, atMs: (index + 1) * stepMs, cause: "HTTP 500" }, { retries });
    state = advanced.state;
    if (advanced.outage) steps.push(advanced.outage);
  });
  return { state, steps };
};

describe("what checks make of a monitor", () => {
  it("a failure that is not confirmed changes nothing", () => expect(walk(["up", "down", "up"], 2)).toMatchObject({ state: { status: "up", sinceMs: 30_000, failures: 0 }, steps: [] }));
  it("a confirmed failure counts from the first failing check on", () => expect(walk(["up", "down", "down", "down", "up"], 2).steps).toEqual([{ kind: "begin", atMs: 60_000, cause: "HTTP 500" }, { kind: "end", atMs: 150_000 }]));
  it("degraded ends an outage and never begins one", () => expect(walk(["down", "degraded", "up"], 1)).toMatchObject({ state: { status: "up" }, steps: [{ kind: "begin" }, { kind: "end", atMs: 60_000 }] }));
  it("nothing is known before the first check is confirmed", () => expect(walk(["down"], 3).state).toMatchObject({ status: "none", failures: 1 }));
  it("changes that come too often are flapping until they cease", () => {
    const seen = Array.from({ length: flapChanges + 1 }, (_, index): Seen => (index % 2 === 0 ? "up" : "down"));
    const { state } = walk(seen, 1);
    expect(state.flappingSinceMs).not.toBeNull();
    expect(advance(state, { status: "up", atMs: (state.lastCheckMs ?? 0) + 2 * flapWindowMs, cause: "" }, { retries: 1 }).state.flappingSinceMs).toBeNull();
  });
  it("outages never overlap, begin before they end, and one is open exactly while it is down", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom<Seen>("up", "down", "degraded"), { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (seen, retries) => {
      const { state, steps } = walk(seen, retries);
      steps.forEach((step, index) => expect(step?.kind).toBe(index % 2 === 0 ? "begin" : "end"));
      const times = steps.map((step) => step?.atMs ?? 0);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(steps.at(-1)?.kind === "begin").toBe(state.status === "down");
    }));
  });
});

describe("time", () => {
  it("of a check never goes back, whatever the clock does", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 2 }), (clock) => {
      let last: number | null = null;
      for (const now of clock) {
        const stamped = stampMs(now, last);
        expect(stamped).toBeGreaterThan(last ?? -1);
        last = stamped;
      }
    }));
  });
  it("between checks stays within 5% of the interval and has it as its mean", () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
      const delayMs = nextDelayMs({ intervalMs: 30_000, isUnconfirmed: false }, random);
      expect(delayMs).toBeGreaterThanOrEqual(28_500);
      expect(delayMs).toBeLessThanOrEqual(31_500);
    }));
    expect(nextDelayMs({ intervalMs: 30_000, isUnconfirmed: false }, 0.5)).toBe(30_000);
  });
  it("until a failure is looked at again is short", () => expect([nextDelayMs({ intervalMs: 30_000, isUnconfirmed: true }, 0.5), nextDelayMs({ intervalMs: 1_000, isUnconfirmed: true }, 0.5)]).toEqual([5_000, 1_000]));
  it("after a start is never longer than an interval, also after the clock was set back by a day", () => expect([firstDelayMs({ intervalMs: 30_000, nextCheckMs: 86_400_000, nowMs: 0 }, 0.5), firstDelayMs({ intervalMs: 30_000, nextCheckMs: 10_000, nowMs: 0 }, 0.5), firstDelayMs({ intervalMs: 30_000, nextCheckMs: 0, nowMs: 9_000_000 }, 1)]).toEqual([30_000, 10_000, 3_000]));
  it("of a heartbeat is unknown before the first one", () => expect([beatDueMs({ lastBeatMs: null, intervalMs: 60_000, graceMs: 5_000 }), beatDueMs({ lastBeatMs: 100, intervalMs: 60_000, graceMs: 5_000 })]).toEqual([null, 65_100]));
});

describe("an HTTP answer", () => {
  const answer: HttpAnswer = { status: 200, latencyMs: 120, body: '{"ok":true}', certificateEndsMs: null, found: [true] };
  const judge = (check: object, seen: Partial<HttpAnswer> = {}, degradedMs: number | null = null) => judgeHttp(httpCheckSchema.parse({ kind: "http", url: "https://example.test", ...check }), { ...answer, ...seen }, { nowMs: 0, degradedMs });
  const json = (comparison: string, value = "") => ({ jsonPath: { path: "$.n", comparison, value } });
  it.each([
    ["is up when it is what was expected", judge({}), "up"],
    ["is down with another status", judge({}, { status: 302 }), "down"],
    ["may be expected to be an error", judge({ expectedStatus: ["401", "500-503"] }, { status: 502 }), "up"],
    ["must hold its text", judge({ bodyMatch: { kind: "contains", text: "welcome" } }), "down"],
    ["must not hold some text", judge({ bodyMatch: { kind: "lacks", text: "ok" } }), "down"],
    ["is slow beyond the limit", judge({}, { latencyMs: 501 }, 500), "degraded"],
    ["is not slow at the limit", judge({}, { latencyMs: 500 }, 500), "up"],
    ["warns of a certificate that ends in 13 days", judge({}, { certificateEndsMs: 13.5 * 86_400_000 }), "degraded"],
    ["does not warn of one that ends in 14 days", judge({}, { certificateEndsMs: 14 * 86_400_000 }), "up"],
    ["warns of no certificate when that is switched off", judge({ certificateDays: 0 }, { certificateEndsMs: 1 }), "up"],
    ["has a value that equals", judge(json("equals", "true")), "up"],
    ["lacks the value: that is not different, it is missing", judge(json("differs", "x"), { found: [] }), "down"],
    ["is no JSON", judge(json("exists"), { found: null }), "down"],
    ["has a number above", judge(json("above", "5"), { found: [6] }), "up"],
    ["has a number that is not above", judge(json("above", "5"), { found: [5] }), "down"],
    ["has text where a number is wanted", judge(json("below", "5"), { found: ["1"] }), "down"],
    ["is compared with no number", judge(json("above", " "), { found: [6] }), "down"],
  ])("%s", (_name, seen, status) => expect(seen.status).toBe(status));
});
