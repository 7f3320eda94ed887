import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { availabilityOf, dayMs, type MonitorRecord } from "#core/monitors";
import { availabilityOfDays, componentDays, componentState, durationWords, headlineOf, kindOfDay, mergeDays, shareWords, shownDays, type MonitorNow, type StatusDay } from ".";
import { escapeText } from "./words";

const hourMs = 3_600_000;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const monitor = (status: string, hoursSilent = 0, intervalMs: number | null = null): MonitorNow => ({ status, lastCheckMs: nowMs - hoursSilent * hourMs, intervalMs });
const quiet = { nowMs, hasIncident: false, isInMaintenance: false };

describe("the state of a component", () => {
  it.each([
    ["all monitors up", [monitor("up"), monitor("up")], quiet, "operational"],
    ["one of two down", [monitor("up"), monitor("down")], quiet, "partly_down"],
    ["all down", [monitor("down"), monitor("down")], quiet, "down"],
    ["slow", [monitor("degraded"), monitor("up")], quiet, "degraded"],
    ["no monitor at all", [], quiet, "no_data"],
    ["up, as far as was known two days ago", [monitor("up", 48)], quiet, "no_data"],
    ["down, as far as was known two days ago", [monitor("down", 48)], quiet, "no_data"],
    ["silent for a minute of a monitor checked every 30 s", [monitor("up", 1 / 60, 30_000)], quiet, "operational"],
    ["silent for six minutes of a monitor checked every 30 s", [monitor("up", 0.1, 30_000)], quiet, "no_data"],
    ["never checked", [{ status: "none", lastCheckMs: null, intervalMs: null }], quiet, "no_data"],
    ["one silent, one down: what is heard counts", [monitor("up", 48), monitor("down")], quiet, "down"],
    ["up in an incident told to the public", [monitor("up")], { ...quiet, hasIncident: true }, "degraded"],
    ["an incident where nothing is observed", [], { ...quiet, hasIncident: true }, "degraded"],
    ["down in planned work", [monitor("down")], { ...quiet, isInMaintenance: true }, "maintenance"],
  ] as const)("%s", (_, monitors, now, expected) => expect(componentState(monitors, now)).toBe(expected));

  it("gives the page its first line; silence is never told as health", () => {
    expect([headlineOf(["operational"], []), headlineOf(["no_data"], []), headlineOf(["operational", "no_data"], []), headlineOf([], [])]).toEqual(["All systems operational", "There is no data at the moment", "Everything that is observed is operational; 1 without data", "Nothing is shown here yet"]);
    expect([headlineOf(["down", "degraded"], []), headlineOf(["down"], ["Payments fail"]), headlineOf([], ["a", "b"])]).toEqual(["2 components are disturbed", "Payments fail", "2 incidents are open"]);
  });
});

const span = fc.tuple(fc.integer({ min: 0, max: 20 * 24 }), fc.integer({ min: 1, max: 20 * 24 })).map(([from, length]) => ({ from: from * hourMs, to: (from + length) * hourMs }));
const record: fc.Arbitrary<MonitorRecord> = fc.tuple(span, fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 8 })).map(([{ from, to }, hours]) => ({
  firstCheckMs: from, lastCheckMs: to, outages: hours.map((hour) => ({ startedAtMs: hour * hourMs, endedAtMs: hour * hourMs + hourMs / 2 })),
}));

describe("days", () => {
  it("add up to what the monitors say of the whole time", () => {
    fc.assert(fc.property(fc.array(record, { maxLength: 4 }), (records) => {
      const window = { fromMs: 0, toMs: 45 * dayMs };
      const whole = records.map((each) => availabilityOf(each, window));
      const days = componentDays(records, window);
      expect(days.reduce((sum, { observedMs }) => sum + observedMs, 0)).toBe(whole.reduce((sum, { observedMs }) => sum + observedMs, 0));
      expect(days.reduce((sum, { downMs }) => sum + downMs, 0)).toBe(whole.reduce((sum, { downMs }) => sum + downMs, 0));
      expect(days.every(({ observedMs, downMs }) => observedMs > 0 && downMs <= observedMs)).toBe(true);
    }));
  });

  const day = (date: string, observedMs: number, downMs = 0): StatusDay => ({ day: date, observedMs, downMs });
  it("never lose what was observed when they are merged", () => {
    expect(mergeDays([day("2026-08-17", 10), day("2026-08-18", 10, 5)], [day("2026-08-18", 4), day("2026-08-19", 1)])).toEqual([day("2026-08-17", 10), day("2026-08-18", 10, 5), day("2026-08-19", 1)]);
    expect(mergeDays([day("2026-08-18", 4)], [day("2026-08-18", 10, 5)])).toEqual([day("2026-08-18", 10, 5)]);
  });

  it.each([
    ["nothing observed", { ratio: null, observedMs: 0, downMs: 0 }, false, "no_data"],
    ["up all day", { ratio: 1, observedMs: 100, downMs: 0 }, false, "up"],
    ["exactly 99%", { ratio: 0.99, observedMs: 100, downMs: 1 }, false, "disturbed"],
    ["less than 99%", { ratio: 0.98, observedMs: 100, downMs: 2 }, false, "outage"],
    ["planned work without downtime", { ratio: 1, observedMs: 100, downMs: 0 }, true, "maintenance"],
    ["planned work with downtime: it is not hidden", { ratio: 0.5, observedMs: 100, downMs: 50 }, true, "outage"],
  ] as const)("%s", (_, known, hasMaintenance, expected) => expect(kindOfDay(known, hasMaintenance)).toBe(expected));

  it("are shown one for each, the oldest first, also where nothing is known", () => {
    const shown = shownDays([day("2026-08-18", 100, 50), day("2026-01-01", 100)], { nowMs, count: 3, work: [{ fromMs: nowMs - hourMs, toMs: nowMs }] });
    expect(shown.map(({ day: date, kind, availability }) => [date, kind, availability])).toEqual([["2026-08-17", "no_data", null], ["2026-08-18", "outage", 0.5], ["2026-08-19", "maintenance", null]]);
    expect([availabilityOfDays(shown), availabilityOfDays([])]).toEqual([0.5, null]);
  });
});

describe("words", () => {
  it("cut percentages, so that downtime never reads 100%", () => expect([1, 0.999_99, 0.9991, 0.9, 0, null].map(shareWords)).toEqual(["100%", "99.99%", "99.91%", "90.00%", "0.00%", "no data"]));
  it("say how long", () => expect([0, 59_999, 60_000, hourMs, 1.5 * hourMs, 50 * hourMs].map(durationWords)).toEqual(["under a minute", "under a minute", "1 min", "1 h", "1 h 30 min", "2 d 2 h"]));
  it("leave no markup and no letter that XML forbids", () => expect(escapeText("a<b>&\"'\u0000\u0008\ud800 é 😀\n")).toBe("a&lt;b&gt;&amp;&quot;&#39; é 😀\n"));
});
