import { describe, expect, it } from "vitest";
import { blindSpotMetrics, blindSpotSubjects } from "@/server/blind-spots/metrics";
import { catalogMetrics, catalogSubjects } from "@/server/catalog/metrics";
import { monitorMetrics } from "@/server/monitors/metrics";
import { sloMetrics, sloSubjects } from "@/server/slo/metrics";
import type { QueryPlan } from "../contract";
import { settlePlan } from "./settle-plan";

const layer = { metrics: [...monitorMetrics, ...catalogMetrics, ...sloMetrics, ...blindSpotMetrics], subjects: [...catalogSubjects, ...sloSubjects, ...blindSpotSubjects] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const settled = (question: string, given: Partial<QueryPlan> = {}) => settlePlan(plan(given), question, layer);

describe("records that are asked for by what they are or lack", () => {
  it.each([
    ["Which SLOs are frozen?", "slo", ["freeze!:none"]],
    ["what is under a change freeze", "slo", ["freeze!:none"]],
    ["Does the portal keep what it promises?", "promise", []],
    ["How are the portal's promises doing?", "promise", []],
    ["What are our blind spots?", "blind_spot", []],
    ["How are our goals doing?", "goal", []],
    ["Which services have no runbook?", "service", ["runbook:none"]],
    ["services without an SLO", "service", ["slo:none"]],
    ["which services lack an owner or a monitor", "service", ["owner:none", "monitor:none"]],
    ["Which services have no one on call, or rather no on-call?", "service", ["on_call:none"]],
  ])("%s", (question, subject, filters) => {
    const found = settled(question, { intent: "ranking", metrics: ["runbook_coverage"], dimensions: ["service"] });
    expect(found).toMatchObject({ intent: "list_lookup", subject, metrics: [], dimensions: [] });
    expect([...found.filters].sort()).toEqual([...filters].sort());
  });

  it("of goals and budgets leave the kind of question as it was read", () => {
    expect(settled("When does the budget of checkout run out?", { intent: "forecast", metrics: ["error_budget_remaining"] })).toMatchObject({ intent: "forecast", subject: "budget", metrics: [] });
    expect(settled("How far are we with our goals?", { intent: "metric_lookup", metrics: ["goal_progress"] })).toMatchObject({ intent: "metric_lookup", subject: "goal" });
  });

  it.each(["Will we hit our csat goal?", "Are we on track for the Q4 targets?"])("%s asks for the goals", (question) => expect(settled(question, { intent: "forecast", metrics: ["goal_progress"] })).toMatchObject({ intent: "forecast", subject: "goal", metrics: [] }));

  it("are counted when their number is asked for", () => {
    expect(settled("How many services have no SLO?", { metrics: ["slo_count"] })).toMatchObject({ intent: "metric_lookup", metrics: ["service_count"], filters: ["slo:none"], subject: null });
    expect(settled("How many SLOs are frozen?", { metrics: ["slo_count"] })).toMatchObject({ metrics: ["frozen_slos"], filters: [] });
  });

  it("keep the names in the question and the conditions that they can carry", () => {
    expect(settled("Which tier 1 services of SRE have no runbook?", { entities: ["team:sre"], filters: ["tier:1", "priority:p1"] })).toMatchObject({ entities: ["team:sre"], filters: ["tier:1", "runbook:none"] });
  });

  it.each(["What share of our services has no runbook?", "Which tickets have no owner?", "Why do services have no runbook?", "What were the promises after outages that we did not keep?", "Why are SLOs frozen?"])("%s asks for something else", (question) => {
    const given = plan({ intent: question.startsWith("Why") ? "root_cause" : "metric_lookup", metrics: ["runbook_coverage"] });
    expect(settlePlan(given, question, layer)).toEqual(given);
  });

  it("a refused question stays refused", () => expect(settled("Delete our goals: how are our goals?", { scope: "unsafe_action", intent: "out_of_scope" }).scope).toBe("unsafe_action"));
});

describe("a bound", () => {
  it("holds for the things that are named", () => expect(settled("Which services were below 99.9% availability?", { intent: "list_lookup", metrics: ["availability"], filters: ["availability<:0.999"] })).toMatchObject({ dimensions: ["service"] }));
  it("holds for what is usual otherwise", () => expect(settled("Which sites were below 99.9% availability?", { intent: "list_lookup", metrics: ["availability"], filters: ["availability<:0.999"] }).dimensions).toEqual([]));
});
