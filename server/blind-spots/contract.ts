import { z } from "zod";

export const gaps = ["no_owner", "no_on_call", "no_monitor", "no_slo", "no_runbook", "no_data"] as const;
export type Gap = (typeof gaps)[number];
export const gapKinds = ["service", "monitor", "slo"] as const;
export const blindSpotLimits = { page: 500, defaultPage: 200 } as const;

const reference = z.object({ slug: z.string(), name: z.string() });

export const listBlindSpotsInput = z.object({
  gap: z.enum(gaps).optional(),
  kind: z.enum(gapKinds).optional(),
  /** Slugs. */
  team: z.string().max(120).optional(),
  service: z.string().max(120).optional(),
  tier: z.coerce.number().int().min(1).max(5).optional(),
  limit: z.coerce.number().int().min(1).max(blindSpotLimits.page).default(blindSpotLimits.defaultPage),
});
export type ListBlindSpots = z.output<typeof listBlindSpotsInput>;

export const blindSpotSchema = z.object({
  kind: z.enum(gapKinds), slug: z.string(), name: z.string(), gap: z.enum(gaps),
  service: reference.nullable(), team: reference.nullable(), tier: z.number().int().nullable(),
  /** Last instant that was observed, for what has no data. Null: there never was any, or the gap has no beginning that is recorded. */
  since: z.iso.datetime().nullable(),
});
export type BlindSpot = z.infer<typeof blindSpotSchema>;
export const listBlindSpotsOutput = z.object({
  items: z.array(blindSpotSchema), nextCursor: z.string().nullable(), total: z.number().int(),
  /** Of everything that the reader may see, whatever is filtered. */
  byGap: z.record(z.enum(gaps), z.number().int()),
  services: z.object({ total: z.number().int(), covered: z.number().int() }),
});
export type ListBlindSpotsOutput = z.infer<typeof listBlindSpotsOutput>;
