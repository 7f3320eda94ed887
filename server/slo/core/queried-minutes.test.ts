import { describe, expect, it } from "vitest";
import type { Measure } from "../contract";
import { minutesOf, type QueryPoint } from "./queried-minutes";

const minuteMs = 60_000;
const at = (minute: number, value: number | null): QueryPoint => ({ atMs: minute * minuteMs, value });
const bad: Measure = { form: "bad", bad: "b", total: "t" };
const read = (part: QueryPoint[], total: QueryPoint[]) => minutesOf({ measure: bad, queries: { part: "b", total: "t", of: "bad" }, part, total, stepMs: minuteMs, lookbackMinutes: 1 });

describe("minutes of Prometheus", () => {
  it("take the counts of the minute that a point ends", () => expect(read([at(1, 2)], [at(1, 10)]).minutes).toEqual([{ atMs: 0, good: 8, total: 10 }]));

  it.each([
    ["a bad count that is NaN or infinite", [at(1, null)], [at(1, 10)]],
    ["a total that is NaN or infinite", [at(1, 2)], [at(1, null)]],
    ["a negative count, as a reset that was not seen would give", [at(1, -2)], [at(1, 10)]],
    ["a negative total", [at(1, 2)], [at(1, -10)]],
  ])("have no data for %s: neither good nor bad", (_, part, total) => expect(read(part, total)).toEqual({ minutes: [], refused: 1, unmatched: 0 }));

  it("have no data without a point of the other query, and say so: a series that is missing is not none", () => expect(read([], [at(1, 10), at(2, 10)])).toEqual({ minutes: [], refused: 0, unmatched: 2 }));

  it("say nothing of minutes in which nothing came", () => expect(read([], [at(1, 0)])).toEqual({ minutes: [], refused: 0, unmatched: 0 }));

  it("never have more bad than all", () => expect(read([at(1, 12)], [at(1, 10)]).minutes).toEqual([{ atMs: 0, good: 0, total: 10 }]));

  it.each([[1.2, 0], [-0.1, 0], [1 + 1e-9, 1], [0.4, 1]])("take a ratio only within 0..1: %d", (value, minutes) => {
    const ratio: Measure = { form: "ratio", query: "q", counts: "bad" };
    const reading = minutesOf({ measure: ratio, queries: { part: "q", total: null, of: "bad_ratio" }, part: [at(1, value)], total: null, stepMs: minuteMs, lookbackMinutes: 1 });
    expect([reading.minutes.length, reading.refused]).toEqual([minutes, 1 - minutes]);
  });
});
