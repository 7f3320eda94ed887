import { describe, expect, it } from "vitest";
import { courseOf, courseStepMs, stretchAround } from "./course";
import { dayMs, hourMs, minuteMs } from "./intervals";
import { seriesOfMinutes } from "./minute-series";

const start = Date.parse("2026-08-19T10:00:00Z");

describe("the course of an SLI", () => {
  it("adds the counts of a step, so that busy minutes weigh more", () => {
    const stretch = { fromMs: start, toMs: start + 4 * hourMs };
    const minutes = [{ atMs: start, good: 0, total: 1 }, { atMs: start + minuteMs, good: 99, total: 99 }, { atMs: start + 3 * hourMs, good: 1, total: 2 }];
    const points = courseOf(seriesOfMinutes(minutes, stretch), stretch);
    expect(points).toHaveLength(120);
    expect([points[0], points[1], points[90]]).toEqual([{ atMs: start, bad: 0.01 }, { atMs: start + 2 * minuteMs, bad: null }, { atMs: start + 3 * hourMs, bad: 0.5 }]);
  });

  it.each([[2 * hourMs, 1], [2 * hourMs + 1, 2], [dayMs, 15], [60 * dayMs, 720], [900 * dayMs, 1_440]])("of %d ms has steps of %d minutes", (lengthMs, minutes) => expect(courseStepMs({ fromMs: 0, toMs: lengthMs })).toBe(minutes * minuteMs));

  it("begins with a whole step and ends where the stretch does", () => {
    const stretch = { fromMs: start + 7 * minuteMs, toMs: start + dayMs };
    const whole = { fromMs: start, toMs: start + dayMs };
    expect(courseOf(seriesOfMinutes([{ atMs: start, good: 0, total: 1 }], whole), stretch)[0]).toEqual({ atMs: start, bad: 1 });
  });

  it("reaches half as long before and after as something took, never into the time to come", () => {
    const happened = { fromMs: start, toMs: start + 2 * hourMs };
    expect(stretchAround(happened, start + dayMs)).toEqual({ fromMs: start - hourMs, toMs: start + 3 * hourMs });
    expect(stretchAround(happened, happened.toMs + 90_000)).toEqual({ fromMs: start - hourMs, toMs: start + 2 * hourMs + minuteMs });
    expect(stretchAround({ fromMs: start, toMs: start + minuteMs }, start + dayMs)).toEqual({ fromMs: start - 15 * minuteMs, toMs: start + 16 * minuteMs });
    expect(stretchAround({ fromMs: start, toMs: start + 90 * dayMs }, start + 91 * dayMs).fromMs).toBe(start - 12 * hourMs);
  });
});
