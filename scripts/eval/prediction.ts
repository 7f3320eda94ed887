import { z } from "zod";

const range = z.object({ from: z.string(), to: z.string() }).nullable();

/** One line of `cli ask --batch`: what the product understood and answered, with no label involved. */
export const predictionSchema = z.object({
  id: z.string(),
  plan: z.object({
    intent: z.string(),
    metrics: z.array(z.string()),
    dimensions: z.array(z.string()),
    time: range,
    compareTo: range,
    entities: z.array(z.string()),
    filters: z.array(z.string()),
    limit: z.number().nullable(),
  }),
  persona: z.string(),
  frameworks: z.object({ chosen: z.array(z.string()), shown: z.array(z.string()) }),
  scope: z.string(),
  /** Numerals of the brief that no evidence cell holds; null when no brief was made. */
  grounded: z.number().nullable(),
  brief: z.string(),
});

export type Prediction = z.output<typeof predictionSchema>;
