import { describe, expect, it } from "vitest";
import { calendarDraft, calendarOf, draftOfCalendar, emptyCalendar } from "./calendar-draft";
import { draftOfEscalation, emptyEscalation, escalationDraft, escalationOf } from "./escalation-draft";
import { draftOf, emptyPolicy, policyDraft, policyOf } from "./policy-draft";

const faults = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }): string[] => (result.error?.issues ?? []).map(({ path }) => String(path[0]));

describe("a calendar as it is typed", () => {
  const draft = { ...emptyCalendar("Europe/Berlin"), name: "Berlin", holidays: "2026-12-25 Christmas" };
  it("becomes a definition and back", () => {
    const definition = calendarOf(calendarDraft.parse(draft));
    expect(definition).toMatchObject({ zone: "Europe/Berlin", holidays: [{ on: "2026-12-25", open: [] }] });
    expect(draftOfCalendar({ ...definition, id: "c", slug: "c", version: 1, policies: 0, isOpenNow: true, changesAt: null })).toEqual(draft);
  });
  it.each([
    ["hours that are no times", { mon: "nine" }, "mon"], ["hours that overlap", { tue: "9-12, 11-13" }, "tue"], ["an end before its beginning", { wed: "18-9" }, "wed"], ["a holiday that is none", { holidays: "Christmas" }, "holidays"],
    ["a day that does not exist", { holidays: "2026-02-30 Never" }, "holidays"], ["a zone that does not exist", { zone: "Europe/Atlantis" }, "zone"], ["a week without a working hour", { mon: "", tue: "", wed: "", thu: "", fri: "" }, "mon"],
  ])("names the field with %s", (_name, patch, field) => expect(faults(calendarDraft.safeParse({ ...draft, ...patch }))).toContain(field));
});

describe("a policy as it is typed", () => {
  const draft = { ...emptyPolicy("cal_1"), name: "Gold P1", priority: "p1", firstResponse: "30 min", resolution: "4 h", since: "2026-01-01" };
  it("becomes a definition and back", () => {
    const { holdsFrom, ...definition } = policyOf(policyDraft.parse(draft));
    expect(holdsFrom).toBe("2026-01-01T00:00:00.000Z");
    expect(definition).toMatchObject({ firstResponseMs: 1_800_000, nextResponseMs: null, resolutionMs: 14_400_000 });
    expect(draftOf({ ...definition, id: "p", version: 1, calendarName: "", customerName: null, serviceName: null, since: "", openClocks: 0, lateClocks: 0 })).toEqual({ ...draft, since: "" });
  });
  it("promises something", () => {
    expect(faults(policyDraft.safeParse({ ...draft, firstResponse: "", resolution: "" }))).toEqual(["resolution"]);
    expect(faults(policyDraft.safeParse({ ...draft, nextResponse: "soon" }))).toEqual(["nextResponse"]);
  });
});

describe("an escalation policy as it is typed", () => {
  const draft = { ...emptyEscalation, name: "Urgent", priorities: ["p1"], steps: [{ when: "clock:resolution", amount: 75, to: "level:l2" }, { when: "silence", amount: 60, to: "on_call:" }, { when: "unassigned", amount: 15, to: "person:u1" }] };
  it("becomes a definition and back, and keeps what the form does not show", () => {
    const definition = escalationOf(escalationDraft.parse(draft), { categories: ["Billing"], levels: [] });
    expect(definition.conditions).toMatchObject({ priorities: ["p1"], categories: ["Billing"] });
    expect(definition.steps).toEqual([
      { when: { kind: "clock", clock: "resolution", percent: 75 }, to: { kind: "level", level: "l2" } }, { when: { kind: "silence", minutes: 60 }, to: { kind: "on_call", teamId: null } }, { when: { kind: "unassigned", minutes: 15 }, to: { kind: "person", userId: "u1" } },
    ]);
    expect(draftOfEscalation({ ...definition, id: "e", version: 1, lastResort: null, texts: [] })).toEqual(draft);
  });
  it("does something", () => expect(faults(escalationDraft.safeParse({ ...draft, steps: [] }))).toEqual(["lastResortId"]));
});
