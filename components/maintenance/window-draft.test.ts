import { describe, expect, it } from "vitest";
import { differencesOf, linesOf, toPatch, toPreview, toWindow, windowDraftSchema, type WindowDraft } from "./window-draft";

const draft: WindowDraft = { title: "Care", description: "", kind: "normal", risk: "medium", impact: "degraded", services: ["db", "shop"], startsLocal: "2026-09-19T02:00", minutes: 60, zone: "Europe/Berlin", noticeHours: 72, rrule: "FREQ=WEEKLY", exdates: "", rdates: "", isAutomatic: false, isPublic: true, scope: "this", lateNotice: "" };

describe("the editor of a window", () => {
  it("sends only what was changed, a time with its zone", () => {
    expect(toPatch(draft, draft)).toEqual({ scope: "this" });
    expect(toPatch({ ...draft, services: ["shop", "db"], title: "Better" }, draft)).toEqual({ title: "Better", scope: "this" });
    expect(toPatch({ ...draft, startsLocal: "2026-09-20T02:00", minutes: 90 }, draft)).toEqual({ startsLocal: "2026-09-20T02:00", zone: "Europe/Berlin", durationMs: 5_400_000, scope: "this" });
  });
  it("sends a rule for the series only, and only a changed one", () => {
    const changed = { ...draft, rrule: "FREQ=DAILY", exdates: "2026-12-24 02:00\n\n2026-12-25T02:00 " };
    expect(toPatch(changed, draft)).toEqual({ scope: "this" });
    expect(toPatch({ ...changed, scope: "all" }, draft)).toEqual({ repeats: { rrule: "FREQ=DAILY", exdates: ["2026-12-24T02:00", "2026-12-25T02:00"], rdates: [] }, scope: "all" });
    expect(toPatch({ ...draft, scope: "following" }, draft)).toEqual({ scope: "following" });
  });
  it("asks for a preview of the rule only where the rule plays a part", () => {
    expect([toPreview(draft, true)?.repeats?.rrule, toPreview(draft, false)?.repeats, toPreview({ ...draft, scope: "all" }, false)?.repeats?.rrule, toPreview({ ...draft, zone: "" }, true)]).toEqual(["FREQ=WEEKLY", undefined, "FREQ=WEEKLY", null]);
    expect(toWindow({ ...draft, rrule: "" })).not.toHaveProperty("repeats");
  });
  it("refuses dates that are none", () => {
    expect(linesOf(" 2026-12-24 02:00 \n\n")).toEqual(["2026-12-24T02:00"]);
    expect(windowDraftSchema.safeParse({ ...draft, rdates: "Christmas" }).error?.issues[0]?.path).toEqual(["rdates"]);
  });
  it("tells what somebody else has changed, and what becomes of one's own words", () => {
    const theirs = { ...draft, title: "Theirs", startsLocal: "2026-09-21T02:00" };
    expect(differencesOf({ defaults: draft, theirs, mine: { ...draft, title: "Mine" } })).toEqual([{ field: "Title", was: "Care", theirs: "Theirs", mine: "Mine" }, { field: "Starts", was: "2026-09-19 02:00", theirs: "2026-09-21 02:00", mine: null }]);
  });
});
