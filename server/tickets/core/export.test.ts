import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessMapping, parseExportTime, readExportRow, splitCsv } from ".";

const csv = (text: string) => {
  const [header, ...records] = [...splitCsv(text)];
  const columns = header?.cells ?? [];
  return { columns, rows: records.map(({ cells }) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ""]))) };
};
const read = (text: string, zone = "UTC") => {
  const { columns, rows } = csv(text);
  const mapping = guessMapping(columns, rows, zone);
  return { mapping, results: rows.map((row) => readExportRow(row, mapping)) };
};

describe("a list of another desk", () => {
  it.each([
    ["servicenow", "number,short_description,state,priority,sys_created_on,resolved_at,assignment_group,caller_id\nINC001,Mail down,Resolved,1 - Critical,2026-08-01 10:00:00,2026-08-01 12:00:00,Network,Ann\n", { number: "INC001", subject: "Mail down", stateKind: "resolved", priority: "p1", group: "Network", requester: "Ann", openedAt: "2026-08-01T08:00:00.000Z", resolvedAt: "2026-08-01T10:00:00.000Z" }],
    ["jira", "Summary,Issue key,Issue Type,Status,Priority,Assignee,Reporter,Created,Resolved,Description\n\"Login, again\",OPS-7,Bug,In Progress,High,Bob,Ann,19/Aug/26 10:30 AM,,\"first\nsecond \"\"line\"\"\"\n", { number: "OPS-7", subject: "Login, again", stateKind: "open", priority: "p2", category: "Bug", openedAt: "2026-08-19T08:30:00.000Z", resolvedAt: null }],
    ["zendesk", "ID,Subject,Status,Priority,Requester,Created at,Solved at,Satisfaction Score\n42,Refund,Solved,Urgent,Ann,2026-08-01T10:00:00Z,2026-08-02T10:00:00Z,Good\n", { number: "42", subject: "Refund", stateKind: "resolved", priority: "p1", openedAt: "2026-08-01T10:00:00.000Z", resolvedAt: "2026-08-02T10:00:00.000Z" }],
    ["other", "Ticket;Title;State;Opened\n9;Broken;waiting for parts;03.08.2026 08:00\n", { number: "9", stateKind: "waiting", openedAt: "2026-08-03T06:00:00.000Z" }],
  ])("of %s is recognised, with its columns, states and times", (preset, text, expected) => {
    const { mapping, results } = read(text, "Europe/Berlin");
    expect(mapping.preset).toBe(preset);
    expect(results).toMatchObject([{ ok: true, exported: { ticket: expected } }]);
  });

  it("keeps what a cell holds over several lines, and what a customer said", () => {
    expect(read("Issue key,Status,Created,Description\nA-1,Done,2026-08-01,\"one\ntwo\"\n").results).toMatchObject([{ exported: { description: "one\ntwo" } }]);
    expect(read("id,subject,status,created_at,satisfaction_rating.score\n1,x,closed,2026-08-01,bad\n").results).toMatchObject([{ exported: { rating: 1 } }]);
  });

  it("has no history: its opening and its end are marked, and no state is invented between them", () => {
    const [result] = read("number,state,opened_at,resolved_at\n1,Closed,2026-08-01 10:00:00,2026-08-02 10:00:00\n").results;
    expect(result).toMatchObject({ ok: true, exported: { ticket: { events: [{ kind: "opened", state: "(not recorded)", stateKind: "open", detail: { hasNoHistory: true } }, { kind: "state", state: "Closed", detail: { hasNoHistory: true } }] } } });
  });

  it.each([
    ["no number", "number,state,opened_at\n,New,2026-08-01\n", "no number"],
    ["a state that nobody knows", "number,state,opened_at\n1,Limbo,2026-08-01\n", "\"Limbo\" is not known"],
    ["a time that is none", "number,state,opened_at\n1,New,yesterday\n", "is no time"],
    ["a day that does not exist", "number,state,opened_at\n1,New,2026-02-30\n", "is no time"],
    ["an end before its beginning", "number,state,opened_at,resolved_at\n1,Resolved,2026-08-02,2026-08-01\n", "ended before"],
  ])("with %s is told so", (_, text, reason) => expect(read(text).results).toMatchObject([{ ok: false, reason: expect.stringContaining(reason) as string }]));
});

describe("times of exports", () => {
  it.each([
    ["08/19/2026 10:00", false, "2026-08-19T10:00:00.000Z"], ["19/08/2026 10:00", true, "2026-08-19T10:00:00.000Z"], ["2026-08-19T10:00:00+0200", true, "2026-08-19T08:00:00.000Z"],
    ["19/Aug/26 12:05 AM", true, "2026-08-19T00:05:00.000Z"], ["2026-08-19 10:00:00 UTC", true, "2026-08-19T10:00:00.000Z"], ["32/13/2026", true, null],
  ] as const)("%s", (text, isDayFirst, expected) => expect(parseExportTime(text, { zone: "UTC", isDayFirst })).toBe(expected));
  it("that occur twice are the earlier one, and that do not occur move on", () => {
    expect(parseExportTime("2026-10-25 02:30", { zone: "Europe/Berlin", isDayFirst: true })).toBe("2026-10-25T00:30:00.000Z");
    expect(parseExportTime("2026-03-29 02:30", { zone: "Europe/Berlin", isDayFirst: true })).toBe("2026-03-29T01:30:00.000Z");
  });
  it("are months first when only that fits", () => expect(read("number,state,created\n1,New,08/19/2026\n2,New,08/03/2026\n").results).toMatchObject([{ ok: true }, { exported: { ticket: { openedAt: "2026-08-03T00:00:00.000Z" } } }]));
});

it("whatever cells hold, they come back from the file that quotes them", () => fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom("a", ",", "\"", "\n", "\r", " ") }), { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (rows) => {
  const filled = rows.map((cells) => ["x", ...cells]);
  const text = filled.map((cells) => cells.map((cell) => `"${cell.replaceAll("\"", "\"\"")}"`).join(",")).join("\n");
  expect([...splitCsv(text)].map(({ cells }) => cells)).toEqual(filled);
}), { numRuns: 100 }));
