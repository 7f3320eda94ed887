import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstGiven, fromFirstGiven, reconcileOccurrences, shiftLocal } from "./reshape";

const row = (id: string, local: string, isOverride = false) => ({ id, local, isOverride });

describe("a changed rule", () => {
  it("begins at the first time that it gives", () => {
    expect(firstGiven({ rrule: "FREQ=WEEKLY;BYDAY=SU", startsLocal: "2026-09-19T02:00" })).toBe("2026-09-20T02:00");
    expect(fromFirstGiven({ rrule: "FREQ=MONTHLY;BYDAY=-1SU;COUNT=2", startsLocal: "2026-09-19T02:00", zone: "UTC", durationMs: 1, exdates: [], rdates: [] }).startsLocal).toBe("2026-09-27T02:00");
    expect([firstGiven({ rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", startsLocal: "2026-09-19T02:00" }), firstGiven({ rrule: "FREQ=NEVER", startsLocal: "2026-09-19T02:00" })]).toEqual([null, null]);
  });
  it("keeps what has the same name, moves what has the same day, drops the rest and adds what is missing", () => {
    expect(reconcileOccurrences([row("a", "2026-09-19T02:00"), row("b", "2026-09-20T02:00"), row("c", "2026-09-21T02:00")], ["2026-09-19T02:00", "2026-09-20T05:00", "2026-09-26T02:00"])).toEqual({
      keep: [row("a", "2026-09-19T02:00"), row("b", "2026-09-20T05:00")], drop: ["c"], add: ["2026-09-26T02:00"],
    });
  });
  it("never drops what was changed on its own, and does not plan its day twice", () => {
    expect(reconcileOccurrences([row("own", "2026-09-19T02:00", true), row("far", "2026-10-01T02:00", true)], ["2026-09-19T03:00"])).toEqual({ keep: [row("own", "2026-09-19T03:00", true), row("far", "2026-10-01T02:00", true)], drop: [], add: [] });
  });
  it("shifts local times over the ends of days and months", () => expect(shiftLocal("2026-02-28T23:30", 3_600_000)).toBe("2026-03-01T00:30"));
  it("accounts for every window and every wanted time exactly once", () => {
    const local = fc.record({ day: fc.integer({ min: 1, max: 20 }), hour: fc.integer({ min: 0, max: 2 }) }).map(({ day, hour }) => `2026-09-${String(day).padStart(2, "0")}T0${hour}:00`);
    fc.assert(fc.property(fc.uniqueArray(fc.record({ local, isOverride: fc.boolean() }), { selector: (one) => one.local, maxLength: 15 }), fc.uniqueArray(local, { maxLength: 15 }), (rows, wanted) => {
      const written = rows.map((one, place) => row(String(place), one.local, one.isOverride));
      const { keep, drop, add } = reconcileOccurrences(written, wanted);
      expect([...keep.map(({ id }) => id), ...drop].sort()).toEqual(written.map(({ id }) => id).sort());
      const named = keep.filter(({ local: name }) => wanted.includes(name)).map(({ local: name }) => name);
      expect([...named, ...add].sort()).toEqual([...wanted].sort());
      expect(drop.some((id) => written.find((one) => one.id === id)?.isOverride)).toBe(false);
    }));
  });
});
