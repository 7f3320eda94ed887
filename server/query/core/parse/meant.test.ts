import { describe, expect, it } from "vitest";
import { days, planOf } from "./test-plans";

describe("which periods are meant", () => {
  it.each([
    ["Are tickets closed faster this quarter than last?", "2026-07-01..2026-10-01", "2026-04-01..2026-07-01"],
    ["This month against last: tickets opened", "2026-08-01..2026-09-01", "2026-07-01..2026-08-01"],
    ["tickets closed yesterday vs the same day a week earlier", "2026-08-18..2026-08-19", "2026-08-11..2026-08-12"],
    ["incidents this month agianst last month", "2026-08-01..2026-09-01", "2026-07-01..2026-08-01"],
    ["Why is the backlog larger this month than it was in June?", "2026-08-01..2026-09-01", "2026-06-01..2026-07-01"],
    ["How is time to resolve developing, month on month, over the last twelve months?", "2025-08-01..2026-08-01", null],
    ["Trend in tickets opened, by month, Q1 and Q2", "2026-01-01..2026-07-01", null],
    ["top ten categories, May to July", "2026-05-01..2026-08-01", null],
    ["share of tickets reopened, may", "2026-05-01..2026-06-01", null],
    ["how many outages in the week before last", "2026-08-03..2026-08-10", null],
    ["tickets opened this month. I mean the urgent ones.", "2026-08-01..2026-09-01", null],
  ])("%s", (question, time, compareTo) => expect([days(planOf(question)?.time), days(planOf(question)?.compareTo)]).toEqual([time, compareTo]));

  it("knows a part of a weekday", () => expect(planOf("what made checkout so slow on Monday afternoon")?.time).toMatchObject({ from: "2026-08-17T12:00:00.000Z", to: "2026-08-17T18:00:00.000Z" }));

  it.each([
    ["Which three risks would you raise with the CTO tomorrow?", false],
    ["By which doors could a stranger misuse our customer login, and what stands in his way today?", false],
    ["With the hands we have today, how long would it take to work off every open ticket?", false],
    ["Do we sign for the second data centre now, or can we hold off and still have the chance next year?", false],
    ["The works council asks me how many on-call tickets came in the night in July. Show it per weekday.", true],
    ["How many tickets do we have today?", true],
  ])("a time that is told with something else is no period: %s", (question, isAsked) => expect(planOf(question)?.time?.explicit ?? false).toBe(isAsked));

  it("takes no day of a meeting for the period", () => expect(planOf("Status of the payments team for my Monday meeting: tickets and outages")?.time?.explicit).toBe(false));
});

describe("which records are meant", () => {
  it.each([
    ["Which P1 tickets from Northwind haven't been closed yet?", { subject: "ticket", filters: ["priority:p1", "status:open"] }],
    ["List the tickets nobody has closed yet", { subject: "ticket", filters: ["status:open"] }],
    ["Show me every sev1 that is still open.", { subject: "incident", filters: ["severity:sev1", "status:open"] }],
    ["The ten most recent sev1 incidents, please", { subject: "incident", limit: 10 }],
    ["Which services missed their own target in July?", { subject: "service", metrics: ["slo_attainment"], filters: [] }],
    ["Which tickets missed their target last week?", { subject: "ticket", filters: ["sla:missed"] }],
    ["What if our biggest supplier is down for a day, what has to come back first?", { filters: [] }],
    ["Which three teams keep customers waiting longest?", { dimensions: ["team"] }],
    ["tickets of Northwind or Chat: time to resolve instead of first response time in July", { metrics: ["resolution_time"] }],
  ])("%s", (question, plan) => expect(planOf(question)).toMatchObject(plan));
});

describe("what a follow-up changes", () => {
  it("a name takes the place of the one before where periods are compared", () => expect(planOf("Uptime of payments-api in July vs June", "and auth?")).toMatchObject({ intent: "comparison", entities: ["service:auth"] }));
  it("a forecast looks ahead", () => expect(days(planOf("How many tickets will we get in September?", "And in October?")?.time)).toBe("2026-10-01..2026-11-01"));
  it("the week after is the next one", () => expect(days(planOf("how many tickets were opened last week", "and the week after?")?.time)).toBe("2026-08-17..2026-08-24"));
  it("beside it is compared with it", () => {
    const plan = planOf("How many tickets came in today, by channel?", "Now put yesterday beside it.");
    expect([days(plan?.time), days(plan?.compareTo)]).toEqual(["2026-08-19..2026-08-20", "2026-08-18..2026-08-19"]);
  });
  it("a number alone is the new limit", () => expect(planOf("top 5 teams by tickets opened in July", "make that ten")).toMatchObject({ intent: "ranking", limit: 10, dimensions: ["team"] }));
});
