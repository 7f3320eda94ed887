import { describe, expect, it } from "vitest";
import { outagesOf, reconcileOutages, type Check, type OutageSpan } from ".";

const down = (atMs: number, httpStatus: number | null = 502): Check => ({ atMs, status: "down", httpStatus, latencyMs: null });
const up = (atMs: number): Check => ({ atMs, status: "up", httpStatus: 200, latencyMs: 1 });
const outage = (startedAtMs: number, endedAtMs: number | null, cause = "HTTP 502"): OutageSpan => ({ startedAtMs, endedAtMs, cause });

describe("outages from checks", () => {
  it.each([
    ["nothing from nothing", [], []],
    ["nothing from checks that are up", [up(1), up(2)], []],
    ["one outage from failing checks in a row, with the cause of the first", [up(1), down(2, null), down(3), up(5)], [outage(2, 5, "no response")]],
    ["an outage from the first check on", [down(1), up(4)], [outage(1, 4)]],
    ["an open outage when the last check fails", [up(1), down(3)], [outage(3, null)]],
    ["two outages with an up between them", [down(1), up(2), down(3), up(4)], [outage(1, 2), outage(3, 4)]],
    ["the end of an outage at a degraded check", [down(1), { ...up(2), status: "degraded" as const }, down(3), up(4)], [outage(1, 2), outage(3, 4)]],
  ])("are %s", (_, checks, expected) => expect(outagesOf(checks)).toEqual(expected));
});

describe("stored outages and those of the checks that are left", () => {
  it("keeps what ended before the oldest check", () => {
    expect(reconcileOutages([outage(1, 5)], [outage(12, 14)], 10)).toEqual({ create: [outage(12, 14)], update: [], remove: [] });
  });
  it("goes on with an outage that reaches past the oldest check when that check is down", () => {
    expect(reconcileOutages([outage(1, null, "no response")], [outage(10, 14)], 10)).toEqual({ create: [], update: [outage(1, 14, "no response")], remove: [] });
  });
  it("ends an outage at the oldest check when that check is up", () => {
    expect(reconcileOutages([outage(1, null)], [], 10)).toEqual({ create: [], update: [outage(1, 10)], remove: [] });
  });
  it("changes an end, removes what the checks no longer show and leaves the same alone", () => {
    expect(reconcileOutages([outage(11, 12), outage(13, 14), outage(15, null)], [outage(11, 12), outage(15, 20)], 10)).toEqual({ create: [], update: [outage(15, 20)], remove: [13] });
  });
});
