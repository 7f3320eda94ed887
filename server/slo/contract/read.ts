import { z } from "zod";
import { sliKinds, sloDefinitionSchema, sloStatusSchema } from "./definition";
import { instant, ratio, reference, slug } from "./fields";
import { sloLimits } from "./limits";

const burnAlertSchema = z.object({
  severity: z.enum(["page", "ticket"]),
  budgetFraction: z.number(),
  longMs: z.number(),
  shortMs: z.number(),
  /** Burn rate above which the row fires, and how long a total outage lasts before it does; null = never. */
  factor: z.number(),
  timeToFireMs: z.number().nullable(),
  longBurn: ratio,
  shortBurn: ratio,
  isFiring: z.boolean(),
});
export type BurnAlert = z.infer<typeof burnAlertSchema>;

/** Budget left at the end of each UTC day from `from` on, one place a day, to a ten-thousandth, in the account that was asked for. Null is a day without data; `from` is null without any day. */
export const sloDaysSchema = z.object({ from: z.iso.date().nullable(), left: z.array(ratio) });
export type SloDays = z.infer<typeof sloDaysSchema>;

export const sloRowSchema = z.object({
  slug: z.string(),
  name: z.string(),
  service: reference,
  owner: reference,
  kind: z.enum(sliKinds),
  target: z.number(),
  windowLabel: z.string(),
  status: sloStatusSchema,
  since: instant.nullable(),
  evaluatedAt: instant.nullable(),
  sli: ratio,
  rawSli: ratio,
  /** Share of the budget left, signed; null without data. */
  remaining: ratio,
  rawRemaining: ratio,
  budgetMs: z.number().nullable(),
  /** Whether the budget is time (probes, slices); events have a budget only as far as they have come. */
  isTimed: z.boolean(),
  burnHour: ratio,
  burnPeriod: ratio,
  /** When nothing is left if it burns on as over its longest alert window, three days unless it has windows of its own (of a rolling window: at the earliest); null when it does not run out like that. */
  runsOutAt: instant.nullable(),
  isFull: z.boolean(),
  lastDataAt: instant.nullable(),
  firing: z.enum(["page", "ticket"]).nullable(),
  days: sloDaysSchema,
  isDemo: z.boolean(),
});
export type SloRow = z.infer<typeof sloRowSchema>;

export const sloSorts = ["remaining", "-remaining", "name", "-name", "burn", "-burn"] as const;
export const listSlosInput = z.object({
  q: z.string().trim().max(sloLimits.query).optional(),
  status: sloStatusSchema.optional(),
  owner: z.string().optional(),
  service: z.string().optional(),
  /** A label as "name=value", or a name alone for any value of it. */
  label: z.string().trim().max(sloLimits.label).optional(),
  sort: z.enum(sloSorts).default("remaining"),
  /** Which budget "remaining" sorts by: without the excluded time, or with it. */
  account: z.enum(["adjusted", "raw"]).default("adjusted"),
  /** Days that the row's line of budget left goes back. */
  days: z.coerce.number().int().min(1).max(90).default(28),
  limit: z.coerce.number().int().min(1).max(sloLimits.page).default(sloLimits.defaultPage),
  cursor: z.string().optional(),
});
export type ListSlosInput = z.infer<typeof listSlosInput>;
export const listSlosOutput = z.object({
  items: z.array(sloRowSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  summary: z.object({
    byStatus: z.record(sloStatusSchema, z.number().int()),
    fastest: z.object({ slug: z.string(), name: z.string(), service: reference, burn: z.number() }).nullable(),
    /** The one that runs out first at the burn of its longest alert window. */
    next: z.object({ slug: z.string(), name: z.string(), service: reference, at: instant }).nullable(),
    evaluatedAt: instant.nullable(),
  }),
});
export type ListSlosOutput = z.input<typeof listSlosOutput>;

/** Labels that SLOs in use have, by name and value, each with how many SLOs have it. */
export const listSloLabelsOutput = z.object({ items: z.array(z.object({ label: z.string(), slos: z.number().int() })), nextCursor: z.null() });

export const getSloInput = z.object({ slug, at: instant.optional() });
const accountSchema = z.object({ good: z.number(), total: z.number(), sli: ratio, spentBad: z.number(), spentTotal: z.number(), remaining: ratio });
export const sloDetailSchema = z.object({
  row: sloRowSchema,
  definition: sloDefinitionSchema,
  version: z.number().int(),
  versions: z.array(z.object({ version: z.number().int(), actorName: z.string(), at: instant })),
  isPaused: z.boolean(),
  /** Everything below is computed as of this instant, from the data as it is now. */
  at: instant,
  status: sloStatusSchema,
  runsOutAt: instant.nullable(),
  period: z.object({ from: instant, to: instant }),
  isFull: z.boolean(),
  firstDataAt: instant.nullable(),
  budgetMs: z.number(),
  /** What `good` and `total` count: milliseconds, slices, or the SLI's own events. */
  unit: z.string(),
  /** Of an SLI that is queried from elsewhere: how far it was read, and what stands in the way. */
  source: z.object({ queriedTo: instant.nullable(), attemptedAt: instant.nullable(), error: z.string().nullable() }).nullable(),
  /** Time of the window that exclusions take out, and time so far without any data. */
  excludedMs: z.number(),
  missingMs: z.number(),
  raw: accountSchema,
  adjusted: accountSchema,
  alerts: z.array(burnAlertSchema),
  burnDown: z.array(z.object({ at: instant, remaining: ratio, rawRemaining: ratio })),
  /** Stretches that spent budget, the largest first, each with the monitors that were down in it. */
  spending: z.array(z.object({ from: instant, to: instant, bad: z.number(), share: ratio, monitors: z.array(z.object({ slug: z.string(), name: z.string() })) })),
  spendingTotal: z.number().int(),
  exclusions: z.array(z.object({ id: z.string(), from: instant, to: instant, reason: z.string(), approvedBy: z.string(), approvedAt: instant, isCounted: z.boolean(), /** How much of it counts: less than its length beyond the cap of a year. */ countedMs: z.number() })),
  events: z.array(z.object({ at: instant, kind: z.string(), text: z.string() })),
});
export type SloDetail = z.input<typeof sloDetailSchema>;
