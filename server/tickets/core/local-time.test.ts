import { describe, expect, it } from "vitest";
import { createLocalTimeParser } from "./local-time";

const parse = (text: string, zone = "UTC") => createLocalTimeParser(zone)?.(text);

describe("day-first times", () => {
  it.each([
    ["the day before the month", "29-02-2016 01:16", "UTC", "2016-02-29T01:16:00.000Z"],
    ["slashes and single digits", "3/4/2016 1:16", "UTC", "2016-04-03T01:16:00.000Z"],
    ["seconds", "03-04-2016 01:16:59", "UTC", "2016-04-03T01:16:59.000Z"],
    ["a winter time in Lisbon", "15-01-2021 12:00", "Europe/Lisbon", "2021-01-15T12:00:00.000Z"],
    ["a summer time in Lisbon", "15-07-2021 12:00", "Europe/Lisbon", "2021-07-15T11:00:00.000Z"],
    ["a time that occurs twice: the earlier one", "31-10-2021 01:30", "Europe/Lisbon", "2021-10-31T00:30:00.000Z"],
    ["a time that does not occur: moved by the gap", "28-03-2021 01:30", "Europe/Lisbon", "2021-03-28T01:30:00.000Z"],
    ["a half-hour zone", "01-06-2021 00:15", "Asia/Kolkata", "2021-05-31T18:45:00.000Z"],
    ["a half-hour change of clocks", "04-04-2021 02:15", "Australia/Lord_Howe", "2021-04-03T15:45:00.000Z"],
  ])("reads %s", (...[, text, zone, instant]) => expect(parse(text, zone)).toBe(instant));

  it.each(["31-02-2016 10:00", "29-02-2015 10:00", "12-13-2016 10:00", "01-01-2016 24:00", "01-01-2016 10:60", "2016-01-01 10:00", "01-01-16 10:00", "01-01-2016", "soon", ""])("refuses %j", (text) => expect(parse(text)).toBeNull());

  it("gives the same answer the second time", () => {
    const parser = createLocalTimeParser("Europe/Lisbon");
    expect([parser?.("15-07-2021 12:00"), parser?.("15-07-2021 12:00"), parser?.("31-02-2021 12:00"), parser?.("31-02-2021 12:00")]).toEqual(["2021-07-15T11:00:00.000Z", "2021-07-15T11:00:00.000Z", null, null]);
  });
  it("does not mistake one date for another that has the same digits", () => {
    const parser = createLocalTimeParser("UTC");
    expect(parser?.("01-02-2021 03:04")).not.toBe(parser?.("02-01-2021 03:04"));
  });
  it("refuses a zone that does not exist", () => expect(createLocalTimeParser("Europe/Atlantis")).toBeNull());
});
