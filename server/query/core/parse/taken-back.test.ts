import { describe, expect, it } from "vitest";
import { days, planOf } from "./test-plans";

describe("what a follow-up takes back", () => {
  it.each([
    [["How many sev2 incidents on auth this quarter?", "all severities"], { metrics: ["incident_count"], filters: [], entities: ["service:auth"] }],
    [["How many tickets did northwind open in July?", "forget northwind, everybody"], { metrics: ["ticket_volume"], entities: [] }],
    [["Incident count by service in July", "drop the split, just the total"], { intent: "metric_lookup", metrics: ["incident_count"], dimensions: [] }],
    [["How many changes were made on Fridays in Q2?", "drop the friday bit"], { filters: [], time: { from: "2026-04-01T00:00:00.000Z" } }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("what a follow-up adds", () => {
  it.each([
    [["How many incidents in Q2?", "only sev1", "plus sev2"], { filters: ["severity:sev1", "severity:sev2"] }],
    [["Open tickets by team", "break it down by priority too"], { dimensions: ["team", "priority"] }],
    [["How many incidents did auth have last month?", "and how long did they last?"], { metrics: ["incident_minutes"], entities: ["service:auth"] }],
    [["Escalation rate by team this quarter", "reopen rate as well"], { intent: "breakdown", metrics: ["reopen_rate"], dimensions: ["team"] }],
    [["How many rollbacks last month?", "what drove that"], { intent: "root_cause", metrics: ["rollback_count"] }],
    [["How many changes went out yesterday?", "and the day before"], { time: { from: "2026-08-17T00:00:00.000Z", to: "2026-08-18T00:00:00.000Z" } }],
    [["How many p1 tickets did northwind open in July?", "go back to June for that"], { filters: ["priority:p1"], time: { from: "2026-06-01T00:00:00.000Z", to: "2026-07-01T00:00:00.000Z" } }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));

  it("the same month of the year before is what it is compared with", () => {
    const plan = planOf("How many sev1 incidents in July?", "vs the same month last year");
    expect([plan?.intent, days(plan?.time), days(plan?.compareTo)]).toEqual(["comparison", "2026-07-01..2026-08-01", "2025-07-01..2025-08-01"]);
  });
  it("what it went up from is what it is compared with", () => {
    const plan = planOf("Maintenance minutes in June", "did it go up from May?");
    expect([days(plan?.time), days(plan?.compareTo)]).toEqual(["2026-06-01..2026-07-01", "2026-05-01..2026-06-01"]);
  });
});

describe("two questions in one", () => {
  it.each([
    ["How many things broke in July, and why?", { intent: "metric_lookup" }],
    ["How many incidents in Q2 and how long did they last?", { metrics: ["incident_count", "incident_minutes"] }],
    ["How many tickets did northwind open in July and how many did we get off the table for them?", { metrics: ["ticket_volume", "tickets_closed"] }],
    ["How many tickets did the identity team close last month?", { metrics: ["tickets_closed"] }],
    ["Incidents by hour of the day for 2026", { metrics: ["incident_count"], dimensions: ["hour_of_day"] }],
  ])("%s", (question, plan) => expect(planOf(question)).toMatchObject(plan));
});

describe("periods that lie ahead", () => {
  it.each([
    ["Which maintenance windows clash between now and the end of September?", "2026-08-19..2026-10-01"],
    ["Do I sign off the works on orders-db for tomorrow evening, yes or no?", "2026-08-20..2026-08-21"],
    ["How far along are our goals for the quarter?", "2026-07-01..2026-10-01"],
  ])("%s", (question, time) => expect(days(planOf(question)?.time)).toBe(time));
});
