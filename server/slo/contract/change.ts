import { z } from "zod";
import { sloDefinitionSchema, sloStatusSchema } from "./definition";
import { instant, ratio, slug } from "./fields";
import { sloLimits } from "./limits";

export const createSloInput = sloDefinitionSchema.extend({ slug: slug.optional() });
export const updateSloInput = sloDefinitionSchema.extend({ slug, version: z.number().int() });
export const sloBySlugInput = z.object({ slug });
export const pauseSloInput = z.object({ slug, version: z.number().int(), isPaused: z.boolean() });
export const sloChangedOutput = z.object({ slug, version: z.number().int() });

/** With `slug`, a new definition of that SLO: its samples and exclusions count. */
export const previewSloInput = sloDefinitionSchema.extend({ slug: slug.optional() });
export const previewSloOutput = z.object({
  problem: z.string().nullable(),
  sli: ratio,
  remaining: ratio,
  status: sloStatusSchema,
  budgetMs: z.number(),
  burnDown: z.array(z.object({ at: instant, remaining: ratio, rawRemaining: ratio })),
  pages: z.number().int(),
});

export type PreviewSlo = z.infer<typeof previewSloOutput>;

const sampleSchema = z.object({ at: instant, good: z.number().min(0), total: z.number().min(0) }).refine(({ good, total }) => good <= total, { message: "good is at most total", path: ["good"] });
/** One event: said to be good or not, or by how long it took, which the SLO's own limit judges. */
const eventSchema = z.object({ at: instant, isGood: z.boolean().optional(), tookMs: z.number().min(0).optional() }).refine(({ isGood, tookMs }) => (isGood === undefined) !== (tookMs === undefined), { message: "either isGood or tookMs" });
export const pushSamplesInput = z.object({
  slug,
  /** Names the batch: sent again, it changes nothing. */
  batch: z.string().trim().min(1).max(120),
  /** Counts of good and of all, by minute. */
  samples: z.array(sampleSchema).max(sloLimits.batchSamples).default([]),
  /** Or else events one by one. */
  events: z.array(eventSchema).max(sloLimits.batchEvents).default([]),
}).refine(({ samples, events }) => (samples.length === 0) !== (events.length === 0), { message: "either samples or events, and at least one of them", path: ["samples"] });
export const pushSamplesOutput = z.object({ accepted: z.number().int(), isRepeated: z.boolean(), rejected: z.array(z.object({ index: z.number().int(), reason: z.string() })) });

export const excludeInput = z.object({ slug, from: instant, to: instant, reason: z.string().trim().min(3, "Say why.").max(300) }).refine(({ from, to }) => from < to, { message: "The end comes after the beginning.", path: ["to"] });
export const removeExclusionInput = z.object({ slug, id: z.string() });
