import { describe, expect, it } from "vitest";
import { alertWord, changeText, daysSummary, doFiguresDiffer, isWebAddress } from "./monitor-words";

const day = (name: string, ratio: number | null, downMs = 0) => ({ day: name, ratio, downMs });

describe("the words around a monitor's figures", () => {
  it("sums up day bars and names the worst day", () => {
    expect(daysSummary([day("2026-08-17", null), day("2026-08-18", 0.975, 1), day("2026-08-19", 1), day("2026-08-20", 0.9, 1)])).toBe("3 days, 2 with downtime, 1 without data; worst 90.00\u00a0% on 20 Aug 2026");
  });
  it("says so when there was no downtime, and when there is no data", () => {
    expect([daysSummary([day("2026-08-18", 1)]), daysSummary([day("2026-08-18", null)]), daysSummary([])]).toEqual(["1 day, none with downtime", "no data", "no data"]);
  });
  it("links web addresses only", () => {
    expect(["https://example.org", "HTTP://example.org", "javascript:alert(1)", "", "tcp://example.org"].map(isWebAddress)).toEqual([true, true, false, false, false]);
  });
  it("compares figures as they are shown and never compares with a silent source", () => {
    expect([doFiguresDiffer(0.99381, 0.9938), doFiguresDiffer(0.9938, 0.9962), doFiguresDiffer(null, 0.9962), doFiguresDiffer(0.9938, null)]).toEqual([false, true, true, false]);
  });
  it("tell what was changed in words, and nothing of a field without one", () => {
    expect([changeText({ action: "monitor.update", fields: ["url", "kind", "intervalMs"] }), changeText({ action: "monitor.update", fields: [] }), changeText({ action: "monitor.pause", fields: ["isPaused"] })]).toEqual(["changed: address, interval", "changed", "paused"]);
  });
  it("say that a record which has grown old wakes nobody", () => {
    const told = (isDemo: boolean, isFresh: boolean, isP0 = false) => alertWord({ isDemo, isFresh, isP0 });
    expect([told(false, false, true), told(false, true), told(false, true, true), told(true, true, true)]).toEqual(["none: the last check is older than 30 min", "opens a ticket-level alert", "pages at once (P0)", "none: demo data wake nobody"]);
  });
});
