import { expect, it } from "vitest";
import { dayStart } from "./day-start";

it.each([
  ["a day in UTC", "2021-01-04", "UTC", 0, "2021-01-04T00:00:00.000Z"],
  ["the end of a day as the next day's start", "2021-01-31", "UTC", 1, "2021-02-01T00:00:00.000Z"],
  ["a summer day in Berlin", "2021-07-01", "Europe/Berlin", 0, "2021-06-30T22:00:00.000Z"],
  ["a day whose midnight does not exist", "2021-03-28", "Asia/Beirut", 0, "2021-03-27T22:00:00.000Z"],
  ["no such day", "2021-02-30", "UTC", 0, null],
  ["no such zone", "2021-02-03", "Nowhere/City", 0, null],
  ["no day at all", "yesterday", "UTC", 0, null],
])("finds %s", (...[, day, zone, plusDays, instant]) => expect(dayStart(day, zone, plusDays)).toBe(instant));
