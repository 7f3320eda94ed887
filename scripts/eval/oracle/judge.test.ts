import { describe, expect, it } from "vitest";
import type { Cell, EvidenceTable } from "#contract/query";
import { canonical, judge, type Check, type Truth } from "./judge";

const table = (columns: string[], rows: Cell[][], totalRows = rows.length): EvidenceTable => ({
  id: "t", title: "", sql: "", parameters: [], href: null, totalRows,
  columns: columns.map((key) => ({ key, label: key, unit: "count" as const })),
  rows: rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [columns[index] ?? "", cell]))),
});
const verdictOf = (tables: EvidenceTable[], check: Partial<Check>, truth: Truth[]) =>
  judge({ outcome: "answered", tables }, { compare: "number", value: ["opened"], tolerance: 0, ...check }, truth).verdict;
const only = (value: number | null): Truth[] => [{ label: null, value }];
const byTeam: Truth[] = [{ label: "web", value: 5 }, { label: "data", value: 3 }, { label: "sre", value: 3 }, { label: "mobile", value: 0 }];

describe("a single figure", () => {
  it("is right when it is the count, and wrong when one is missing", () => {
    expect(verdictOf([table(["opened"], [[7]])], {}, only(7))).toBe("right");
    expect(verdictOf([table(["opened"], [[6]])], {}, only(7))).toBe("wrong");
  });
  it("is read from the first table, not from the period that it is compared with", () => {
    expect(verdictOf([table(["opened"], [[6]]), table(["opened"], [[7]])], {}, only(7))).toBe("wrong");
  });
  it("stands beside the question when no table holds it", () => {
    expect(verdictOf([table(["closed"], [[7]])], {}, only(7))).toBe("beside");
  });
  it("takes half a percent for ratios and no more", () => {
    expect(verdictOf([table(["opened"], [[0.2009]])], { tolerance: 0.005 }, only(0.2))).toBe("right");
    expect(verdictOf([table(["opened"], [[0.2011]])], { tolerance: 0.005 }, only(0.2))).toBe("wrong");
  });
  it("tells no data from nought", () => {
    expect(verdictOf([table(["opened"], [[0]])], {}, only(null))).toBe("wrong");
    expect(verdictOf([table(["opened"], [[null]])], {}, only(null))).toBe("right");
    expect(verdictOf([table(["opened"], [[null]])], {}, only(0))).toBe("wrong");
  });
});

describe("an answer that is none", () => {
  const check: Check = { compare: "number", value: ["opened"], tolerance: 0 };
  it("is not answered, whatever the reason", () => {
    expect(judge({ outcome: "refused", tables: [] }, check, only(7)).verdict).toBe("unanswered");
    expect(judge({ outcome: "no_data", tables: [] }, check, only(7)).verdict).toBe("unanswered");
  });
  it("is right when there is nothing to count", () => {
    expect(judge({ outcome: "no_data", tables: [] }, check, only(0)).verdict).toBe("right");
  });
});

it("compares both periods in their order", () => {
  const check: Partial<Check> = { compare: "pair" };
  const truth: Truth[] = [{ label: "now", value: 7 }, { label: "before", value: 9 }];
  expect(verdictOf([table(["opened"], [[7]]), table(["opened"], [[9]])], check, truth)).toBe("right");
  expect(verdictOf([table(["opened"], [[9]]), table(["opened"], [[7]])], check, truth)).toBe("wrong");
  expect(verdictOf([table(["opened"], [[7]])], check, truth)).toBe("beside");
});

describe("a split", () => {
  const check: Partial<Check> = { compare: "table", by: "team" };
  it("may leave out a group with nothing, and put the rows in any order", () => {
    expect(verdictOf([table(["team", "opened"], [["SRE", 3], ["Data", 3], ["Web", 5]])], check, byTeam)).toBe("right");
  });
  it("is wrong with a group too few, too many or with another count", () => {
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["data", 3]])], check, byTeam)).toBe("wrong");
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["data", 3], ["sre", 3], ["identity", 1]])], check, byTeam)).toBe("wrong");
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["data", 2], ["sre", 3]])], check, byTeam)).toBe("wrong");
  });
  it("knows a row by its key where the name is another", () => {
    expect(verdictOf([table(["key", "team", "opened"], [["web", "The web people", 5], ["data", "D", 3], ["sre", "S", 3]])], check, byTeam)).toBe("right");
  });
  it("may be by another split that answers as well", () => {
    expect(verdictOf([table(["site", "opened"], [["web", 5], ["data", 3], ["sre", 3]])], { ...check, orBy: "site" }, byTeam)).toBe("right");
    expect(verdictOf([table(["site", "opened"], [["web", 5], ["data", 3], ["sre", 3]])], check, byTeam)).toBe("beside");
  });
  it("in two directions is compared cell by cell", () => {
    const truth: Truth[] = [{ label: "2026-01 p1", value: 2 }, { label: "2026-02 p1", value: 4 }];
    const cells: Partial<Check> = { compare: "series", by: "month", also: "priority" };
    expect(verdictOf([table(["month", "opened"], [["2026-01", 6]]), table(["month", "priority", "opened"], [["2026-01", "P1", 2], ["2026-02", "P1", 4]])], cells, truth)).toBe("right");
    expect(verdictOf([table(["month", "priority", "opened"], [["2026-01", "P1", 4], ["2026-02", "P1", 2]])], cells, truth)).toBe("wrong");
  });
  it("passes over the row of what has no group", () => {
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["data", 3], ["sre", 3], [null, 4]])], check, byTeam)).toBe("right");
  });
});

describe("a ranking", () => {
  const check: Partial<Check> = { compare: "ranked", by: "team", limit: 2 };
  it("takes either of two equals for the last place", () => {
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["sre", 3]])], check, byTeam)).toBe("right");
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["data", 3]])], check, byTeam)).toBe("right");
  });
  it("is wrong upside down, with a place skipped, or with more than was asked for", () => {
    expect(verdictOf([table(["team", "opened"], [["sre", 3], ["web", 5]])], check, byTeam)).toBe("wrong");
    expect(verdictOf([table(["team", "opened"], [["data", 3], ["sre", 3]])], check, byTeam)).toBe("wrong");
    expect(verdictOf([table(["team", "opened"], [["web", 5], ["data", 3], ["sre", 3]])], check, byTeam)).toBe("wrong");
  });
  it("is wrong when a figure stands beside another's name", () => {
    expect(verdictOf([table(["team", "opened"], [["data", 5], ["web", 3]])], check, byTeam)).toBe("wrong");
  });
});

describe("a list of records", () => {
  const check: Partial<Check> = { compare: "list", by: "number", value: ["opened_at"], order: "asc" };
  const truth: Truth[] = [{ label: "T1", value: Date.parse("2026-01-01T00:00:00Z") }, { label: "T2", value: Date.parse("2026-01-02T00:00:00Z") }];
  it("is right when all are there in the order that was asked for", () => {
    expect(verdictOf([table(["number", "opened_at"], [["T1", "2026-01-01T00:00:00.000Z"], ["T2", "2026-01-02T00:00:00.000Z"]])], check, truth)).toBe("right");
  });
  it("may be cut short when it says how many there are", () => {
    expect(verdictOf([table(["number", "opened_at"], [["T1", "2026-01-01T00:00:00.000Z"]], 2)], check, truth)).toBe("right");
    expect(verdictOf([table(["number", "opened_at"], [["T1", "2026-01-01T00:00:00.000Z"]], 3)], check, truth)).toBe("wrong");
  });
  it("is wrong out of order or with a stranger", () => {
    expect(verdictOf([table(["number", "opened_at"], [["T2", "2026-01-02T00:00:00.000Z"], ["T1", "2026-01-01T00:00:00.000Z"]])], check, truth)).toBe("wrong");
    expect(verdictOf([table(["number", "opened_at"], [["T3", "2026-01-01T00:00:00.000Z"], ["T2", "2026-01-02T00:00:00.000Z"]])], check, truth)).toBe("wrong");
  });
});

it.each([["Monday", "1"], ["sun", "7"], ["09:00", "9"], ["14", "14"], [3, "3"], ["Payments API", "payments api"], ["p1", "p1"]])("calls %s %s", (label, plain) => {
  expect(canonical(label)).toBe(plain);
});
