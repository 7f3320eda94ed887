import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import readElsewhere from "../core/fixtures/feed.json";
import { mostRepeating, readCalendar } from "./read-ics";

const range = { fromMs: Date.parse("2026-01-01T00:00:00Z"), toMs: Date.parse("2027-01-01T00:00:00Z") };
const read = (text: string, limit = 5_000) => readCalendar(text, { zone: "Europe/Berlin", range, limit });
const calendar = (...parts: string[]): string => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", ...parts, "END:VCALENDAR"].join("\r\n");
const event = (...lines: string[]): string => ["BEGIN:VEVENT", "UID:1", "SUMMARY:Fair", ...lines, "END:VEVENT"].join("\r\n");
const times = (text: string): string[] => read(text).events.map(({ startMs, endMs }) => `${new Date(startMs).toISOString().slice(0, 16)} ${(endMs - startMs) / 60_000}`);

describe("times of another calendar", () => {
  it.each([
    ["in UTC", ["DTSTART:20260301T100000Z", "DTEND:20260301T110000Z"], ["2026-03-01T10:00 60"]],
    ["in a named zone", ["DTSTART;TZID=America/New_York:20260301T100000", "DURATION:PT90M"], ["2026-03-01T15:00 90"]],
    ["in a zone named by a path", ["DTSTART;TZID=/example.org/20260101/America/New_York:20260301T100000", "DURATION:PT1H"], ["2026-03-01T15:00 60"]],
    ["without a zone, where the calendar is", ["DTSTART:20260701T100000", "DURATION:PT1H"], ["2026-07-01T08:00 60"]],
    ["of whole days, also of one on which the clock changes", ["DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330"], ["2026-03-28T23:00 1380"]],
    ["of a day without an end", ["DTSTART;VALUE=DATE:20260701"], ["2026-06-30T22:00 1440"]],
    ["that repeat without end, as far as is asked", ["DTSTART;TZID=Europe/Berlin:19950102T020000", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"], ["2026-03-29T01:00 60"]],
    ["that repeat every other week from long ago, in step", ["DTSTART;TZID=Europe/Berlin:20200106T020000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260120T000000Z"], ["2026-01-12T01:00 60"]],
    ["of a daily rule that counts", ["DTSTART:20260101T020000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"], ["2026-01-01T02:00 60", "2026-01-02T02:00 60", "2026-01-03T02:00 60"]],
    ["with some left out, in another notation, and some added", ["DTSTART;TZID=Europe/Berlin:20260101T020000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260102T010000Z", "RDATE;VALUE=PERIOD:20260105T010000Z/PT1H"], ["2026-01-01T01:00 60", "2026-01-03T01:00 60", "2026-01-05T01:00 60"]],
    ["that are free", ["DTSTART:20260301T100000Z", "DTEND:20260301T110000Z", "TRANSP:TRANSPARENT"], []],
    ["that were called off", ["DTSTART:20260301T100000Z", "DTEND:20260301T110000Z", "STATUS:CANCELLED"], []],
    ["that end before they begin", ["DTSTART:20260301T100000Z", "DTEND:20260301T090000Z"], []],
    ["that do not exist", ["DTSTART:20260231T100000Z", "DURATION:PT1H"], []],
    ["beyond what is asked", ["DTSTART:20300301T100000Z", "DURATION:PT1H"], []],
  ] as [string, string[], string[]][])("%s", (_name, lines, expected) => expect(times(calendar(event(...lines)))).toEqual(expected));

  it("of a zone that only the calendar itself describes", () => {
    const zone = ["BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"].join("\r\n");
    expect(times(calendar(zone, event("DTSTART;TZID=W. Europe Standard Time:20260701T100000", "DTEND;TZID=W. Europe Standard Time:20260701T110000"), event("DTSTART;TZID=W. Europe Standard Time:20260101T100000", "DURATION:PT1H")))).toEqual(["2026-01-01T09:00 60", "2026-07-01T08:00 60"]);
  });

  it("of an occurrence that was moved, and one that was called off on its own", () => {
    const series = event("DTSTART;TZID=Europe/Berlin:20260105T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3");
    const moved = event("RECURRENCE-ID;TZID=Europe/Berlin:20260112T100000", "DTSTART;TZID=Europe/Berlin:20260113T120000", "DURATION:PT30M");
    const cancelled = event("RECURRENCE-ID:20260119T090000Z", "DTSTART:20260119T090000Z", "DURATION:PT1H", "STATUS:CANCELLED");
    expect(times(calendar(series, moved, cancelled))).toEqual(["2026-01-05T09:00 60", "2026-01-13T11:00 30"]);
  });

  it("of the portal's own feed are what two other readers say", () => {
    const { events, notes } = readCalendar(readFileSync(new URL("../core/fixtures/feed.ics", import.meta.url), "utf8"), { zone: "UTC", range, limit: 10_000 });
    const expected = readElsewhere.filter(([, , , status]) => status !== "CANCELLED").map(([uid, from, to]) => `${uid} ${from} ${to}`);
    expect(events.filter(({ startMs }) => startMs >= range.fromMs).map(({ uid, startMs, endMs }) => `${uid} ${startMs / 60_000} ${endMs / 60_000}`).sort()).toEqual(expected.sort());
    expect(notes).toEqual([]);
  });

  it("that are private are busy and nothing more", () => {
    expect(read(calendar(event("DTSTART:20260301T100000Z", "DURATION:PT1H", "CLASS:PRIVATE"))).events[0]?.title).toBe("Busy");
  });
});

describe("a calendar that is not as it should be", () => {
  it.each([
    ["a web page", "<!doctype html><html><body>Sign in</body></html>", "This is a web page"],
    ["nothing", " \r\n", "is empty"],
    ["something else", "name,start,end\r\nx,1,2", "begins with BEGIN:VCALENDAR"],
    ["one that was cut off", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1", "is damaged"],
    ["one without sense", "BEGIN:VCALENDAR\r\nthis is no line\r\nEND:VCALENDAR", "is damaged"],
  ])("is refused with the reason: %s", (_name, text, message) => expect(() => read(text)).toThrow(message));

  it("names a zone that nobody knows: its times are read where the calendar is, and it says so", () => {
    const { events, notes } = read(calendar(event("DTSTART;TZID=Moon/Tranquility:20260701T100000", "DURATION:PT1H")));
    expect([new Date(events[0]?.startMs ?? 0).toISOString(), notes]).toEqual(["2026-07-01T08:00:00.000Z", ['The time zone "Moon/Tranquility" is not known: its times are read in the calendar\'s own zone.']]);
  });

  it.each(["FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1MO,TU"])("repeats in a way that is not followed (%s): its first time is read, and it says so", (rule) => {
    const { events, notes } = read(calendar(event("DTSTART:20260301T100000Z", "DURATION:PT1H", `RRULE:${rule}`)));
    expect(events).toHaveLength(1);
    expect(notes[0]).toMatch(/^Of one event only the first time is read: /);
  });

  it("gives thousands of times: they are cut, soon, and it says so", () => {
    const many = Array.from({ length: 40 }, (_each, index) => event(`DTSTART:199001${String((index % 28) + 1).padStart(2, "0")}T0${index % 10}0000Z`, "DURATION:PT1H", "RRULE:FREQ=DAILY").replace("UID:1", `UID:${index}`));
    const started = performance.now();
    const { events, notes } = read(calendar(...many), 5_000);
    expect([events.length, notes]).toEqual([5_000, ["It holds 14600 times; the first 5000 are kept."]]);
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(read(calendar(...Array.from({ length: mostRepeating + 1 }, () => event("DTSTART:20260301T100000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;COUNT=1")))).notes).toEqual([`Of one event only the first time is read: more than ${mostRepeating} events repeat.`]);
  });

  it("holds a rule that never comes true, which ends at once", () => {
    const started = performance.now();
    expect(times(calendar(event("DTSTART:20260301T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")))).toEqual(["2026-03-01T10:00 60"]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
