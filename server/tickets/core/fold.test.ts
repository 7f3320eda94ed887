import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logColumns, logLine, type LogCells } from "../testing/log-fixture";
import { createLocalTimeParser, foldTicket, groupSlug, parseLogHeader, parseLogRow, stateSpans, type LogRow } from "./index";

function rowOf(cells: LogCells): LogRow {
  const header = parseLogHeader(logColumns);
  const parsed = header.ok ? parseLogRow(logLine(cells).split(","), header.header, createLocalTimeParser("UTC") ?? (() => null)) : header;
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.row;
}
const fold = (lines: readonly LogCells[]) => {
  const ticket = foldTicket(lines.map(rowOf));
  if (ticket === null) throw new Error("No ticket came out.");
  return ticket;
};
const foldInOrder = (lines: readonly LogCells[]) => fold(lines.map((cells, index) => ({ ...cells, sys_mod_count: String(index) })));
const groups = (...names: string[]) => foldInOrder(names.map((name) => ({ assignment_group: name })));
const handovers = (ticket: ReturnType<typeof fold>) => ticket.events.filter((event) => event.kind === "reassigned").map((event) => `${event.fromGroup} > ${event.group}`);

describe("handovers", () => {
  it.each([
    ["none while the group stays", ["A", "A"], []],
    ["one between two known groups", ["A", "B"], ["A > B"]],
    ["there and back", ["A", "B", "A"], ["A > B", "B > A"]],
    ["none when the first group becomes known", ["?", "A"], []],
    ["none into the unknown and out of it", ["A", "?", "B"], []],
  ])("%s", (_, names, expected) => expect(handovers(groups(...names))).toEqual(expected));
});

describe("the folded ticket", () => {
  it("takes SLA outcome, state and counters from its last line", () => {
    const ticket = fold([{ made_sla: "TRUE" }, { made_sla: "FALSE", incident_state: "Closed", reopen_count: "2", reassignment_count: "5", priority: "2 - High", closed_at: "05-01-2021 08:00" }]);
    expect(ticket).toMatchObject({ madeSla: false, stateKind: "closed", reopenCount: 2, reassignmentCount: 5, priority: "p2", closedAt: "2021-01-05T08:00:00.000Z" });
  });
  it("has no time of resolution when the log has none, even when closed", () => expect(fold([{ incident_state: "Closed", resolved_at: "?" }]).resolvedAt).toBeNull());
  it("ends with the group of its last line, which may be unknown", () => expect([groups("A", "B").group, groups("A", "B", "?").group]).toEqual(["B", null]));
  it("is named by its category, since the source has no subject", () => {
    expect([fold([{}]).subject, fold([{ subcategory: "?" }]).subject, fold([{ category: "?", subcategory: "?", u_symptom: "Symptom 4" }]).subject, fold([{ category: "?", subcategory: "?" }]).subject])
      .toEqual(["Category 7 / Subcategory 70", "Category 7", "Symptom 4", "Category unknown"]);
  });
  it("has one event for each line, by the weightiest change, and names every change", () => {
    const ticket = foldInOrder([
      {}, { incident_state: "Active", assignment_group: "Group 2", assigned_to: "Resolver 1" }, { incident_state: "Resolved", assignment_group: "Group 2", assigned_to: "Resolver 1" },
      { incident_state: "Resolved", assignment_group: "Group 2", assigned_to: "Resolver 1", priority: "2 - High" }, { incident_state: "Active", assignment_group: "Group 2", priority: "2 - High" }, { incident_state: "Active", assignment_group: "Group 2", priority: "2 - High" },
    ]);
    expect(ticket.events.map((event) => event.kind)).toEqual(["opened", "reassigned", "state", "priority", "state", "updated"]);
    expect(ticket.events[1]?.detail.changes).toEqual({ state: ["New", "Active"], group: ["Group 1", "Group 2"], assignee: [null, "Resolver 1"] });
    expect(ticket.events.map((event) => event.detail.isReopening)).toEqual([false, false, false, false, true, false]);
    expect(ticket.events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });
  it("orders its lines by the modification count, and equal counts as in the file", () => {
    const ticket = fold([{ sys_mod_count: "2", assignment_group: "A" }, { sys_mod_count: "1", assignment_group: "B" }, { sys_mod_count: "2", assignment_group: "C" }]);
    expect(handovers(ticket)).toEqual(["B > A", "A > C"]);
    expect(ticket.events.map((event) => event.seq)).toEqual([1, 2, 3]);
  });
  it("is the same in whatever order lines with different counts come", () => {
    const lines = ["A", "B", "?", "B", "C"].map((group, index) => ({ assignment_group: group, sys_mod_count: String(index), priority: index > 2 ? "1 - Critical" : "3 - Moderate" }));
    const expected = fold(lines);
    fc.assert(fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
      expect(fold(shuffled)).toEqual(expected);
    }));
  });
  it("is nothing without lines", () => expect(foldTicket([])).toBeNull());
});

describe("state spans", () => {
  const event = (seq: number, state: string, at: string) => ({ seq, state, stateKind: state === "Closed" ? ("closed" as const) : ("open" as const), at });
  it("measures each state until the next one, and an open one until now", () => {
    const spans = stateSpans([event(1, "New", "2021-01-04T08:00:00Z"), event(2, "New", "2021-01-04T08:10:00Z"), event(3, "Active", "2021-01-04T09:00:00Z")], Date.parse("2021-01-04T09:30:00Z"));
    expect(spans.map((span) => [span.state, span.durationMs, span.firstSeq, span.lastSeq])).toEqual([["New", 3_600_000, 1, 2], ["Active", 1_800_000, 3, 3]]);
  });
  it("does not let a closed ticket age", () => expect(stateSpans([event(1, "Closed", "2021-01-04T08:00:00Z")], Date.parse("2026-01-01T00:00:00Z"))[0]?.durationMs).toBeNull());
  it("never counts below zero where times run backwards", () => expect(stateSpans([event(1, "New", "2021-01-04T08:00:00Z"), event(2, "Active", "2021-01-04T07:00:00Z")], 0)[0]?.durationMs).toBe(0));
});

describe("group slugs", () => {
  it.each([["Group 56", "group-56"], ["  Réseau / Núcleo ", "reseau-nucleo"], ["網路", "網路"], ["!!", "group-21-21"]])("%j becomes %s", (name, slug) => expect(groupSlug(name)).toBe(slug));
});
