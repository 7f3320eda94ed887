import { z } from "zod";
import { instant, ratio, slug } from "./fields";

export const promiseSchema = z.object({
  id: z.string(), title: z.string(),
  /** What is promised, and what was measured, in words and units of the promise. */
  promised: z.string(), unit: z.enum(["ms", "ratio", "count"]), value: ratio,
  /** Observations behind the value; null without any. */
  n: z.number().int().nullable(), noun: z.string(), method: z.string(), measuredAt: instant.nullable(),
  status: z.enum(["kept", "at_risk", "broken", "no_data", "benchmark"]),
  /** Why there is no value. */
  reason: z.string().nullable(),
  slo: z.object({ slug, target: z.number(), sli: ratio, remaining: ratio }).nullable(),
});
export type PromiseRow = z.infer<typeof promiseSchema>;
export const promisesOutput = z.object({ items: z.array(promiseSchema), nextCursor: z.string().nullable(), windowDays: z.number().int() });
