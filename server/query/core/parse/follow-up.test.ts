import { describe, expect, it } from "vitest";
import { days, planOf } from "./test-plans";

describe("how many rows a follow-up asks for", () => {
  it.each([
    [["Five customers with the worst SLA breach rate in July", "Make ten out of it."], { intent: "ranking", limit: 10, dimensions: ["customer"] }],
    [["Which customers opened the most tickets last month?", "Only the enterprise ones, and five will do."], { intent: "ranking", limit: 5, filters: ["customer_tier:enterprise"] }],
    [["Show me every incident on payments-api this year", "too many, 5 is enough. longest first"], { intent: "list_lookup", limit: 5, entities: ["service:payments-api"] }],
    [["Which customers opened the most tickets last month?", "cut it down to 3"], { intent: "ranking", limit: 3 }],
    [["Which customers opened the most tickets last month?", "ten please"], { intent: "ranking", limit: 10 }],
    [["How many tickets were opened in July?", "ten please"], { intent: "metric_lookup", limit: null }],
    [["How many tickets were opened in July?", "only in the 30 days before"], { intent: "metric_lookup", limit: null }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("what a follow-up asks for", () => {
  it.each([
    [["Tickets raised in the last 3 months", "ok and which weekday gets hammered"], { intent: "ranking", metrics: ["ticket_volume"], dimensions: ["day_of_week"] }],
    [["What was our SLA breach rate last month", "hang on, how's that worked out? do paused tickets count"], { intent: "explain", metrics: ["sla_breach_rate"] }],
    [["Change failure rate by team in July", "What lies behind that figure?"], { intent: "root_cause", metrics: ["change_failure_rate"] }],
    [["Which services have the least error budget left this month?", "For the worst of them, do we stop putting out new versions for now?"], { intent: "decision" }],
    [["Alert noise ratio per team last month", "what would you do about it"], { intent: "process_improvement" }],
    [["Which services does the payments team run?", "and if Priya goes on leave, who covers that?"], { intent: "risk_assessment", entities: ["team:payments", "person:priya"] }],
    [["How many sev2 incidents this month?", "and if you look at July only?"], { intent: "metric_lookup", metrics: ["incident_count"] }],
    [["SLA breach rate for enterprise customers last month", "how does EU stack up to US there"], { intent: "comparison", filters: ["customer_tier:enterprise", "region:eu", "region:us"] }],
    [["How many incidents are open on the payments team?", "names and dates of those pls, not the total"], { intent: "list_lookup", entities: ["team:payments"] }],
    [["How many incidents last quarter?", "just the sev1 ones", "put root cause on it"], { intent: "breakdown", dimensions: ["root_cause"], filters: ["severity:sev1"] }],
    [["Incident count per team last month", "forget that. anything going on Saturday?"], { intent: "list_lookup", dimensions: [] }],
    [["Incident count per service last month", "forget that, by severity"], { metrics: ["incident_count"], dimensions: ["severity"] }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("which measure a follow-up means", () => {
  it.each([
    [["How many changes did the payments team make in July?", "and how many of them failed, as a rate"], { metrics: ["change_failure_rate"] }],
    [["How many maintenance windows did payments run in the first half?", "did any run over, as a %"], { metrics: ["maintenance_overrun_rate"], entities: ["team:payments"] }],
    [["Incident count by team, Q2", "in minutes not number of incidents"], { intent: "breakdown", metrics: ["incident_minutes"], dimensions: ["team"] }],
    [["Weekly MTTR over the last eight weeks", "how quick are they picked up, not fixed"], { intent: "trend", metrics: ["mtta"] }],
    [["Change lead time of the payments team in Q2", "so what's making them so slow?"], { intent: "root_cause", metrics: ["change_lead_time"] }],
    [["How many incidents did we have this month?", "the ones caused by a change, i mean"], { metrics: ["incident_count"], filters: ["root_cause:change"] }],
    [["Daily count of tickets closed last week", "no sorry, opened not closed"], { intent: "trend", metrics: ["ticket_volume"], filters: [] }],
    [["Which customers opened the most tickets last month?", "who waited longest for a first answer though"], { intent: "ranking", metrics: ["first_response_time"], dimensions: ["customer"] }],
    [["Incident minutes by service in July", "and how many incidents?"], { metrics: ["incident_count"] }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("what a follow-up takes the place of", () => {
  it.each([
    [["Average first response time for enterprise customers in Q2?", "Now for business accounts instead, and set it against Q1."], { intent: "comparison", filters: ["customer_tier:business"] }],
    [["Is checkout meeting its SLO this month?", "payments-api then, is that any better"], { metrics: ["slo_attainment"], entities: ["service:payments-api"] }],
    [["How many sev1 incidents in Q2?", "Same thing for sev2, please"], { metrics: ["incident_count"], filters: ["severity:sev2"] }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("what is removed, and what is not", () => {
  it.each([
    [["Incident minutes per service, last three months", "By severity as well, drop the service thing"], { scope: "in", intent: "breakdown", dimensions: ["severity"] }],
    [["Which services had the most sev1 incidents in May?", "take the severity filter off and do all of Q2"], { scope: "in", intent: "ranking", dimensions: ["service"], filters: [] }],
    [["Tickets by channel in July", "lose the channels"], { intent: "metric_lookup", dimensions: [] }],
    [["List tickets that have been open more than 90 days", "great, close all of them for me"], { scope: "unsafe_action" }],
    [["List tickets that have been open more than 90 days", "remove all tickets"], { scope: "unsafe_action" }],
    [["How many tickets were closed in July?", "how many of them were closed late?"], { scope: "in" }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("splits in the place of others", () => {
  it.each([
    [["How were last week's alerts spread over the services?", "I'd rather have it by hour of the day than by service."], { dimensions: ["hour_of_day"] }],
    [["Which teams had the most rollbacks in Q2", "swap team for service"], { intent: "ranking", dimensions: ["service"] }],
    [["How many sev1 and how many sev2 incidents did we get in the first half?"], { dimensions: ["severity"], filters: ["severity:sev1", "severity:sev2"] }],
  ])("%j", (questions, plan) => expect(planOf(...questions)).toMatchObject(plan));
});

describe("periods inside the one before", () => {
  it.each([
    [["How many tickets were opened last week?", "zoom in on Monday"], "2026-08-10..2026-08-11"],
    [["How many tickets were opened in July?", "zoom in on Monday"], "2026-08-17..2026-08-18"],
    [["MTTR on checkout in July", "wrong july, i want the 2025 one"], "2025-07-01..2025-08-01"],
  ])("%j", (questions, time) => expect(days(planOf(...questions)?.time)).toBe(time));
});

describe("enumerations of measures", () => {
  it.each([
    ["Who got paged most at night in July and how many of those were noise", ["oncall_pages", "alert_noise_ratio"]],
    ["deploy frequency and lead time per team for last quarter - and which of them has the worst failure rate", ["deployment_frequency", "change_lead_time", "change_failure_rate"]],
    ["maintenance minutes by month this year, how often did we overrun and how many windows clashed?", ["maintenance_minutes", "maintenance_overrun_rate", "maintenance_conflicts"]],
    ["How many incident minutes did we rack up in June?", ["incident_minutes"]],
  ])("%s", (question, metrics) => expect(planOf(question)?.metrics).toEqual(metrics));
});
