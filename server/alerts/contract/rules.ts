import { z } from "zod";
import { channelSlug, line, reference, slug, version } from "./fields";
import { alertSeverities } from "./limits";

/** When a metric of the portal is an alert. */
const ruleFields = {
  name: line,
  metric: z.string().trim().min(1).max(80),
  /** The side of the threshold that is bad; the threshold itself is still good. */
  comparison: z.enum(["above", "below"]),
  /** In the metric's own unit: ratios from 0 to 1, durations in milliseconds. */
  threshold: z.number(),
  /** How far back a flow is measured; a stock is measured as of now. */
  windowMinutes: z.number().int().min(5).max(43_200).default(60),
  /** Only the rows of a service; null = all. */
  service: slug.nullable().default(null),
  team: slug.nullable().default(null),
  runbook: z.string().trim().max(120).nullable().default(null),
  severity: z.enum(alertSeverities).default("ticket"),
  isEnabled: z.boolean().default(true),
};
export const createRuleInput = z.object({ slug: channelSlug, ...ruleFields });
export const updateRuleInput = z.object({ slug: channelSlug, version, ...ruleFields });
export const ruleBySlugInput = z.object({ slug: channelSlug });
export const ruleChangedOutput = z.object({ slug: z.string(), version });
export const ruleSchema = z.object({
  slug: z.string(), name: z.string(), metric: z.string(), metricLabel: z.string(), unit: z.string(), comparison: z.enum(["above", "below"]), threshold: z.number(), windowMinutes: z.number().int(), service: reference.nullable(), team: reference.nullable(),
  runbook: z.string().nullable(), severity: z.enum(alertSeverities), isEnabled: z.boolean(), version,
  /** The alert that fires because of it. */
  firing: z.number().int().nullable(),
});
export type RuleRow = z.infer<typeof ruleSchema>;
export const listRulesOutput = z.object({ items: z.array(ruleSchema), nextCursor: z.null(), metrics: z.array(z.object({ id: z.string(), label: z.string(), unit: z.string(), badSide: z.enum(["above", "below"]).nullable() })) });
