import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { annotate, removeAnnotation } from "./annotate";
import { endOverride, listBudgetFreezes, overrideFreeze, setPolicy } from "./budget-policy";
import { annotateInput, budgetFreezeSchema, endOverrideInput, getSloInput, listFreezesInput, overrideFreezeInput, promisesOutput, removeAnnotationInput, setPolicyInput, sloBudgetSchema, sloChangedOutput } from "./contract";
import { getBudget } from "./get-budget";
import { listPromises } from "./promises";

const idOnly = z.object({ id: z.string() });
const write = { permission: "slo.write", effect: "write" } as const;

/** What follows from a budget: policy, freezes, forecast, notes. */
export const budgetOperations = {
  budget: defineOperation({ summary: "What an SLO's error budget leads to: its policy, freezes of change, when it runs out (80% interval), notes", permission: "slo.read", effect: "read", rest: "GET /slos/{slug}/budget", input: getSloInput, output: sloBudgetSchema, run: getBudget }),
  freezes: defineOperation({ summary: "Freezes of change that error budgets hold somewhere in a stretch of time", permission: "slo.read", effect: "read", rest: "GET /slo-freezes", input: listFreezesInput, output: z.object({ items: z.array(budgetFreezeSchema), nextCursor: z.string().nullable() }), run: async (input) => ({ items: await listBudgetFreezes(input), nextCursor: null }) }),
  promises: defineOperation({ summary: "Every promise of the portal itself: target, value, observations, method, and whether it is kept", permission: "slo.read", effect: "read", rest: "GET /promises", input: z.object({}), output: promisesOutput, run: listPromises }),
  setPolicy: defineOperation({ ...write, summary: "Set at which shares of the budget left an SLO warns and freezes change", rest: "PATCH /slos/{slug}/policy", input: setPolicyInput, output: sloChangedOutput, run: setPolicy }),
  overrideFreeze: defineOperation({ permission: "slo.override", effect: "write", summary: "Allow change in spite of a freeze, with a reason and an end", rest: "POST /slos/{slug}/freezes/{id}/override", input: overrideFreezeInput, output: idOnly, run: overrideFreeze }),
  endOverride: defineOperation({ permission: "slo.override", effect: "write", summary: "End the override of a freeze before its time", rest: "DELETE /slos/{slug}/freezes/{id}/override", input: endOverrideInput, output: idOnly, run: endOverride }),
  annotate: defineOperation({ ...write, summary: "Put a note on the course of an SLO's budget", rest: "POST /slos/{slug}/annotations", input: annotateInput, output: idOnly, run: annotate }),
  removeAnnotation: defineOperation({ ...write, summary: "Remove a note from an SLO", rest: "DELETE /slos/{slug}/annotations/{id}", input: removeAnnotationInput, output: idOnly, run: removeAnnotation }),
};
