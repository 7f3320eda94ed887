import { describe, expect, it } from "vitest";
import { sloMetrics } from "@/server/slo/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { QueryPlan } from "../contract";
import { settleAccounting } from "./settle-accounting";

const asked = (question: string, metrics: string[]): string[] => settleAccounting({ metrics } as unknown as QueryPlan, question, { metrics: [...sloMetrics, ...ticketMetrics], subjects: [] }).metrics;

describe("how a budget is counted", () => {
  it.each([
    ["Raw SLO attainment of checkout last month", ["slo_attainment"], ["slo_attainment_raw"]],
    ["SLO attainment without exclusions last month", ["slo_attainment"], ["slo_attainment_raw"]],
    ["Error budget left, counting planned maintenance", ["error_budget_remaining"], ["error_budget_remaining_raw"]],
    ["Error budget before any exclusions", ["error_budget_remaining"], ["error_budget_remaining_raw"]],
    ["Raw and adjusted attainment in July", ["slo_attainment"], ["slo_attainment", "slo_attainment_raw"]],
    ["Unadjusted and adjusted attainment in July", ["slo_attainment_raw"], ["slo_attainment", "slo_attainment_raw"]],
  ])("%s", (question, metrics, expected) => expect(asked(question, metrics)).toEqual(expected));

  it.each([
    ["SLO attainment last month", ["slo_attainment"]], ["How many tickets did we get, raw?", ["ticket_volume"]], ["Error budget without checkout", ["error_budget_remaining"]], ["How much budget did maintenance cost?", ["budget_spent"]],
  ])("%s is left as it is", (question, metrics) => expect(asked(question, metrics)).toEqual(metrics));
});
