import { expect, it } from "vitest";
import type { QueryPlan, Reading } from "#contract/query";
import { withLenses } from "./lenses";

const plan = { intent: "ranking", metrics: ["sla_breach_rate"], persona: "support_lead" } as unknown as QueryPlan;
const chip = (slot: string): Reading["chips"][number] => ({ slot, connective: "", value: "as read", assumed: true, options: [] });

it("every other lens is offered, and changes nothing of the plan but the lens", () => {
  const [metric, lens] = withLenses([chip("metric"), chip("lens")], plan);
  expect(metric?.options).toEqual([]);
  expect(lens?.value).toBe("Support lead");
  expect(lens?.options).toHaveLength(10);
  for (const option of lens?.options ?? []) expect({ ...option.plan, persona: plan.persona }).toEqual(plan);
});

it("nothing is offered while there is no plan to edit", () => {
  expect(withLenses([chip("lens")], null)).toEqual([chip("lens")]);
});
