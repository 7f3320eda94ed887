import { describe, expect, it } from "vitest";
import { forecast, forecastLevel, solve, type Point } from "./forecast";

const days = (count: number, value: (day: number) => number): Point[] => Array.from({ length: count }, (_, day) => ({ day, weekday: day % 7, value: value(day) }));
const ahead = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ day: from + index, weekday: (from + index) % 7 }));

describe("a forecast", () => {
  it("goes on with what is exactly a line, without a margin", () => {
    const told = forecast(days(20, (day) => 10 + 2 * day), ahead(20, 3), true);
    expect(told?.method).toBe("trend");
    expect([told?.value, told?.low, told?.high].map((each) => Math.round((each ?? 0) * 1e6) / 1e6)).toEqual([156, 156, 156]);
    expect(told?.slope).toBeCloseTo(2, 9);
  });
  it("repeats the week", () => {
    const week = [50, 40, 40, 40, 40, 10, 5];
    const told = forecast(days(42, (day) => week[day % 7] ?? 0), ahead(42, 7), true);
    expect([told?.method, Math.round(told?.value ?? 0)]).toEqual(["weekday_trend", 225]);
    expect(forecast(days(42, (day) => week[day % 7] ?? 0), ahead(42, 1), true)?.value).toBeCloseTo(50, 6);
  });
  it("gives the mean level of what does not add up", () => expect(forecast(days(20, () => 0.25), ahead(20, 10), false)?.value).toBeCloseTo(0.25, 9));
  it("of noise has the margin that the textbook gives", () => {
    // Values alternate by 1 around 10: s^2 = 20 / 18 less what the line takes up; the margin for one day ahead is about 1.96 s sqrt(1 + 1/n + ...).
    const told = forecast(days(20, (day) => 10 + (day % 2 === 0 ? 1 : -1)), ahead(20, 1), true);
    const margin = ((told?.high ?? 0) - (told?.low ?? 0)) / 2;
    expect(margin).toBeGreaterThan(2.1);
    expect(margin).toBeLessThan(2.4);
  });
  it("is refused with few days, and with nothing ahead", () => {
    expect(forecast(days(13, () => 1), ahead(13, 1), true)).toBeNull();
    expect(forecast(days(30, () => 1), [], true)).toBeNull();
  });
  it("of an amount is never below zero", () => expect(forecast(days(20, (day) => 20 - day), ahead(60, 5), true)).toMatchObject({ value: 0, low: 0 }));
});

describe("a level that carries over", () => {
  it("moves on by its mean change, exactly where it never varied", () => expect(forecastLevel(days(15, (day) => 100 - 2 * day), 10)).toMatchObject({ value: 52, low: 52, high: 52, slope: -2, level: 72, method: "drift" }));
  it("is the less certain the further ahead", () => {
    const walk = days(41, (day) => 50 + (day % 2));
    const width = (ahead: number): number => (forecastLevel(walk, ahead)?.high ?? 0) - (forecastLevel(walk, ahead)?.low ?? 0);
    // Steps of +1 and -1 around a drift of 0: s^2 = 40 / 39, margin 1.96 s sqrt(4 (1 + 4 / 40)).
    expect(width(4) / 2).toBeCloseTo(1.96 * Math.sqrt(40 / 39) * Math.sqrt(4.4), 9);
    expect(width(9)).toBeGreaterThan(width(4));
  });
  it("is refused with few days", () => expect(forecastLevel(days(13, () => 1), 5)).toBeNull());
});

describe("a system of equations", () => {
  it("is solved", () => expect(solve([[2, 1], [1, 3]], [5, 10])).toEqual([1, 3]));
  it("that has no single answer is null", () => expect(solve([[1, 1], [1, 1]], [1, 2])).toBeNull());
});
