import { expect, it } from "vitest";
import type { QueryPlan } from "#contract/query";
import { boundedContext } from "./query-repository";

const plan = (entities: string[]): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: ["ticket_volume"], stats: [], dimensions: [], time: null, compareTo: null, entities, filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in" });

it("a thread remembers its last ten plans", () => {
  const plans = Array.from({ length: 14 }, (_, index) => plan([`team:group-${index}`]));
  expect(boundedContext(plans)).toEqual(plans.slice(4));
});

it("plans that are too long push out the older ones, never more than the thread's bytes", () => {
  const long = plan(Array.from({ length: 400 }, (_, index) => `team:group-${index}`));
  const kept = boundedContext([long, long, long, plan([])]);
  expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThanOrEqual(16 * 1024);
  expect(kept.at(-1)).toEqual(plan([]));
});
