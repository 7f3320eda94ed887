import { z } from "zod";
import { slug } from "./fields";
import { sloLimits } from "./limits";

/** Share of good that is promised, 0..1 exclusive: a promise of everything has no budget. */
export const targetSchema = z.number().gt(0, "The target is above 0%.").lt(1, "The target is below 100%: a promise of everything leaves no budget.");

export const sloWindowSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rolling"), days: z.number().int().min(1).max(366) }),
  /** A week begins on Monday; months, quarters and years follow the zone, so that a Berlin March has 743 hours. */
  z.object({ kind: z.literal("calendar"), unit: z.enum(["week", "month", "quarter", "year"]), zone: z.string() }),
]);
export type SloWindow = z.infer<typeof sloWindowSchema>;

export const sloMethodSchema = z.discriminatedUnion("kind", [
  /** Sum of bad over sum of total. */
  z.object({ kind: z.literal("occurrences") }),
  /** A slice is bad if its ratio is below the slice target; the SLI is good slices over slices. */
  z.object({ kind: z.literal("timeslices"), sliceMinutes: z.number().int().min(1).max(60), sliceTarget: z.number().gt(0).max(1) }),
]);
export type SloMethod = z.infer<typeof sloMethodSchema>;

/** What a stretch without data counts as: left out, good, bad, or left out and reported. */
export const noDataPolicySchema = z.enum(["ignore", "good", "bad", "alert"]);
export type NoDataPolicy = z.infer<typeof noDataPolicySchema>;

export const sloStatusSchema = z.enum(["healthy", "at_risk", "exhausted", "no_data", "misconfigured", "paused"]);
export type SloStatusName = z.infer<typeof sloStatusSchema>;

const promql = z.string().trim().min(1, "Give a query.").max(sloLimits.promql);

/** How queries of Prometheus make good and total of a minute. `{{.window}}` stands for the range that a query looks back over. */
export const measureSchema = z.discriminatedUnion("form", [
  /** Counts of good and of all events. */
  z.object({ form: z.literal("good"), good: promql, total: promql }),
  /** Counts of bad and of all events. */
  z.object({ form: z.literal("bad"), bad: promql, total: promql }),
  /** A histogram without its suffix, the matchers of its series, and the upper bound of a bucket in the histogram's own unit: events up to it are good. */
  z.object({ form: z.literal("latency"), histogram: z.string().trim().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, "The name of a histogram, without _bucket."), matchers: z.string().trim().max(sloLimits.promql), bound: z.number().positive() }),
  /** A ratio that Prometheus gives as it is, 0..1, of bad or of good. Each minute weighs the same. */
  z.object({ form: z.literal("ratio"), query: promql, counts: z.enum(["bad", "good"]) }),
  /** A value that has to keep a limit. Each minute is good or bad. */
  z.object({ form: z.literal("threshold"), query: promql, op: z.enum(["lt", "lte", "gt", "gte"]), limit: z.number() }),
]);
export type Measure = z.infer<typeof measureSchema>;

/** What is measured. */
export const sliSchema = z.discriminatedUnion("kind", [
  /** Observed time that was not down, over all observed time of these monitors. */
  z.object({ kind: z.literal("probe"), monitors: z.array(slug).min(1, "Choose a monitor.").max(sloLimits.monitors) }),
  /** Good and total events, sent as samples; `unit` names them ("requests"). */
  z.object({
    kind: z.literal("pushed"), unit: z.string().trim().min(1).max(40),
    /** Latency: an event is good when it took no longer than this; the sender counts those below. Left out, good is what the sender says it is. */
    thresholdMs: z.number().positive("Above 0.").max(86_400_000).optional(),
  }),
  /** Good and total of each minute, read from Prometheus. */
  z.object({
    kind: z.literal("prometheus"), unit: z.string().trim().min(1).max(40), measure: measureSchema,
    /** Minutes that a query looks back over, for series that are scraped less often than every 30 s; the counts are divided by it. */
    lookbackMinutes: z.number().int().min(1).max(10),
  }),
]);
export const sliKinds = ["probe", "pushed", "prometheus"] as const;
export type Sli = z.infer<typeof sliSchema>;

const ruleText = z.record(z.string().max(100), z.string().max(2_000));
const ruleAlertSchema = z.object({ isDisabled: z.boolean(), labels: ruleText, annotations: ruleText });
/** What stands on the two alerts of an SLO in exported rules of Prometheus. The portal's own alerts do not use it. */
export const ruleAlertingSchema = z.object({ name: z.string().max(200), page: ruleAlertSchema, ticket: ruleAlertSchema });

const minuteMs = 60_000;
const wholeMinutes = z.number().int().min(minuteMs, "At least a minute.").max(sloLimits.alertWindowMs, "At most 30 days.").refine((ms) => ms % minuteMs === 0, "Whole minutes.");

/** One pair of alert windows: it fires when both burn faster than what spends the share of the budget within the long one. */
export const alertRowSchema = z.object({ severity: z.enum(["page", "ticket"]), budgetFraction: z.number().gt(0, "Above 0%.").max(1, "At most 100%."), longMs: wholeMinutes, shortMs: wholeMinutes })
  .refine(({ longMs, shortMs }) => shortMs < longMs, { message: "Shorter than the long window.", path: ["shortMs"] });

/** An alert is known by its severity and its long window. */
const alertRowsSchema = z.array(alertRowSchema).min(1, "Add a pair of windows.").max(sloLimits.alertRows).superRefine((rows, ctx) => {
  const known = new Set<string>();
  for (const [at, { severity, longMs }] of rows.entries()) {
    if (known.has(`${severity} ${longMs}`)) ctx.addIssue({ code: "custom", path: [at, "longMs"], message: "There is a pair of this length already." });
    known.add(`${severity} ${longMs}`);
  }
});

export const sloDefinitionSchema = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(sloLimits.name),
  description: z.string().trim().max(sloLimits.description).default(""),
  service: slug.nullable().default(null),
  owner: slug.nullable().default(null),
  sli: sliSchema,
  target: targetSchema,
  window: sloWindowSchema,
  method: sloMethodSchema.default({ kind: "occurrences" }),
  noData: noDataPolicySchema.default("ignore"),
  /** Fewer events or milliseconds than this in a window, and nothing is said about it. */
  minimumSamples: z.number().int().min(0).max(1_000_000_000).default(0),
  /** Minutes of exclusions that count in a calendar year (UTC): what lies beyond is charged. Null = all of them. */
  exclusionCapMinutes: z.number().int().min(0).max(366 * 1_440).nullable().default(null),
  labels: z.record(z.string().min(1, "A label has a name.").max(60), z.string().max(200)).default({}),
  /** Burn rate alert windows of its own; null = the catalogue for the length of its window. */
  alertRows: alertRowsSchema.nullable().default(null),
  /** As a file of Sloth gave it; null = alerts called after the SLO, without more. */
  ruleAlerting: ruleAlertingSchema.nullable().default(null),
});
export type SloDefinition = z.infer<typeof sloDefinitionSchema>;
