import { describe, expect, it } from "vitest";
import { days, planOf } from "./test-plans";

describe("what is said beside the question", () => {
  it.each([
    ["The mobile team swears that it ships all the time. How often did it deploy in each of the last six months?", "2026-02-01..2026-08-01"],
    ["Quick one before my ten o'clock: June's incidents by severity", "2026-06-01..2026-07-01"],
    ["After losing the whole data centre, which systems do we switch back on first in July?", "2026-07-01..2026-08-01"],
  ])("names no period: %s", (question, time) => expect([days(planOf(question)?.time), planOf(question)?.compareTo]).toEqual([time, null]));

  it("nowadays is no day", () => expect(planOf("Would you still look after notifications with your own hands in this day and age?")?.time?.explicit).not.toBe(true));

  it.each([
    ["The night shift maintains that half the alerts are noise. What was the noise share by service last week?", []],
    ["Suppose twice as many people came to us overnight. How much traffic would api-gateway take?", []],
    ["how many pages did the night shift get last week", ["time_of_day:night"]],
    ["How many minutes have incidents with a vendor at the bottom of them cost us this year?", ["root_cause:vendor"]],
  ])("narrows nothing but what it says: %s", (question, filters) => expect(planOf(question)?.filters).toEqual(filters));
});

describe("two figures", () => {
  it.each([
    ["Tickets in versus tickets out last week", ["ticket_volume", "tickets_closed"]],
    ["tickets in, tickets out since monday", ["ticket_volume", "tickets_closed"]],
    ["Do we finish as many tickets as come through the door? Day by day for last week.", ["ticket_volume", "tickets_closed"]],
    ["How much traffic came to api-gateway this Monday and how many percent of it failed?", ["request_volume", "error_rate"]],
  ])("%s", (question, metrics) => expect(planOf(question)?.metrics).toEqual(metrics));

  it.each([
    "what share of closed tickets were reopened in July?",
    "Month by month since January, what proportion of solved tickets had to be opened again?",
  ])("what befell is the figure, and no condition of it: %s", (question) => expect([planOf(question)?.metrics, planOf(question)?.filters]).toEqual([["reopen_rate"], []]));

  it("waiting for a hand is no state of its own", () => expect(planOf("Which team let new requests lie around longest in July before anybody picked them up?")?.filters).toEqual([]));
});

describe("two periods", () => {
  it.each([
    ["Which kind of ticket grew the most from Q1 to Q2?", "2026-04-01..2026-07-01", "2026-01-01..2026-04-01"],
    ["Which team had most rollbacks in Q2, and was it better in Q1?", "2026-04-01..2026-07-01", "2026-01-01..2026-04-01"],
    ["incidents by month from May to July", "2026-05-01..2026-08-01", null],
    ["Tickets opened by month in Q2, and was there ever a month where we got ahead?", "2026-04-01..2026-07-01", null],
  ])("%s", (question, time, other) => expect([days(planOf(question)?.time), days(planOf(question)?.compareTo)]).toEqual([time, other]));
});

describe("what it is told apart by", () => {
  it.each([
    ["What do we pay per answer from the assistant, for each of the models it uses?", ["model"]],
    ["What does a task cost us on each language model, August so far?", ["model"]],
    ["Set our regions side by side: how long did it take to resolve tickets in July?", ["region"]],
    ["How many incidents did we have this year, and what caused them?", ["root_cause"]],
    ["June tickets by phone, email, chat etc", ["channel"]],
    ["In which stage of its life does a ticket sit longest?", ["state"]],
  ])("%s", (question, dimensions) => expect(planOf(question)?.dimensions).toEqual(dimensions));

  it("rows that are enough", () => expect(planOf("Which categories had the most tickets since 1 July? Ten is plenty.")?.limit).toBe(10));
  it("a slip in an ordinary word", () => expect(days(planOf("incidents this month agianst last month")?.compareTo)).toBe("2026-07-01..2026-08-01"));
  it("half a year without a look", () => expect(planOf("runbooks nobody has touched in over half a year")?.filters).toContain("age>:6mo"));
});

describe("a few words behind an answer", () => {
  it.each([
    [["Share of failed changes by team, first half of 2026", "And the half before?"], "2025-07-01..2026-01-01", null],
    [["CSAT among enterprise customers in Q2", "Set beside the quarter before it?"], "2026-04-01..2026-07-01", "2026-01-01..2026-04-01"],
    [["How many maintenance windows did we have in June?", "Was July any busier?"], "2026-07-01..2026-08-01", "2026-06-01..2026-07-01"],
    [["How many deployments did the web team do in Q2?", "In Q1 then?"], "2026-01-01..2026-04-01", null],
  ])("%j", (questions, time, other) => expect([days(planOf(...questions)?.time), days(planOf(...questions)?.compareTo)]).toEqual([time, other]));

  it("narrow it to nights", () => expect(planOf("Pages per week since June", "just the night ones")).toMatchObject({ metrics: ["oncall_pages"], filters: ["time_of_day:night"] }));
  it("hit services and no traffic", () => expect(planOf("Number of sev1 incidents in Q2?", "Which services did they hit?")).toMatchObject({ metrics: ["incident_count"], dimensions: ["service"] }));
  it("the records behind a backlog are open", () => expect(planOf("How many open tickets does Globex have?", "can i see the actual tickets")).toMatchObject({ intent: "list_lookup", filters: ["status:open"] }));
});

describe("what only looks like it", () => {
  it.each([
    ["How many tickets are waiting for a solution?", ["ticket_backlog"], []],
    ["Where did we fall short of the SLA last month?", ["sla_breach_rate"], []],
    ["How many tickets that we closed last week had been escalated?", ["tickets_closed"], ["escalated:yes"]],
    ["Tell me how many sev1 incidents came in overnight last week", ["incident_count"], ["severity:sev1", "time_of_day:night"]],
    ["Incidents over the entire history, team by team", ["incident_count"], []],
  ])("%s", (question, metrics, filters) => expect([planOf(question)?.metrics, planOf(question)?.filters]).toEqual([metrics, filters]));

  it("work to do is no overdue action", () => expect(planOf("Which tickets had to do with the checkout outage?")?.metrics).not.toContain("action_overdue"));
  it("a period between two dates tells no channels apart", () => expect(planOf("How many tickets came by email or chat between 1 and 10 July?")?.dimensions).toEqual([]));
  it("all time is the other side where it is compared with", () => expect(days(planOf("Compare availability in July with all time")?.compareTo)).toBe("1970-01-01..2026-08-19"));
  it("a day after figures is the coming one where something may happen on it", () => expect(planOf("How many tickets did we close in July?", "Any risks on Friday?")?.time?.from).toBe("2026-08-21T00:00:00.000Z"));
  it("a ticket's number orders nothing to be done to it", () => expect([planOf("INC0000045")?.scope, planOf("Delete INC0000045")?.scope]).toEqual(["in", "unsafe_action"]));
  it("sent from May to July is one time", () => expect(days(planOf("Which service dropped the most requests from May to July?")?.time)).toBe("2026-05-01..2026-08-01"));
});
