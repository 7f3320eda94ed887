import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capacityProgram, sustainedPace, wholeWeeks } from "./capacity";
import { constraintProgram } from "./constraint";
import { erlangProgram } from "./erlang-c";
import { daysInSystem, daysToReach, isSteady, littlesLawProgram } from "./littles-law";
import { runProgram, wordsOf } from "./testing";
import { valueStreamProgram } from "./value-stream";

const one = (metric: string, value: number | null, days = 30) => ({ metric, days, rows: [{ [metric]: value, n: value }] });

describe("Little's law", () => {
  it("W = L / lambda: 90 open at 30 a day stay 3 days", () => expect(daysInSystem({ departures: 30, open: 90 })).toBe(3));
  it("nothing leaves, so that no time can be told", () => expect(daysInSystem({ departures: 0, open: 90 })).toBeNull());
  it.each([
    [{ arrivals: 10, departures: 12, open: 60 }, 0, 30, "two a day more leave: 60 take 30 days"],
    [{ arrivals: 10, departures: 12, open: 60 }, 40, 10, "down to 40 takes 10 days"],
    [{ arrivals: 10, departures: 10, open: 60 }, 0, null, "in balance it stays"],
    [{ arrivals: 12, departures: 10, open: 60 }, 0, null, "more arrives: never"],
    [{ arrivals: 12, departures: 10, open: 5 }, 5, 0, "it is there already"],
  ])("days to reach: %o to %d", (flow, target, expected, _reason) => expect(daysToReach(flow, target)).toBe(expected));
  it("is steady within a tenth", () => expect([isSteady({ arrivals: 10, departures: 11, open: 1 }), isSteady({ arrivals: 10, departures: 12, open: 1 }), isSteady({ arrivals: 0, departures: 0, open: 1 })]).toEqual([true, false, false]));

  it("is told with its figures", () => {
    const { lede, dropped, artefact } = runProgram(littlesLawProgram, { opened: one("ticket_volume", 300), closed: one("tickets_closed", 360), open: one("ticket_backlog", 60) });
    expect(lede).toBe("60 tickets are open; at 12 closed and 10 opened a day the backlog reaches the wanted number in 30 days.");
    expect(dropped).toBe(0);
    expect(artefact?.gaps.join(" ")).toContain("not steady");
  });
  it("says never when more arrives, and proposes the gap", () => {
    const { lede, actions } = runProgram(littlesLawProgram, { opened: one("ticket_volume", 360), closed: one("tickets_closed", 300), open: one("ticket_backlog", 60) });
    expect(lede).toContain("never cleared: it grows by 14 a week");
    expect(wordsOf(actions[0]?.text ?? [])).toContain("14 a week");
  });
  it("answers what more closures would do", () => expect(runProgram(littlesLawProgram, { opened: one("ticket_volume", 300), closed: one("tickets_closed", 300), open: one("ticket_backlog", 70) }, { assumptions: { "littles_law.extra_per_week": 70 } }).lede).toContain("in 7 days"));
  it("is not drawn without one of the three", () => expect(runProgram(littlesLawProgram, { opened: one("ticket_volume", 300), closed: one("tickets_closed", null), open: one("ticket_backlog", 60) }).artefact).toBeNull());
  it("more closures never take longer", () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 1_000 }), (arrivals, departures, open) => {
      const [slow, fast] = [daysToReach({ arrivals, departures, open }, 0), daysToReach({ arrivals, departures: departures + 1, open }, 0)];
      expect(fast ?? Infinity).toBeLessThanOrEqual(slow ?? Infinity);
    }));
  });
});

const states = (rows: [string | null, number][]) => ({ states: { metric: "time_in_state", rows: rows.map(([state, sum]) => ({ key: state, state, sum, n: 10 })) } });

describe("a value stream", () => {
  it("shares the time between opened and done, and tells waiting from work", () => {
    const { lede, artefact, dropped } = runProgram(valueStreamProgram, { ...states([["Active", 30], ["Awaiting User Info", 60], ["New", 10], ["Resolved", 900]]), reassigned: one("reassignment_rate", 0.25) });
    expect(lede).toBe("60 % of the time between opened and done passes in Awaiting User Info; 70 % in states in which a ticket waits. 25 % of tickets change group on the way.");
    expect(artefact?.body.kind === "flow" && artefact.body.stages.map(({ label, share, tone }) => [label, share, tone])).toEqual([["Awaiting User Info", 0.6, "bad"], ["Active", 0.3, "neutral"], ["New", 0.1, "watch"]]);
    expect(dropped).toBe(0);
  });
  it("is not drawn over one state", () => expect(runProgram(valueStreamProgram, states([["Active", 30], ["Closed", 10], [null, 5]])).artefact).toBeNull());
});

const queue = (metric: string, counts: Record<string, number>) => ({ metric, days: 10, href: "/tickets?status=open", rows: Object.entries(counts).map(([team, value]) => ({ key: team.toLowerCase(), team, [metric]: value, n: value })) });

describe("a constraint", () => {
  it("is the queue with the most days of work, not the one with the most tickets", () => {
    const { lede, actions, dropped } = runProgram(constraintProgram, { open: queue("ticket_backlog", { Desk: 100, Network: 30 }), closed: queue("tickets_closed", { Desk: 500, Network: 50 }) });
    expect(lede).toBe("Network is the constraint: its queue holds 6 days of work at its own pace (30 open, 5 closed a day); next is Desk with 2 days.");
    expect(actions.map(({ owner, href }) => [owner, href])).toEqual([["Network", "/tickets?status=open&team=network"], ["Network", "/tickets?status=open&team=network"]]);
    expect(dropped).toBe(0);
  });
  it("leaves small queues out, and says of a group that closes nothing that it has no pace", () => {
    const { artefact, lede } = runProgram(constraintProgram, { open: queue("ticket_backlog", { Desk: 20, Idle: 9, Small: 4 }), closed: queue("tickets_closed", { Desk: 100, Small: 1 }) });
    expect(lede).toContain("Desk is the constraint");
    expect(artefact?.gaps[0]).toContain("closed none");
    expect(artefact?.body.kind === "table" && artefact.body.rows.map(({ cells }) => wordsOf(cells[3] ?? []))).toEqual(["2 days", "closes none"]);
  });
  it("is not drawn with one group", () => expect(runProgram(constraintProgram, { open: queue("ticket_backlog", { Desk: 20 }), closed: queue("tickets_closed", { Desk: 100 }) }).missing.length).toBe(1));
});

const weeks = (metric: string, values: number[]) => ({ metric, rows: values.map((value, index) => ({ week: `2026-01-${String(index + 1).padStart(2, "0")}`, [metric]: value })) });

describe("capacity", () => {
  it("leaves out the first and last week, which the period may cut", () => expect(wholeWeeks({ id: "", title: "", columns: [], rows: [{ v: 1 }, { v: 5 }, { v: 6 }, { v: 2 }], totalRows: 4, sql: "", parameters: [], href: null }, "v")).toEqual([5, 6]));
  it("is the best pace held for four weeks, not the best week", () => expect([sustainedPace([10, 10, 10, 50, 10]), sustainedPace([10, 10, 10])]).toEqual([20, null]));
  it("is set against demand as it is, grown, and at its peak", () => {
    const { lede, worked, actions, dropped } = runProgram(capacityProgram, { opened: weeks("ticket_volume", [9, 100, 100, 100, 140, 9]), closed: weeks("tickets_closed", [9, 120, 120, 120, 120, 9]) });
    expect(lede).toBe("A usual week, grown as assumed, is more than was ever handled: 132 tickets against 120 closed a week at the best pace held for a month (headroom -9.1 %). The busiest week would not fit.");
    expect(worked("capacity_demand")?.rows.map(({ demand }) => demand)).toEqual([110, 132, 140, 168]);
    expect(wordsOf(actions[0]?.text ?? [])).toContain("48 tickets more");
    expect(dropped).toBe(0);
  });
  it("is not drawn over three whole weeks", () => expect(runProgram(capacityProgram, { opened: weeks("ticket_volume", [1, 2, 3, 4, 5]), closed: weeks("tickets_closed", [1, 2, 3, 4, 5]) }).artefact).toBeNull());
});

const hours = (counts: Record<string, number>, days: number) => ({ by_hour: { metric: "ticket_volume", days, rows: Object.entries(counts).map(([hour_of_day, value]) => ({ hour_of_day, ticket_volume: value, n: value })) } });

describe("Erlang C staffing", () => {
  const promise = { "erlang_c.answer_minutes": 1, "erlang_c.away": 0.2 };
  it("staffs every hour of a mean day and tells the busiest; without conversations the work is assumed", () => {
    const { lede, worked, dropped, artefact, actions } = runProgram(erlangProgram, hours({ "9:00": 300, "10:00": 1_000, "11:00": 0, "12:00": 200 }, 10), { assumptions: { ...promise, "erlang_c.handle_minutes": 3 } });
    // 100 an hour of 3 minutes: 5 erlangs; 7 agents answer 1 - 0.3241 * e^(-2/3) = 83.4 % within a minute, 6 only 1 - 0.5875 * e^(-1/3).
    expect(lede).toBe("7 agents answer 83.4 % within 1 min in the busiest hour (10:00, 100 tickets an hour); with absence, 9 on the rota. A ticket is assumed to take 3 min.");
    // 30 an hour: 1.5 erlangs; with 3 agents C = 0.2368, 1 - 0.2368 * e^(-1/2) = 85.6 %. 20 an hour: 1 erlang; with 2, C = 1/3, 1 - e^(-1/3)/3 = 76.1 %; with 3, C = 1/11, 1 - e^(-2/3)/11 = 95.3 %.
    expect(worked("erlang_c_staffing")?.rows.map(({ hour, agents, in_time }) => [hour, agents, Number(in_time).toFixed(3)])).toEqual([["9:00", 3, "0.856"], ["10:00", 7, "0.834"], ["12:00", 3, "0.953"]]);
    expect(artefact?.gaps[0]).toContain("no conversation is on record");
    expect(actions.map((action) => wordsOf(action.text))).toEqual(["Compare the rota for 10:00 with 7 agents."]);
    expect(dropped).toBe(0);
  });
  it("takes the work on a ticket from the messages that the desk wrote, and says which part is assumed", () => {
    const found = { ...hours({ "10:00": 1_000 }, 10), messages: { metric: "desk_messages", rows: [{ desk_messages: 1.5, n: 40 }] } };
    const { lede, dropped } = runProgram(erlangProgram, found, { assumptions: { ...promise, "erlang_c.message_minutes": 2, "erlang_c.handle_minutes": 200 } });
    expect(lede).toContain("7 agents answer 83.4 %");
    expect(lede).toContain("A ticket takes 3 min: 1.5 messages of the desk, as measured, at 2 min each, as assumed.");
    expect(dropped).toBe(0);
  });
  it.each([["no tickets", hours({ "10:00": 0 }, 10)], ["less than a day", hours({ "10:00": 4 }, 0.5)], ["no answer", {}]])("is not drawn with %s", (_, results) => expect(runProgram(erlangProgram, results).artefact).toBeNull());
});
