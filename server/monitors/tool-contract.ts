import { z } from "zod";

export const maxToolRows = 200;

/** Half-open [from, to), the 30 days to now when not said. */
export const availabilityInput = z.object({
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
  /** Slugs. */
  service: z.string().max(120).nullable().default(null),
  team: z.string().max(120).nullable().default(null),
  limit: z.number().int().min(1).max(maxToolRows).default(50),
});

export const availabilityOutput = z.object({
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  items: z.array(z.object({
    slug: z.string(), name: z.string(), service: z.string().nullable(),
    /** Time not down of the time observed; null when nothing was observed. */
    availability: z.number().nullable(), downMs: z.number(), observedMs: z.number(), outages: z.number().int(),
  })),
  total: z.number().int(), rowLimit: z.number().int(), isTruncated: z.boolean(),
});
