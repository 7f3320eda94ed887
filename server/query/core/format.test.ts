import { expect, it } from "vitest";
import type { Cell, Unit } from "../contract";
import { formatCell } from "./format";

const cases: [string, Cell, Unit, string][] = [
  ["no data is said as such", null, "ratio", "unknown"],
  ["what is not a number is unknown, never 100 %", Number.NaN, "ratio", "unknown"],
  ["thousands are grouped", 12_345, "count", "12,345"],
  ["a rate has one decimal", 0.7142, "ratio", "71.4 %"],
  ["a rate near the whole has three", 0.99934, "ratio", "99.934 %"],
  ["the whole is the whole", 1, "ratio", "100 %"],
  ["less than a second", 851, "ms", "851 ms"],
  ["minutes", 1_000 * 60 * 12.5, "ms", "12.5 min"],
  ["hours up to two days", 1_000 * 3_600 * 47, "ms", "47 h"],
  ["days from there", 1_000 * 86_400 * 3.25, "ms", "3.3 days"],
  ["minutes of an outage", 117.0166, "minutes", "117 min"],
  ["a calendar day", "2016-02-29", "date", "29 Feb 2016"],
  ["a month", "2016-02", "date", "Feb 2016"],
  ["an instant, in the reader's zone", "2026-08-18T22:30:00.000Z", "datetime", "19 Aug 2026, 00:30"],
];

it.each(cases)("%s", (_, value, unit, written) => {
  expect(formatCell(value, unit, "Europe/Berlin")).toBe(written);
});
