import { describe, expect, it } from "vitest";
import { dueNotice, noticeKey, noticeText, planText, toldOfKey, type NoticeReader, type NoticeSubject, type TellableWindow, type Told } from "./index";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-09-19T00:00:00Z");
const base: TellableWindow = { status: "announced", impact: "outage", isPublic: false, startsAtMs: start, endsAtMs: start + hour, startedAtMs: null, endedAtMs: null, overrunAtMs: null, approvedAtMs: start - 20 * day, announcedAtMs: start - 10 * day, changedAtMs: start - 10 * day };
const customer: NoticeReader = { audience: "customer", sinceMs: start - 100 * day };

/** Lets time pass in steps, telling as it goes; `change` may alter the window at an instant. */
function run(first: TellableWindow, { fromMs, toMs, stepMs = 15 * 60_000, change = (window) => window, reader = customer, told = [] }: { fromMs: number; toMs: number; stepMs?: number; change?: (window: TellableWindow, nowMs: number) => TellableWindow; reader?: NoticeReader; told?: Told[] }): string[] {
  let window = first;
  const all = [...told];
  const heard: string[] = [];
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += stepMs) {
    window = change(window, nowMs);
    const moment = dueNotice(window, reader, { told: all, nowMs });
    if (moment === null) continue;
    all.push({ moment, startsAtMs: window.startsAtMs, endsAtMs: window.endsAtMs, atMs: nowMs });
    heard.push(`${moment} ${Math.round((nowMs - start) / hour)}`);
  }
  return heard;
}

describe("readers of a window", () => {
  it("hear of it when it is announced, at each lead time, when it begins and when it ends, each once", () => {
    const change = (window: TellableWindow, nowMs: number): TellableWindow => (nowMs >= start + hour ? { ...window, status: "completed", startedAtMs: start, endedAtMs: start + hour } : nowMs >= start ? { ...window, status: "in_progress", startedAtMs: start } : window);
    expect(run(base, { fromMs: start - 10 * day, toMs: start + day, change })).toEqual(["announced -240", "t7d -168", "t24h -24", "t1h -1", "start 0", "end 1"]);
  });

  it.each([
    ["announced three days before never hears of seven", { ...base, announcedAtMs: start - 3 * day, approvedAtMs: start - 3 * day }, customer, -72, ["announced -72", "t24h -24", "t1h -1"]],
    ["announced half an hour before hears of no lead time", { ...base, announcedAtMs: start - hour / 2 }, customer, -0.5, ["announced 0"]],
    ["subscribed two days before has missed nothing", base, { ...customer, sinceMs: start - 2 * day }, -48, ["t24h -24", "t1h -1"]],
    ["approved and not announced is no customer's yet", { ...base, status: "approved", announcedAtMs: null }, customer, -200, []],
    ["approved and public is told to customers", { ...base, status: "approved", announcedAtMs: null, isPublic: true }, customer, -200, ["t7d -168", "t24h -24", "t1h -1"]],
    ["approved is told to the team", { ...base, status: "approved", announcedAtMs: null }, { ...customer, audience: "team" }, -200, ["t7d -168", "t24h -24", "t1h -1"]],
    ["waiting for approval is told to nobody", { ...base, status: "requested", approvedAtMs: null, announcedAtMs: null }, { ...customer, audience: "team" }, -200, []],
  ] as [string, TellableWindow, NoticeReader, number, string[]][])("who reads of one that is %s", (_case, window, reader, fromHours, expected) => {
    expect(run(window, { fromMs: start + fromHours * hour, toMs: start - 1, reader })).toEqual(expected);
  });

  it("are reminded late after a pause, but only of what comes next", () => {
    const told: Told[] = [{ moment: "announced", startsAtMs: start, endsAtMs: start + hour, atMs: start - 10 * day }];
    expect(run(base, { fromMs: start - 20 * hour, toMs: start - 1, told })).toEqual(["t24h -20", "t1h -1"]);
    expect(run(base, { fromMs: start + 20 * hour, toMs: start + 30 * hour, told, change: (window) => ({ ...window, status: "completed", startedAtMs: start, endedAtMs: start + hour }) })).toEqual([]);
  });

  it("hear once of a move that took several edits, at the time at which it stood still, and nothing of one that was taken back", () => {
    const told: Told[] = [{ moment: "t7d", startsAtMs: start, endsAtMs: start + hour, atMs: start - 7 * day }];
    const editsAt = [0, 40_000, 80_000].map((ms) => start - 5 * day + ms);
    const change = (back: boolean) => (window: TellableWindow, nowMs: number): TellableWindow => {
      const edit = editsAt.indexOf(nowMs);
      if (edit < 0) return window;
      const startsAtMs = back && edit === 2 ? start : start + (edit + 1) * day;
      return { ...window, status: "requested", approvedAtMs: null, announcedAtMs: null, startsAtMs, endsAtMs: startsAtMs + hour, changedAtMs: nowMs };
    };
    const window = { fromMs: start - 5 * day, toMs: start - 5 * day + 10 * 60_000, stepMs: 10_000, told };
    expect(run(base, { ...window, change: change(false) })).toHaveLength(1);
    expect(run(base, { ...window, change: change(false) })[0]).toMatch(/^reschedule/);
    expect(run(base, { ...window, change: change(true) })).toEqual([]);
  });

  it("hear of a move there and back again and there once more, and of reminders for the time that holds", () => {
    const at = (days: number): TellableWindow => ({ ...base, startsAtMs: start + days * day, endsAtMs: start + days * day + hour, changedAtMs: 0 });
    const heard: Told[] = [];
    const keys = new Set<string>();
    for (const [window, nowMs] of [[at(0), start - 23 * hour], [at(2), start - 22 * hour], [at(0), start - 21 * hour], [at(2), start - 20 * hour], [at(2), start + day + 0.5 * hour]] as const) {
      const moment = dueNotice(window, { ...customer, sinceMs: start - 9 * day }, { told: heard, nowMs });
      if (moment === null) throw new Error("nothing was due");
      keys.add(noticeKey("mw_1", { moment, window, told: heard, recipient: "a@example.test" }));
      heard.push({ moment, startsAtMs: window.startsAtMs, endsAtMs: window.endsAtMs, atMs: nowMs });
    }
    expect(heard.map(({ moment }) => moment)).toEqual(["t24h", "reschedule", "reschedule", "reschedule", "t24h"]);
    expect(keys.size).toBe(5);
  });

  it("hear of a cancellation only if they had heard of the window, and then of nothing more", () => {
    const cancelled: TellableWindow = { ...base, status: "cancelled" };
    const told: Told[] = [{ moment: "t24h", startsAtMs: start, endsAtMs: start + hour, atMs: start - day }];
    expect(run(cancelled, { fromMs: start - 2 * hour, toMs: start, told })).toEqual(["cancel -2"]);
    expect(run(cancelled, { fromMs: start - 2 * hour, toMs: start })).toEqual([]);
  });

  it("hear that it takes longer, and of work without effect only if they were told of it", () => {
    const late: TellableWindow = { ...base, status: "in_progress", startedAtMs: start, overrunAtMs: start + hour };
    expect(run(late, { fromMs: start + hour, toMs: start + 3 * hour, told: [{ moment: "start", startsAtMs: start, endsAtMs: start + hour, atMs: start }] })).toEqual(["overrun 1"]);
    expect(run({ ...late, impact: "none" }, { fromMs: start + hour, toMs: start + 3 * hour })).toEqual([]);
  });
});

describe("a message", () => {
  const subject: NoticeSubject = { number: 7, title: "Ledger moves", description: "Swap the primary.", closingNote: "", services: ["ledger"], status: "announced", risk: "high", impact: "outage", startsAtMs: start, endsAtMs: start + 45 * 60_000, before: null, nowMs: start - day, url: "https://desk.example/maintenance/7", statusUrl: null };
  it("names the time in the reader's zone and in UTC", () => {
    const { title, body } = noticeText("t24h", subject, { audience: "customer", zone: "Europe/Berlin" });
    expect(title).toBe("Maintenance in 24 hours: Ledger moves");
    expect(body).toContain("Sat, 19 Sept 2026, 02:00 to 02:45 CEST");
    expect(body).toContain("Sat, 19 Sept 2026, 00:00 to 00:45 UTC");
    expect(planText({ startsAtMs: start - 10 * 60_000, endsAtMs: start }, "UTC")).toBe("Fri, 18 Sept 2026, 23:50 to Sat, 19 Sept 2026, 00:00 UTC");
  });
  it("names the old time and the new one, and that the new one waits for approval", () => {
    const { body } = noticeText("reschedule", { ...subject, status: "requested", before: { startsAtMs: start - day, endsAtMs: start - day + hour } }, { audience: "customer", zone: "Asia/Tokyo" });
    expect(body).toMatch(/planned for\s+Fri, 18 Sept 2026, 09:00[^]+now planned for\s+Sat, 19 Sept 2026, 09:00[^]+still has to be approved/);
  });
  it("tells customers nothing of the inside, the team all of it", () => {
    const inside = /MW-7|high risk|Swap the primary|desk\.example|closing/;
    expect(noticeText("end", { ...subject, status: "rolled_back", closingNote: "closing" }, { audience: "customer", zone: "UTC" }).body).not.toMatch(inside);
    const { title, body } = noticeText("end", { ...subject, status: "rolled_back", closingNote: "closing" }, { audience: "team", zone: "UTC" });
    expect(title).toBe("Maintenance was rolled back: Ledger moves");
    for (const each of ["MW-7", "high risk", "Swap the primary.", "https://desk.example/maintenance/7", "closing"]) expect(body).toContain(each);
  });
  it("is read back from its key", () => {
    const key = noticeKey("mw_1", { moment: "t1h", window: base, told: [], recipient: "a|b@example.test" });
    expect(toldOfKey(key, 5)).toEqual({ moment: "t1h", startsAtMs: start, endsAtMs: start + hour, atMs: 5, recipient: "a|b@example.test" });
    expect(toldOfKey("act_1:email", 5)).toBeNull();
  });
});
