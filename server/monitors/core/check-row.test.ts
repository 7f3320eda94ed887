import { describe, expect, it } from "vitest";
import { parseCheckHeader, parseCheckRow, parseInstant } from ".";

const header = { checked_at: 0, site: 1, status: 2, http_status: 3, latency_ms: 4 };
const row = (line: string, zone = "UTC") => parseCheckRow(line, header, zone);

describe("the header of a list of checks", () => {
  it("finds the columns in any order, among others, behind a byte order mark", () => {
    expect(parseCheckHeader("\uFEFFsite,note,Status,latency_ms,http_status,checked_at")).toEqual({ ok: true, value: { site: 0, status: 2, latency_ms: 3, http_status: 4, checked_at: 5 } });
  });
  it("names what is missing", () => {
    expect(parseCheckHeader("number,state")).toMatchObject({ ok: false, reason: expect.stringContaining("missing: checked_at, site, status") as string });
  });
});

describe("a line as a check", () => {
  it("is read with its site in quotes", () => {
    expect(row('2026-08-11T11:06:25+02:00,"Shop, beta",UP,302,51.5')).toEqual({ ok: true, value: { site: "Shop, beta", atMs: Date.parse("2026-08-11T09:06:25Z"), status: "up", httpStatus: 302, latencyMs: 51.5 } });
  });
  it("takes 0 and 0.0 of a request without an answer as not measured", () => {
    expect(row("2026-08-11T11:06:25Z,Shop,down,0,0.0")).toMatchObject({ ok: true, value: { httpStatus: null, latencyMs: null } });
  });
  it("keeps the latency of an error answer", () => {
    expect(row("2026-08-11T11:06:25Z,Shop,down,502,534.0")).toMatchObject({ ok: true, value: { httpStatus: 502, latencyMs: 534 } });
  });
  it("reads a time without an offset in the given zone, on both sides of the clock change", () => {
    const atOf = (line: string) => {
      const parsed = row(line, "Europe/Berlin");
      return parsed.ok ? new Date(parsed.value.atMs).toISOString() : parsed.reason;
    };
    expect([atOf("2026-10-24 12:00:00,Shop,up,200,1"), atOf("2026-10-26 12:00:00,Shop,up,200,1")]).toEqual(["2026-10-24T10:00:00.000Z", "2026-10-26T11:00:00.000Z"]);
  });
  it.each([
    ["a time that is none", "yesterday,Shop,up,200,1", 'checked_at "yesterday" is not an ISO 8601 time'],
    ["a day that does not exist", "2026-02-30T00:00:00Z,Shop,up,200,1", 'checked_at "2026-02-30T00:00:00Z" is not an ISO 8601 time'],
    ["a status that is not known", "2026-08-11T11:06:25Z,Shop,sideways,200,1", 'status "sideways" is not one of up, down, degraded'],
    ["an impossible status code", "2026-08-11T11:06:25Z,Shop,up,999,1", 'http_status "999" is not a status code from 100 to 599 (0 or empty: no answer)'],
    ["a negative latency", "2026-08-11T11:06:25Z,Shop,up,200,-1", 'latency_ms "-1" is not a number of milliseconds'],
    ["no site", "2026-08-11T11:06:25Z,,up,200,1", "site is empty"],
    ["a line cut short", "2026-08-11T11:06:25Z,Shop,up", "The line has 3 fields, fewer than the header names"],
    ["an open quotation mark", '2026-08-11T11:06:25Z,"Shop,up,200,1', "A quotation mark is not closed on its line, or stands inside a field"],
  ])("is refused with its reason: %s", (_, line, reason) => expect(row(line)).toEqual({ ok: false, reason }));
  it.each([
    ["2026-08-21T23:23:52+0530", "2026-08-21T17:53:52.000Z"], ["2026-08-21 23:23-08:00", "2026-08-22T07:23:00.000Z"], ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["2026-02-29T00:00:00Z", null], ["2026-13-01T00:00:00Z", null], ["2026-01-01T25:00:00Z", null], ["2026-01-01T10:61:00Z", null], ["2026-01-01", null], ["2026-01-01T25:00:00", null],
  ])("reads %s", (text, iso) => {
    const atMs = parseInstant(text, "UTC");
    expect(atMs === null ? null : new Date(atMs).toISOString()).toBe(iso);
  });
  it("reads what the zone of the process does not change", () => {
    expect(parseInstant("2026-08-21T23:23:52.727Z", "Asia/Tokyo")).toBe(Date.UTC(2026, 7, 21, 23, 23, 52, 727));
  });
});
