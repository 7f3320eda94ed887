import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { incidentStatuses, type IncidentStatus } from "../contract";
import { durationsOf, statusesAfter, timesAfter, type IncidentTimes } from "./lifecycle";

const begun: IncidentTimes = { startedAt: "2026-03-01T10:00:00.000Z", acknowledgedAt: null, mitigatedAt: null, resolvedAt: null, closedAt: null };
const minute = (minutes: number): string => new Date(Date.parse(begun.startedAt) + minutes * 60_000).toISOString();

describe("the life of an incident", () => {
  it("records each step when it is taken", () => {
    const started = timesAfter(begun, { from: "triage", to: "started", at: minute(5) });
    const mitigated = started && timesAfter(started, { from: "started", to: "mitigated", at: minute(20) });
    const resolved = mitigated && timesAfter(mitigated, { from: "mitigated", to: "resolved", at: minute(60) });
    expect(resolved && durationsOf(resolved)).toEqual({ acknowledgeMs: 300_000, mitigateMs: 1_200_000, resolveMs: 3_600_000 });
  });

  it("gives skipped steps the time of the one that was taken", () => {
    expect(timesAfter(begun, { from: "triage", to: "resolved", at: minute(9) })).toMatchObject({ acknowledgedAt: minute(9), mitigatedAt: minute(9), resolvedAt: minute(9) });
  });

  it("forgets an end that turned out to be none, and keeps when it was acknowledged", () => {
    const resolved = timesAfter(begun, { from: "triage", to: "resolved", at: minute(9) });
    expect(resolved && timesAfter(resolved, { from: "resolved", to: "started", at: minute(30) })).toEqual({ ...begun, acknowledgedAt: minute(9) });
  });

  it.each([["triage", "closed"], ["started", "triage"], ["closed", "resolved"]] as const)("does not go from %s to %s", (from, to) => expect(timesAfter(begun, { from, to, at: minute(1) })).toBeNull());

  it("ends nothing before it began", () => {
    expect(timesAfter(begun, { from: "triage", to: "resolved", at: minute(-1) })).toBeNull();
    expect(timesAfter({ ...begun, mitigatedAt: minute(20) }, { from: "mitigated", to: "resolved", at: minute(10) })).toBeNull();
  });

  it("keeps its times in order whatever path it takes", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...incidentStatuses), fc.nat({ max: 500 })), { maxLength: 12 }), (steps) => {
      let [status, times, clock]: [IncidentStatus, IncidentTimes, number] = ["triage", begun, 0];
      for (const [to, wait] of steps) {
        clock += wait;
        const next = timesAfter(times, { from: status, to, at: minute(clock) });
        expect(next !== null).toBe(statusesAfter(status).includes(to));
        if (next) [status, times] = [to, next];
        const reached = [times.startedAt, times.mitigatedAt, times.resolvedAt, times.closedAt].filter((at): at is string => at !== null);
        expect(reached).toEqual([...reached].sort());
      }
    }));
  });
});
