import { z } from "zod";
import { neighbourSchema } from "./contract";

export const maxToolRows = 200;

const bounded = { total: z.number().int(), rowLimit: z.number().int(), isTruncated: z.boolean() };
export const aroundInput = z.object({ slug: z.string().min(1).max(120), /** How far to look. */ hops: z.number().int().min(1).max(5).default(2) });

/** Services within some hops; 1 = direct. */
export const aroundOutput = z.object({ service: z.string(), hops: z.number().int(), items: z.array(neighbourSchema), ...bounded });
/** What an outage of the service reaches: the services that need it, who owns them, and the customers who use any of them. */
export const blastRadiusOutput = z.object({
  service: z.string(), hops: z.number().int(), items: z.array(neighbourSchema.extend({ owner: z.string().nullable(), customers: z.number().int() })), ...bounded,
  /** Different customers of the service or of anything that needs it. */
  customers: z.number().int(),
});
export const gapsInput = z.object({ limit: z.number().int().min(1).max(maxToolRows).default(50) });
export const gapsOutput = z.object({ items: z.array(z.object({ slug: z.string(), name: z.string(), tier: z.number().int(), /** owner | monitor | runbook | customer */ missing: z.array(z.string()) })), ...bounded });
