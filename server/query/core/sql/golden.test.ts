import { describe, expect, it } from "vitest";
import { alertMetrics } from "@/server/alerts/metrics";
import { blindSpotMetrics } from "@/server/blind-spots/metrics";
import { catalogMetrics } from "@/server/catalog/metrics";
import { deploymentMetrics } from "@/server/deployments/metrics";
import { incidentMetrics } from "@/server/incidents/metrics";
import { knowledgeMetrics } from "@/server/knowledge/metrics";
import { runbookMetrics } from "@/server/runbooks/metrics";
import { maintenanceMetrics } from "@/server/maintenance/metrics";
import { monitorMetrics } from "@/server/monitors/metrics";
import { queryMetrics } from "@/server/query/metrics";
import { sloMetrics } from "@/server/slo/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import type { MetricDefinition } from "../metric";
import { compileDrivers } from "./compile-drivers";
import { compileGroups, compileTotal } from "./compile-metric";
import { compileTrend } from "./compile-trend";

const metrics: readonly MetricDefinition[] = [...ticketMetrics, ...monitorMetrics, ...catalogMetrics, ...knowledgeMetrics, ...queryMetrics, ...incidentMetrics, ...sloMetrics, ...blindSpotMetrics, ...maintenanceMetrics, ...deploymentMetrics, ...runbookMetrics, ...alertMetrics];
const request = { stats: [], range: { from: "2026-08-01T00:00:00.000Z", to: "2026-09-01T00:00:00.000Z" }, zone: "UTC", entities: [], filters: [], scope: { kind: "all" as const } };

const shown = ({ text, values }: { text: string; values: unknown[] }): string => `${text}\n-- ${JSON.stringify(values)}\n`;

describe("the SQL of every metric", () => {
  it.each(metrics.map((metric) => [metric.id, metric] as const))("%s is what the repository shows", async (id, metric) => {
    const dimension = metric.defaultDimension ?? metric.dimensions[0]?.id;
    const grouped = dimension === undefined ? "" : `\n-- by ${dimension}\n${shown(compileGroups({ ...request, metric, dimension, dimensionLabel: dimension, order: "desc", limit: 10 }))}`;
    await expect(`-- ${metric.definition}\n${shown(compileTotal({ ...request, metric }))}${grouped}`).toMatchFileSnapshot(`golden/${id}.sql`);
  });
});

describe("the SQL of courses, changes and narrowings", () => {
  const metric = (id: string): MetricDefinition => metrics.find((each) => each.id === id) ?? Object.assign({}, metrics[0]);
  const before = { from: "2026-07-01T00:00:00.000Z", to: "2026-08-01T00:00:00.000Z" };
  const drivers = (id: string) => compileDrivers({ ...request, metric: metric(id), before, dimension: "team", dimensionLabel: "Group", orderBy: "contribution", order: "desc", limit: 8 });
  it.each([
    ["course-of-a-stock", () => compileTrend({ ...request, metric: metric("ticket_backlog"), bucket: "week" })],
    ["course-of-an-age", () => compileTrend({ ...request, metric: metric("ticket_age"), bucket: "week" })],
    ["course-of-a-span", () => compileTrend({ ...request, metric: metric("availability"), bucket: "week" })],
    ["change-of-a-count", () => drivers("ticket_volume")],
    ["change-of-a-rate", () => drivers("sla_breach_rate")],
    ["change-of-a-median", () => drivers("resolution_time")],
    ["thresholds", () => compileTotal({ ...request, zone: "Europe/Berlin", metric: metric("ticket_volume"), filters: ["duration>:2d", "reassignments>:2", "time_of_day:business_hours", "day_of_week!:monday", "priority:urgent", "category:none", "category:Access"] })],
    ["hours-over-midnight", () => compileTotal({ ...request, zone: "Europe/Berlin", metric: metric("ticket_volume"), filters: ["time_of_day:22:00-06:00", "time_of_day:12:30-13:15"] })],
    ["threshold-on-the-figure", () => compileGroups({ ...request, metric: metric("availability"), filters: ["availability<:0.999"], dimension: "monitor", dimensionLabel: "Site", order: "asc", limit: 10 })],
  ] as const)("%s is what the repository shows", async (name, compile) => {
    const compiled = compile();
    await expect(compiled === null ? "none" : shown(compiled)).toMatchFileSnapshot(`golden/forms/${name}.sql`);
  });
});

/** Ratios of time or of budget: there is nothing to count above the line. */
const withoutCount = new Set(["availability", "error_budget_remaining", "error_budget_remaining_raw", "budget_spent"]);

describe("every metric", () => {
  it.each(metrics.map((metric) => [metric.id, metric] as const))("%s says what it is", (_, metric) => {
    expect(metric.definition).toMatch(/^[A-Z].{20,}\.$/s);
    expect(metric.phrase).toContain("{value}");
    expect(metric.stats[metric.defaultStat]).toBeDefined();
    expect(metric.synonyms.length).toBeGreaterThan(0);
    if (metric.unit === "ratio") expect([metric.isAdditive, metric.stats.count === undefined && !withoutCount.has(metric.id)]).toEqual([false, false]);
  });
  it("has an id of its own", () => expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length));
});
