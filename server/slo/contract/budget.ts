import { z } from "zod";
import { instant, slug } from "./fields";

/** What acts at which share of the budget left: a warning, or a soft or hard freeze of change. */
export const policyStepSchema = z.object({ act: z.enum(["warn", "soft", "hard"]), remaining: z.number().min(0, "At least 0%.").lt(1, "Below 100%.") });
export const budgetPolicySchema = z.array(policyStepSchema).max(3);
export type BudgetPolicy = z.infer<typeof budgetPolicySchema>;
/** Null = the usual policy; no steps = none at all. */
export const setPolicyInput = z.object({ slug, version: z.number().int(), policy: budgetPolicySchema.nullable() });

/** `kind` "warn" is a warning: it freezes nothing. */
export const budgetFreezeSchema = z.object({
  id: z.string(), sloSlug: z.string(), sloName: z.string(), serviceId: z.string().nullable(), kind: z.enum(["warn", "soft", "hard"]), openedAt: instant, closedAt: instant.nullable(),
  /** Share of the budget left at which it opens, and that was left when it did. */
  threshold: z.number(), remaining: z.number(),
  /** Change is allowed all the same until then. */
  override: z.object({ by: z.string(), reason: z.string(), at: instant, until: instant }).nullable(),
});
export type BudgetFreeze = z.infer<typeof budgetFreezeSchema>;
export const overrideFreezeInput = z.object({ slug, id: z.string(), reason: z.string().trim().min(3, "Say why.").max(300), until: instant });
export const endOverrideInput = z.object({ slug, id: z.string() });
export const listFreezesInput = z.object({ from: instant, to: instant }).refine(({ from, to }) => from < to, { message: "The end comes after the beginning.", path: ["to"] });

/** The 80% interval of the instant at which nothing is left. */
export const sloForecastSchema = z.object({
  method: z.string(), historyDays: z.number().int(), courses: z.number().int(),
  /** How far ahead it looks: the end of a calendar window, a rolling one's length. */
  until: instant,
  /** Share of the courses that run out by then. */
  chance: z.number(),
  /** Null = not by then. */
  median: instant.nullable(), from: instant.nullable(), to: instant.nullable(),
});
export type SloForecast = z.infer<typeof sloForecastSchema>;
export const sloBudgetSchema = z.object({
  slug, policy: budgetPolicySchema, isUsualPolicy: z.boolean(), version: z.number().int(), freezes: z.array(budgetFreezeSchema),
  forecast: sloForecastSchema.nullable(), noForecast: z.string().nullable(),
  annotations: z.array(z.object({ id: z.string(), at: instant, text: z.string(), actorName: z.string() })),
});
export type SloBudget = z.infer<typeof sloBudgetSchema>;
export const annotateInput = z.object({ slug, at: instant, text: z.string().trim().min(1, "Write a note.").max(300) });
export const removeAnnotationInput = z.object({ slug, id: z.string() });
