import { describe, expect, it } from "vitest";
import { bulkOutcome, dueOf, heldMs, macroChanges, openMention, withMention } from "./desk-words";

const now = "2026-08-19T10:00:00.000Z";
const clock = (at: string | null, warnAt: string | null = null) => ({ kind: "resolution", state: "running", at, warnAt });

describe("what a row says about its clock", () => {
  it.each([
    ["no clock", null, { tone: "none", leftMs: null }],
    ["one that stands still", clock(null), { tone: "paused", leftMs: null }],
    ["one that is over", clock("2026-08-19T09:59:00.000Z"), { tone: "over", leftMs: -60_000 }],
    ["one past its warning", clock("2026-08-19T10:30:00.000Z", "2026-08-19T10:00:00.000Z"), { tone: "soon", leftMs: 1_800_000 }],
    ["one that has time", clock("2026-08-19T12:00:00.000Z", "2026-08-19T11:30:00.000Z"), { tone: "fine", leftMs: 7_200_000 }],
  ] as const)("%s", (_, due, expected) => expect(dueOf(due, now)).toEqual(expected));
});

describe("writing", () => {
  it.each([["@To", "To"], ["please @Ana Re", "Ana Re"], ["x@To", null], ["@Ana,", null], ["@", ""]])("%j has the open mention %j", (text, expected) => expect(openMention(text)).toBe(expected));
  it("completes a mention", () => expect(withMention("please @to", "Tomás Oliveira")).toBe("please @Tomás Oliveira "));
  it("counts down a held message, never below zero", () => expect([heldMs({ sendAt: now }, Date.parse(now) + 5), heldMs({ sendAt: null }, 0)]).toEqual([0, null]));
});

describe("what a macro changes", () => {
  const choices = { teams: [{ slug: "support", name: "Support" }], agents: [{ id: "usr_1", name: "Ana" }], customers: [], services: [] };
  it("is said with the names of things", () => expect(macroChanges({ team: "support", level: "l2", tags: ["access", "new"], state: "Resolved" }, choices)).toEqual(expect.arrayContaining(["Group Support", "Level L2", "Tags access, new", "State Resolved"])));
  it("keeps a name that nobody knows any more", () => expect(macroChanges({ team: "gone" }, choices)).toEqual(["Group gone"]));
});

describe("a change of many tickets", () => {
  const [changed, unchanged] = [{ outcome: "changed", reason: "" }, { outcome: "unchanged", reason: "" }] as const;
  const refused = { outcome: "refused", reason: "There is no ticket T9." } as const;
  it.each([
    ["all done", [changed, changed], false, "2 tickets changed."],
    ["some that were so", [changed, unchanged], false, "1 ticket changed, 1 was so already."],
    ["one that is gone", [changed, refused], false, "1 ticket changed, 1 refused. There is no ticket T9."],
    ["stopped half-way", [changed], true, "1 ticket changed, then stopped."],
  ])("%s", (_case, items, isStopped, told) => expect(bulkOutcome(items, isStopped)).toBe(told));
});
