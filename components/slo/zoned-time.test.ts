import { describe, expect, it } from "vitest";
import { isoToLocal, localToIso } from "./zoned-time";

const berlin = "Europe/Berlin";

describe("a date and time field in a zone", () => {
  it.each([
    ["in summer", "2026-08-19T10:00", "2026-08-19T08:00:00.000Z"],
    ["in winter", "2026-01-19T10:00", "2026-01-19T09:00:00.000Z"],
    ["in the hour that daylight saving skips: with the offset before", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
    ["in the hour that it repeats: the first of the two", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
    ["just after the change", "2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
  ])("is read %s", (_name, text, iso) => expect(localToIso(text, berlin)).toBe(iso));
  it("is shown as it was typed", () => {
    for (const text of ["2026-08-19T10:00", "2026-03-29T03:00", "2026-10-25T03:30"]) expect(isoToLocal(localToIso(text, berlin) ?? "", berlin)).toBe(text);
  });
  it("is nothing for other text", () => expect([localToIso("", berlin), localToIso("tomorrow", berlin), localToIso("2026-13-45T99:99", berlin)]).toEqual([null, null, null]));
});
