import "server-only";
import type { GoalChoices } from "@/components/catalog/goal-sheets";
import { operations } from "@/server/api/operations";
import { pageCall } from "@/server/api/page";

/** The metrics and services that a goal can be set on. */
export async function loadGoalChoices(): Promise<GoalChoices> {
  const [metrics, services] = await Promise.all([pageCall(operations.catalog.goalMetrics, {}), pageCall(operations.catalog.listServices, { limit: 100 })]);
  return { metrics: metrics.items, services: services.items.map(({ slug, name }) => ({ slug, name })) };
}
