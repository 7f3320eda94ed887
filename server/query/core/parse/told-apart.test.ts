import { describe, expect, it } from "vitest";
import { planOf } from "./test-plans";

describe("what a figure is told apart by", () => {
  it.each([
    ["incident minutes in Q2, cut by what caused them", ["root_cause"]],
    ["June's minutes of disruption divided up by what set them off", ["root_cause"]],
    ["time to assign in June, by the way they came in", ["channel"]],
    ["SLA breach rate in July, team by team", ["team"]],
    ["incidents by severity for each of the last eight weeks", ["severity", "week"]],
    ["which crew had the most pages in July", ["team"]],
    ["Is any service burning its error budget faster than it may? Show the rate for each.", ["service"]],
    ["Order the teams by maintenance overrun rate last quarter, the worst offender first", ["team"]],
    ["Who waits longest for a first reply: enterprise, business or free accounts?", ["customer", "customer_tier"]],
    ["EU vs US tickets in July", ["region"]],
    ["How do EU and APAC compare on broken response promises in Q2?", ["region"]],
    ["sev1 against sev2 incidents by month", ["month", "severity"]],
  ])("%s", (question, dimensions) => expect([...(planOf(question)?.dimensions ?? [])].sort()).toEqual(dimensions));
});

describe("what is no name and no measure", () => {
  it.each([
    ["how many tickets are open at each line of support", []],
    ["Give me a fair way to score wishes for the branch app", []],
    ["Why does nobody use the reporting form for outages?", []],
  ])("%s names nothing", (question, entities) => expect(planOf(question)?.entities).toEqual(entities));

  it("is of the kind of its neighbours in a row of names", () => expect(planOf("tickets closed by sre, data or identity last month")?.entities).toEqual(["team:sre", "team:data", "team:identity"]));
  it("calls nobody where a page is a screen", () => expect(planOf("How is the SLO attainment on the front page worked out?")?.metrics).not.toContain("oncall_pages"));
  it.each([
    ["How many releases did we have to pull back in July?", ["rollback_count"]],
    ["How many deployments did web make in July, and how many were rolled back?", ["deployment_frequency", "rollback_count"]],
  ])("counts what befell, not what it befell: %s", (question, metrics) => expect(planOf(question)?.metrics).toEqual(metrics));
});

describe("how old and how many", () => {
  it.each(["Runbooks nobody has touched for over a year", "every runbook that has gone more than twelve months without anybody reviewing it"])("papers grow old: %s", (question) => expect(planOf(question)?.filters).toContain("age>:12mo"));
  it("other things take their time", () => expect(planOf("incidents that lasted longer than 2 hours")?.filters).toContain("duration>:2h"));
  it("counts before any superlative", () => expect(planOf("the 8 crustiest tickets nobody has closed yet")?.limit).toBe(8));
});

describe("what has something of its own", () => {
  it.each([["sre's tickets in July", ["team:sre"]], ["What do SREs do all day?", []]])("%s", (question, entities) => expect(planOf(question)?.entities).toEqual(entities));
});

describe("counts by the way in, and what was passed on", () => {
  it.each([
    ["tickets by phone last month", ["ticket_volume"]],
    ["How many P3 tickets did Initech open by email this year?", ["ticket_volume"]],
    ["Which teams handed away the most tickets last quarter?", ["handed_away"]],
  ])("%s", (question, metrics) => expect([planOf(question)?.scope, planOf(question)?.metrics]).toEqual(["in", metrics]));
});

describe("a weekday and the one before", () => {
  it("are a week apart", () => {
    const plan = planOf("Was search slower this Monday than the Monday before?");
    expect([plan?.time?.from, plan?.compareTo?.from]).toEqual(["2026-08-17T00:00:00.000Z", "2026-08-10T00:00:00.000Z"]);
  });
});

describe("two words", () => {
  it.each([["stuck tickets", "in"], ["delete tickets", "unsafe_action"], ["purge tickets", "unsafe_action"]])("%s: %s", (question, scope) => expect(planOf(question)?.scope).toBe(scope));
});
