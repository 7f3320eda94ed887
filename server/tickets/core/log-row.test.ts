import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logColumns, logLine, type LogCells } from "../testing/log-fixture";
import { createLocalTimeParser, parseLogHeader, parseLogRow, splitCsvLine, stateKindOf } from "./index";

const utc = createLocalTimeParser("UTC") ?? (() => null);
const headerOf = (names: readonly string[]) => {
  const parsed = parseLogHeader(names);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.header;
};
const parse = (cells: LogCells) => parseLogRow(logLine(cells).split(","), headerOf(logColumns), utc);

describe("the header", () => {
  it("may name its columns in any order and case", () => {
    const parsed = parseLogHeader([...logColumns].reverse().map((name) => ` ${name.toUpperCase()}`));
    expect(parsed.ok && parsed.header.position.get("number")).toBe(logColumns.length - 1);
  });
  it("is refused with the columns that it lacks", () => {
    const parsed = parseLogHeader(logColumns.filter((name) => name !== "made_sla" && name !== "opened_at"));
    expect(parsed.ok ? "" : parsed.reason).toContain("It lacks made_sla, opened_at");
  });
  it("is refused with what was expected when nothing is known", () => {
    const parsed = parseLogHeader(["name", "url"]);
    expect(parsed.ok ? "" : parsed.reason).toMatch(/None of its columns are known\. Expected a ServiceNow incident event log.*incident_state/);
  });
  it("is refused when a column comes twice", () => expect(parseLogHeader([...logColumns, "number"]).ok).toBe(false));
});

describe("a line of the log", () => {
  it("is read with its unknowns as null", () => {
    const parsed = parse({ opened_by: "?", caller_id: "", resolved_at: "?", priority: "1 - Critical" });
    expect(parsed.ok && parsed.row).toMatchObject({ number: "REQ1001", state: "New", stateKind: "open", priority: "p1", impact: "medium", openedBy: null, requester: null, resolvedAt: null, openedAt: "2021-01-04T08:00:00.000Z", madeSla: true, channel: "phone" });
  });
  it.each([
    ["a ticket without a number", { number: "?" }, "number is missing"],
    ["a date that does not exist", { opened_at: "31-02-2021 10:00" }, 'opened_at "31-02-2021 10:00" is not a day-first date'],
    ["a month-first date", { sys_updated_at: "01-31-2021 10:00" }, "sys_updated_at"],
    ["an unknown state", { incident_state: "Sleeping" }, 'incident_state "Sleeping" is not one of New, Active'],
    ["a count that is not one", { sys_mod_count: "x" }, 'sys_mod_count "x" is not a whole number'],
    ["an SLA that is neither", { made_sla: "maybe" }, 'made_sla "maybe" is neither TRUE nor FALSE'],
    ["a priority off the scale", { priority: "9 - Odd" }, 'priority "9 - Odd" is not one of 1, 2, 3, 4'],
    ["a value without end", { category: "x".repeat(501) }, "category is longer than 500 characters"],
  ] satisfies [string, LogCells, string][])("rejects %s", (_, cells, reason) => {
    const parsed = parse(cells);
    expect(parsed.ok ? "accepted" : parsed.reason).toContain(reason);
  });
  it("rejects a line with a field too few", () => {
    const parsed = parseLogRow(["REQ1"], headerOf(logColumns), utc);
    expect(parsed).toEqual({ ok: false, reason: `The line has 1 fields; the header names ${logColumns.length}` });
  });
  it("never throws, whatever a line holds", () => {
    const header = headerOf(logColumns);
    fc.assert(fc.property(fc.array(fc.string(), { minLength: logColumns.length, maxLength: logColumns.length }), (cells) => typeof parseLogRow(cells, header, utc).ok === "boolean"));
  });
});

describe("splitting a line", () => {
  it.each([
    ["plain cells", "a,b,,d", ["a", "b", "", "d"]],
    ["quoted cells", '"a, b",c,"say ""hi"""', ["a, b", "c", 'say "hi"']],
    ["an empty quoted cell at the end", 'a,""', ["a", ""]],
    ["a comma at the end", '"a",', ["a", ""]],
  ])("understands %s", (_, line, cells) => expect(splitCsvLine(line)).toEqual({ ok: true, cells }));
  it.each(['a,"b', 'a,b"c"', 'a,"b"c', "a\0b"])("refuses %j", (line) => expect(splitCsvLine(line).ok).toBe(false));
  it("gives back what was quoted", () => {
    const cell = fc.string().filter((text) => !text.includes("\0"));
    fc.assert(fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
      const line = cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
      expect(splitCsvLine(line)).toEqual({ ok: true, cells });
    }));
  });
});

describe("states", () => {
  it.each([["New", "open"], ["active", "open"], ["Awaiting User Info", "waiting"], ["Awaiting Problem", "waiting"], ["Awaiting Vendor", "waiting"], ["Awaiting Evidence", "waiting"], ["Resolved", "resolved"], ["Closed", "closed"], ["-100", null]])(
    "%s means %s", (state, kind) => expect(stateKindOf(state)).toBe(kind));
});
