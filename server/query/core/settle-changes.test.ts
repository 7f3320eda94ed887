import { describe, expect, it } from "vitest";
import { deploymentMetrics, deploymentSubjects } from "@/server/deployments/metrics";
import { maintenanceMetrics, maintenanceSubjects } from "@/server/maintenance/metrics";
import type { QueryPlan } from "../contract";
import { settleChanges } from "./settle-changes";

const layer = { metrics: [...maintenanceMetrics, ...deploymentMetrics], subjects: [...maintenanceSubjects, ...deploymentSubjects] };
const plan = (more: Partial<QueryPlan>): QueryPlan => ({ intent: "root_cause", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in", ...more });
const settled = (question: string, given: Partial<QueryPlan> = {}): QueryPlan => settleChanges(plan(given), question, layer);
const august = { from: "2026-08-01T00:00:00.000Z", to: "2026-09-01T00:00:00.000Z", label: "August", explicit: true, zone: "UTC" };

describe("what changed before trouble", () => {
  it.each<[string, Partial<QueryPlan>, string]>([
    ["What changed before the checkout outage?", { entities: ["service:checkout"] }, "before:outage"],
    ["what did we deploy in the hour before the last incident", { time: august }, "before_last:incident"],
    ["Which releases preceded the alert on search?", { entities: ["service:search"] }, "before:alert"],
    ["What was deployed before checkout went down in August?", { time: august, entities: ["service:checkout"] }, "before_any:outage"],
    ["What changed before INC-30?", { time: august }, "incident:30"],
  ])("%s", (question, given, filter) => expect(settled(question, { filters: ["root_cause:change"], ...given })).toMatchObject({ intent: "root_cause", subject: "change_before", filters: [filter] }));
  it.each(["How many deployments were there before the outage?", "What happened before the outage?", "Did we make more changes before the incident than after?"])("%s asks for something else", (question) => expect(settled(question).subject).toBeNull());
});

describe("whether planned work should move", () => {
  it.each<[string, Partial<QueryPlan>, Partial<QueryPlan>]>([
    ["Should we move Saturday's database window?", { time: august }, { words: ["database"], time: august }],
    ["Would it be wise to postpone the checkout maintenance?", { entities: ["service:checkout"] }, { entities: ["service:checkout"] }],
    ["Is there a better time for MW-12?", {}, { words: ["mw-12"] }],
    ["Is the database window on Saturday safe?", { time: august }, { words: ["database"], time: august }],
  ])("%s", (question, given, expected) => {
    expect(settled(question, { intent: "decision", metrics: ["maintenance_conflicts"], ...given })).toMatchObject({ intent: "decision", subject: "window_advice", metrics: ["maintenance_conflicts"], limit: 3, ...expected });
  });
  it.each(["Should we move to a new provider?", "How many maintenance windows moved?"])("%s asks for something else", (question) => expect(settled(question, { intent: question.startsWith("How") ? "explain" : "decision" }).subject).toBeNull());
});

describe("work that a question orders", () => {
  it("is looked at with the slot finder for the service that it names, and the length", () => {
    expect(settled("Please schedule two hours of maintenance for search on Friday", { intent: "metric_lookup", metrics: ["maintenance_minutes"], entities: ["service:search", "team:web"], time: august })).toMatchObject({ intent: "decision", subject: "free_slot", metrics: [], entities: ["service:search"], filters: ["minutes:120"], time: august, limit: 3 });
  });
  it("shows what lies ahead where no service is named, also where so short a question was taken for none", () => {
    const ahead = { intent: "list_lookup", subject: "maintenance_window", filters: ["ahead:yes"], scope: "in", persona: "change_manager" };
    expect(settled("Schedule maintenance", { intent: "out_of_scope", scope: "off_domain" })).toMatchObject(ahead);
    expect(settled("Book a maintenance window", { metrics: ["maintenance_count"] })).toMatchObject(ahead);
  });
  it("is not ordered by what is asked about it, nor past a refusal", () => {
    expect(settled("What is scheduled for checkout?", { intent: "list_lookup", entities: ["service:checkout"] }).subject).toBeNull();
    expect(settled("Schedule maintenance without approval", { scope: "unsafe_action" }).scope).toBe("unsafe_action");
  });
});

describe("whether a release may go out", () => {
  it.each<[string, Partial<QueryPlan>, Partial<QueryPlan>]>([
    ["Can we deploy on Friday?", { metrics: ["deployment_frequency"], time: august }, { filters: ["reach:any"], time: august }],
    ["is it safe to release checkout tomorrow?", { entities: ["service:checkout", "team:web"], time: august }, { entities: ["service:checkout"], filters: [] }],
    ["Is Friday a good day to ship?", { time: august }, { filters: ["reach:any"] }],
    ["Any freeze next week?", { intent: "forecast", time: august }, { intent: "decision", filters: ["reach:any"] }],
    ["May we deploy right now?", {}, { filters: ["reach:any"], time: null }],
    ["Are deployments allowed next week?", { intent: "metric_lookup", time: august }, { intent: "decision" }],
  ])("%s", (question, given, expected) => expect(settled(question, { intent: "decision", ...given })).toMatchObject({ subject: "release_advice", ...expected }));
  it.each<[string, Partial<QueryPlan>]>([
    ["Should we release more often?", { time: august }], ["Can we deploy?", {}], ["May the web team release this month, or is their budget spent?", { entities: ["team:web"], time: august }], ["How many releases were there on Friday?", { time: august }], ["Should we stop releasing on Fridays?", { time: august }],
    ["Can we deploy during Saturday's maintenance?", { time: august }], ["Why can we not deploy on Friday?", { time: august, intent: "root_cause" }],
  ])("%s asks for something else", (question, given) => expect(settled(question, { intent: "decision", ...given }).subject).toBeNull());
});

describe("when work is best done", () => {
  it.each<[string, Partial<QueryPlan>, Partial<QueryPlan>]>([
    ["When is the best time for two hours of maintenance on the database next week?", { intent: "forecast", metrics: ["maintenance_minutes"], time: august }, { filters: ["minutes:120"], words: ["database"], time: august, metrics: [] }],
    ["Find a slot for a one hour window on search", { entities: ["service:search"] }, { filters: ["minutes:60"], entities: ["service:search"] }],
    ["When can we patch checkout for 100 minutes?", { entities: ["service:checkout"] }, { filters: ["minutes:120"] }],
    ["Suggest a quiet time to restart auth", { entities: ["service:auth"] }, { filters: ["minutes:60"] }],
  ])("%s", (question, given, expected) => expect(settled(question, { intent: "decision", ...given })).toMatchObject({ intent: "decision", subject: "free_slot", ...expected }));
  it.each(["When was the best time for maintenance last year?", "When is the best time to hire?", "When is the best time for maintenance?"])("%s asks for something else", (question) => expect(settled(question, { intent: "decision" }).subject).toBeNull());
});

describe("windows and deployments", () => {
  it("are listed where they are asked for as records, and counted where their number is", () => {
    expect(settled("Show me the maintenance windows next week", { intent: "metric_lookup", metrics: ["maintenance_count"] })).toMatchObject({ intent: "list_lookup", subject: "maintenance_window" });
    expect(settled("Which deployments were rolled back in August?", { intent: "list_lookup", metrics: ["rollback_count"], filters: ["root_cause:change"] })).toMatchObject({ subject: "deployment", filters: ["environment:production", "outcome:rolled_back"] });
    expect(settled("How many maintenance windows next week?", { intent: "metric_lookup", metrics: ["maintenance_count"] }).subject).toBeNull();
  });
});
