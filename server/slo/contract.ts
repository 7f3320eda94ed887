import { z } from "zod";

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

export const sloLimits = { page: 500, defaultPage: 50, query: 100, name: 120, description: 1_000, monitors: 20, batchSamples: 1_440, explained: 50, promql: 4_000, importBytes: 512 * 1024, importSlos: 500 } as const;

const instant = z.iso.datetime();
const slug = z.string().trim().regex(/^[a-z0-9][a-z0-9-]*$/, "Lower-case letters, digits and hyphens.").max(80);

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
  labels: z.record(z.string().max(60), z.string().max(200)).default({}),
  /** As a file of Sloth gave it; null = alerts called after the SLO, without more. */
  ruleAlerting: ruleAlertingSchema.nullable().default(null),
});
export type SloDefinition = z.infer<typeof sloDefinitionSchema>;

export const createSloInput = sloDefinitionSchema.extend({ slug: slug.optional() });
export const updateSloInput = sloDefinitionSchema.extend({ slug, version: z.number().int() });
export const sloBySlugInput = z.object({ slug });
export const pauseSloInput = z.object({ slug, version: z.number().int(), isPaused: z.boolean() });
export const sloChangedOutput = z.object({ slug, version: z.number().int() });

const ratio = z.number().nullable();
const reference = z.object({ slug: z.string(), name: z.string() }).nullable();

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
  /** When nothing is left if it burns on as in the last three days (of a rolling window: at the earliest); null when it does not run out like that. */
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
    /** The one that runs out first at its burn of the last three days. */
    next: z.object({ slug: z.string(), name: z.string(), service: reference, at: instant }).nullable(),
    evaluatedAt: instant.nullable(),
  }),
});
export type ListSlosOutput = z.input<typeof listSlosOutput>;

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
  exclusions: z.array(z.object({ id: z.string(), from: instant, to: instant, reason: z.string(), approvedBy: z.string(), approvedAt: instant, isCounted: z.boolean() })),
  events: z.array(z.object({ at: instant, kind: z.string(), text: z.string() })),
});
export type SloDetail = z.input<typeof sloDetailSchema>;

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
export const pushSamplesInput = z.object({
  slug,
  /** Names the batch: sent again, it changes nothing. */
  batch: z.string().trim().min(1).max(120),
  samples: z.array(sampleSchema).min(1).max(sloLimits.batchSamples),
});
export const pushSamplesOutput = z.object({ accepted: z.number().int(), isRepeated: z.boolean(), rejected: z.array(z.object({ index: z.number().int(), reason: z.string() })) });

export const excludeInput = z.object({ slug, from: instant, to: instant, reason: z.string().trim().min(3, "Say why.").max(300) }).refine(({ from, to }) => from < to, { message: "The end comes after the beginning.", path: ["to"] });
export const removeExclusionInput = z.object({ slug, id: z.string() });

/** A UTC month, "2026-08". */
export const sloReportInput = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "A month such as 2026-08.").optional() });
const reportAccount = z.object({ attained: ratio, spent: ratio });
export const sloReportSchema = z.object({
  month: z.string(),
  /** False while the month is not over. */
  isOver: z.boolean(),
  daysInMonth: z.number().int(),
  rows: z.array(z.object({
    slug: z.string(), name: z.string(), service: reference, owner: reference, target: z.number(), windowLabel: z.string(),
    adjusted: reportAccount, raw: reportAccount,
    /** Attained at least the target; null without data. */
    isMet: z.boolean().nullable(),
    daysWithData: z.number().int(),
  })),
  /** The first month with data. */
  firstMonth: z.string().nullable(),
});
export type SloReport = z.input<typeof sloReportSchema>;

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
/** A file of OpenSLO v1 or of Sloth, of one or several YAML documents. */
export const importSlosInput = z.object({
  text: z.string().min(1, "The file is empty.").max(sloLimits.importBytes, "The file is larger than 512 KiB."),
  source: z.string().trim().min(1).max(200).default("slos.yaml"),
  /** Says what would happen and writes nothing. */
  dryRun: z.boolean().default(false),
  /** Needed to import into an organisation that holds demo data. */
  allowMixed: z.boolean().default(false),
});
const importNote = z.object({ line: z.number().int(), path: z.string(), reason: z.string() });
export const importSlosOutput = z.object({
  runId: z.string(), dryRun: z.boolean(), created: z.number().int(), updated: z.number().int(), unchanged: z.number().int(), rejected: z.number().int(),
  slos: z.array(z.object({ slug: z.string(), name: z.string(), outcome: z.enum(["created", "updated", "unchanged"]), line: z.number().int() })),
  rejections: z.array(z.object({ line: z.number().int(), reason: z.string(), excerpt: z.string() })),
  /** Legal, but the portal has no place for it. */
  notCarried: z.array(importNote),
});
export type ImportSlos = z.infer<typeof importSlosOutput>;

export const exportFormats = ["openslo", "prometheus"] as const;
/** One SLO, or all that one may see. */
export const exportSlosInput = z.object({ format: z.enum(exportFormats), slug: slug.optional() });
export const exportSlosOutput = z.object({ fileName: z.string(), text: z.string(), slos: z.number().int(), leftOut: z.array(z.object({ slug: z.string(), reason: z.string() })) });
export type ExportSlos = z.infer<typeof exportSlosOutput>;
