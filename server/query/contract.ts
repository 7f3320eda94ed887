import { z } from "zod";

export const intents = [
  "metric_lookup", "list_lookup", "ranking", "trend", "comparison", "breakdown", "root_cause", "risk_assessment", "forecast", "status_summary",
  "decision", "prioritisation", "strategy", "org_design", "change_people", "process_improvement", "exec_communication", "doc_lookup", "explain", "out_of_scope",
] as const;
export const intentSchema = z.enum(intents);
export type Intent = z.infer<typeof intentSchema>;

export const personas = [
  "cto_architect", "engineering_director", "product_strategist", "finance_lens", "reliability_lead", "support_lead", "security_compliance",
  "people_org", "exec_comms", "change_manager", "none",
] as const;
export const personaSchema = z.enum(personas);

export const scopeReasons = ["off_domain", "no_data_in_portal", "personal_or_sensitive", "injection", "unsafe_action", "chit_chat"] as const;
export const scopeSchema = z.enum(["in", ...scopeReasons]);

/** Half-open [from, to) in UTC instants. */
export const rangeSchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
export type Range = z.infer<typeof rangeSchema>;

export const statSchema = z.enum(["count", "sum", "mean", "p50", "p90", "p95", "p99", "max"]);
export type Stat = z.infer<typeof statSchema>;

/** What a question means. Everything after parsing works from this alone; a plan prints to JSON and reads back unchanged. */
export const queryPlanSchema = z.object({
  intent: intentSchema,
  /** Record type for lists: ticket, outage, monitor, service... null when the question is about a metric only. */
  subject: z.string().nullable(),
  metrics: z.array(z.string()),
  /** null = the metric's own statistic. Several when asked for ("median and p90"). */
  stats: z.array(statSchema),
  dimensions: z.array(z.string()),
  time: rangeSchema.extend({
    label: z.string(),
    /** false = the stated default was applied because the question named no period. */
    explicit: z.boolean(),
    /** IANA zone in which days, weeks and months begin. */
    zone: z.string(),
  }).nullable(),
  compareTo: rangeSchema.nullable(),
  /** `type:id`, for example `service:checkout`, `monitor:chat`, `team:group-56`. */
  entities: z.array(z.string()),
  /** `field:value`, for example `priority:p1`. */
  filters: z.array(z.string()),
  order: z.enum(["desc", "asc"]),
  /** Rank by the value itself, or by its change against the period before ("which groups got worse"). */
  orderBy: z.enum(["value", "change"]).default("value"),
  /** The asker's own records ("my tickets"). */
  mine: z.boolean().default(false),
  /** What a question of several parts asks besides, in its order. */
  secondaryIntents: z.array(intentSchema).default([]),
  /** Framework cards that fit the question, best first; whether one can be filled is decided on the data. */
  frameworks: z.array(z.string()).default([]),
  limit: z.number().int().positive().nullable(),
  /** Words sought in documents, for questions about what a document says. */
  words: z.array(z.string()).optional(),
  /** Figures by which a question that names none is told, instead of those that are usual for its kind. */
  figures: z.array(z.string()).optional(),
  /** The one of its names and conditions whose share of all the rest is asked for ("what percentage of incidents are SEV1"). */
  shareOf: z.string().optional(),
  persona: personaSchema,
  scope: scopeSchema,
});
export type QueryPlan = z.infer<typeof queryPlanSchema>;

/** What a choice changes in a plan; the rest of the plan stays. */
export const planPatchSchema = queryPlanSchema.pick({ intent: true, metrics: true, stats: true, dimensions: true, time: true, compareTo: true, entities: true, filters: true, persona: true }).partial();
export type PlanPatch = z.infer<typeof planPatchSchema>;

/** Another reading of one slot: the question that would say so, and what changes in the plan; the parser gives the whole plan with that slot changed. */
const chipOption = z.object({ label: z.string(), question: z.string(), patch: planPatchSchema.nullable().optional(), plan: queryPlanSchema.nullable().optional() });

/** How sure each decision was, and on which words; shown in "how this was made". */
export const readingSchema = z.object({
  intent: z.object({ value: intentSchema, score: z.number(), because: z.string(), next: z.string().nullable() }),
  chips: z.array(z.object({ slot: z.string(), connective: z.string(), value: z.string(), assumed: z.boolean(), options: z.array(chipOption) })),
  notes: z.array(z.string()),
});
export type Reading = z.infer<typeof readingSchema>;

export const unitSchema = z.enum(["count", "ratio", "ms", "minutes", "days", "text", "datetime", "date"]);
export type Unit = z.infer<typeof unitSchema>;

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

export const columnSchema = z.object({ key: z.string(), label: z.string(), unit: unitSchema });

/** Rows that a computation returned. `sql` and `parameters` are empty for a reader without `query.sql`. */
export const evidenceTableSchema = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(columnSchema),
  rows: z.array(z.record(z.string(), cellSchema)),
  /** Rows in the whole result, which may be more than are shown. */
  totalRows: z.number().int(),
  sql: z.string(),
  parameters: z.array(cellSchema),
  /** A page that lists the records behind the table, filtered alike; null when there is none. */
  href: z.string().nullable(),
});
export type EvidenceTable = z.infer<typeof evidenceTableSchema>;

/** A piece of text: plain words, or a figure that comes from one evidence cell. */
export const spanSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string(), quiet: z.boolean().default(false) }),
  z.object({ kind: z.literal("figure"), text: z.string(), table: z.string(), row: z.number().int(), column: z.string() }),
]);
export type Span = z.infer<typeof spanSchema>;

export const findingSchema = z.object({ title: z.string(), spans: z.array(spanSchema), citations: z.array(z.object({ label: z.string(), href: z.string().nullable(), table: z.string() })) });
export type Finding = z.infer<typeof findingSchema>;

export const chartSchema = z.object({
  id: z.string(),
  kind: z.enum(["line", "columns", "bars"]),
  title: z.string(),
  unit: unitSchema,
  table: z.string(),
  x: z.string(),
  y: z.array(z.string()),
  target: z.number().nullable(),
  /** The last bucket is not over yet. */
  partialLast: z.boolean(),
});

/** A number that a framework needs and no record holds: shown as what it is, and open to change. */
export const assumptionSchema = z.object({
  /** `card.name`, for example `erlang_capacity.service_level`. */
  id: z.string(),
  label: z.string(),
  value: z.number(),
  unit: unitSchema,
  min: z.number(),
  max: z.number(),
  step: z.number(),
  /** True when the reader set it. */
  isChanged: z.boolean(),
  because: z.string(),
});
export type Assumption = z.infer<typeof assumptionSchema>;

const toneSchema = z.enum(["neutral", "good", "watch", "bad"]);
const lineSchema = z.array(spanSchema);

/** What a framework draws. Every figure in it is a span that names its evidence cell. */
export const artefactBodySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("matrix"), xLabel: z.string(), yLabel: z.string(), columns: z.array(z.string()), rows: z.array(z.string()), cells: z.array(z.object({ row: z.number().int(), column: z.number().int(), tone: toneSchema, items: z.array(lineSchema) })) }),
  z.object({ kind: z.literal("table"), columns: z.array(z.object({ label: z.string(), isNumeric: z.boolean() })), rows: z.array(z.object({ tone: toneSchema, cells: z.array(lineSchema) })) }),
  z.object({ kind: z.literal("tree"), nodes: z.array(z.object({ id: z.string(), parent: z.string().nullable(), tone: toneSchema, spans: lineSchema })) }),
  z.object({ kind: z.literal("timeline"), items: z.array(z.object({ at: z.iso.datetime(), until: z.iso.datetime().nullable(), tone: toneSchema, spans: lineSchema })) }),
  /** Stages of a flow in order, each as wide as its share: value stream, bottleneck. */
  z.object({ kind: z.literal("flow"), stages: z.array(z.object({ label: z.string(), share: z.number(), tone: toneSchema, spans: lineSchema })) }),
  /** Columns with a cumulative line over one evidence table, `y` and `cumulative` being columns of it. */
  z.object({ kind: z.literal("pareto"), table: z.string(), x: z.string(), y: z.string(), cumulative: z.string(), unit: unitSchema, vitalFew: z.number().int() }),
  /** Sections of a card that the portal cannot fill alone: the facts it knows, placed, and the gaps, named. */
  z.object({ kind: z.literal("worksheet"), sections: z.array(z.object({ heading: z.string(), facts: z.array(lineSchema), gaps: z.array(z.string()) })) }),
]);

/** Something that a person may do next. The engine proposes and never acts; `href` leads to a form or a list. */
export const actionSchema = z.object({ text: lineSchema, owner: z.string().nullable(), href: z.string().nullable(), table: z.string().nullable() });
export type ProposedAction = z.infer<typeof actionSchema>;

export const artefactSchema = z.object({
  /** Framework card. */
  id: z.string(),
  title: z.string(),
  /** Who the method comes from and what it is for, in one line. */
  about: z.string(),
  lede: lineSchema,
  body: artefactBodySchema,
  assumptions: z.array(assumptionSchema),
  gaps: z.array(z.string()),
  citations: z.array(z.object({ label: z.string(), href: z.string().nullable(), table: z.string() })),
});
export type Artefact = z.infer<typeof artefactSchema>;

export const frameworkChoiceSchema = z.object({ id: z.string(), name: z.string(), score: z.number(), because: z.string(), state: z.enum(["shown", "worksheet", "not_fillable", "runner_up"]), missing: z.array(z.string()) });
export type FrameworkChoice = z.infer<typeof frameworkChoiceSchema>;

export const toolCallSchema = z.object({ name: z.string(), table: z.string().nullable(), ms: z.number(), rows: z.number().int(), status: z.enum(["ok", "empty", "late", "forbidden", "error"]) });
export const stageSchema = z.object({ name: z.string(), ms: z.number() });

export const traceSchema = z.object({
  totalMs: z.number(),
  firstPartMs: z.number().nullable(),
  stages: z.array(stageSchema),
  tools: z.array(toolCallSchema),
  grounded: z.object({ figures: z.number().int(), ungrounded: z.number().int(), dropped: z.number().int() }),
  dataAsOf: z.array(z.object({ domain: z.string(), at: z.iso.datetime().nullable() })),
  cache: z.enum(["hit", "miss", "off"]),
  cacheKey: z.string(),
  engineVersion: z.string(),
  model: z.literal("no model used"),
});
export type Trace = z.infer<typeof traceSchema>;

export const briefSchema = z.object({
  runId: z.string(),
  threadId: z.string().nullable(),
  question: z.string(),
  outcome: z.enum(["answered", "no_data", "not_held", "hidden", "refused", "unclear", "failed"]),
  plan: queryPlanSchema,
  reading: readingSchema,
  headline: z.array(spanSchema),
  findings: z.array(findingSchema),
  charts: z.array(chartSchema),
  /** Frameworks drawn from the data, at most three. */
  artefacts: z.array(artefactSchema).default([]),
  /** Every framework that was considered to fit, shown or not, and the nearest that were not taken. */
  frameworks: z.array(frameworkChoiceSchema).default([]),
  actions: z.array(actionSchema).default([]),
  tables: z.array(evidenceTableSchema),
  unknowns: z.array(z.string()),
  followUps: z.array(z.string()),
  trace: traceSchema,
  asOf: z.iso.datetime(),
});
export type Brief = z.infer<typeof briefSchema>;

/** Parts of the stream, each with a stable id so that a later one replaces an earlier one. */
export type BriefPart =
  | { type: "plan"; id: string; plan: QueryPlan; reading: Reading; threadId: string | null; runId: string }
  | { type: "progress"; id: string; label: string }
  | { type: "brief"; id: string; brief: Brief }
  | { type: "error"; id: string; message: string; requestId: string };

export const maxQuestionLength = 2_000;

export const askInput = z.object({
  question: z.string().trim().min(1, "Type a question.").max(maxQuestionLength, `Keep the question under ${maxQuestionLength} characters.`),
  threadId: z.string().nullable().default(null),
  /** The answer that the asker has before them: a follow-up leans on it, whatever another tab asked in the same conversation since. */
  afterRun: z.string().max(64).nullable().default(null),
  /** Earlier questions of the same conversation, oldest first (used when there is no thread). */
  context: z.array(z.string().max(maxQuestionLength)).max(10).default([]),
  /** An instant to answer as of; default now. */
  now: z.iso.datetime().nullable().default(null),
  zone: z.string().nullable().default(null),
  /** A plan that the reader edited; it is answered as it stands, and the question is kept as its title. */
  plan: queryPlanSchema.nullable().default(null),
  /** Assumptions of frameworks that the reader changed, by id. */
  assumptions: z.record(z.string().max(80), z.number()).default({}),
});
export type AskInput = z.infer<typeof askInput>;

/** Part of a title; empty finds all. */
const titlePart = z.string().trim().max(200).default("");
export const threadListInput = z.object({ q: titlePart, limit: z.number().int().min(1).max(100).default(30), cursor: z.iso.datetime().nullable().default(null) });
const threadRow = z.object({ id: z.string(), title: z.string(), updatedAt: z.iso.datetime() });
export const threadListOutput = z.object({ items: z.array(threadRow), nextCursor: z.string().nullable() });
export const byId = z.object({ id: z.string().min(1).max(64) });

export const feedbackReasons = ["wrong_number", "misread", "missing", "too_slow", "other"] as const;
export const feedbackSchema = z.object({ isUseful: z.boolean(), reason: z.enum(feedbackReasons).nullable(), comment: z.string() });
export type Feedback = z.infer<typeof feedbackSchema>;
/** A reader's opinion of an own answer; the last one holds. A reason belongs to an answer that was not useful. */
export const rateInput = z.object({ runId: z.string().min(1).max(64), isUseful: z.boolean(), reason: z.enum(feedbackReasons).nullable().default(null), comment: z.string().trim().max(1_000).default("") });

/** `outcome` is "interrupted" for a question whose answer never came: the reader left, or the server stopped. */
export const threadRunSchema = z.object({ id: z.string(), question: z.string(), outcome: z.string(), headline: z.string(), createdAt: z.iso.datetime(), feedback: feedbackSchema.nullable() });
export type ThreadRun = z.infer<typeof threadRunSchema>;
export const threadOutput = threadRow.extend({ runs: z.array(threadRunSchema) });
export const deletedOutput = z.object({ id: z.string() });

const count = z.number().int().nonnegative();
const ratio = z.number().min(0).max(1).nullable();

/** How the answer cache is doing; shares are null where nothing was asked. */
export const cacheStatisticsOutput = z.object({
  /** Of the process that answered, since it began. A join came while the same answer was on its way and shared it. */
  process: z.object({
    pid: count, startedAt: z.iso.datetime(), hits: count, joins: count, sharedHits: count, misses: count, hitRatio: ratio,
    entries: count, entriesLimit: count, bytes: count, bytesLimit: count, ttlMs: count, computing: count,
    memory: z.object({ heapUsedBytes: count, residentBytes: count }),
  }),
  /** Answers computed ahead, after the data changed. */
  warming: z.object({ runs: count, lastAt: z.iso.datetime().nullable(), lastMs: count.nullable(), lastWarmed: count.nullable(), warmed: count, warmedHits: count }),
  /** The cache that instances share, and how often this process found an answer there. */
  shared: z.object({ isConfigured: z.boolean(), hits: count }),
  /** All processes, from the record of questions. */
  recorded: z.object({ since: z.iso.datetime(), hits: count, misses: count, hitRatio: ratio }),
});

export const suggestionsInput = z.object({ limit: z.number().int().min(1).max(12).default(6) });
export const suggestionsOutput = z.object({ items: z.array(z.string()) });

/** What a question box can complete: names of figures, of things, and of splits. */
export const vocabularyOutput = z.object({
  metrics: z.array(z.object({ id: z.string(), label: z.string(), definition: z.string(), unit: unitSchema, domain: z.string(), dimensions: z.array(z.string()) })),
  entities: z.array(z.object({ type: z.string(), id: z.string(), name: z.string() })),
  dimensions: z.array(z.object({ id: z.string(), label: z.string() })),
  periods: z.array(z.string()),
});

const toneOfHome = z.enum(["good", "bad", "neutral"]);
/** What a line of the home page was answered from: opens the brief. */
const askedLine = { id: z.string(), question: z.string(), plan: queryPlanSchema };
const homeFigure = z.object({
  ...askedLine,
  label: z.string(),
  outcome: z.string(),
  /** Formatted; null is no data, hidden or not loaded, as `outcome` says. */
  value: z.string().nullable(),
  period: z.string(),
  /** The equal period before. */
  before: z.object({ value: z.string(), direction: z.enum(["up", "down", "same"]), tone: toneOfHome }).nullable(),
  target: z.object({ value: z.string(), isMet: z.boolean(), goal: z.string(), dueOn: z.string().nullable() }).nullable(),
  /** By day, oldest first; null is a day without data. Empty when it has no course. */
  trend: z.array(z.number().nullable()),
});
export type HomeFigure = z.infer<typeof homeFigure>;
const homeChange = z.object({ ...askedLine, label: z.string(), from: z.string(), to: z.string(), direction: z.enum(["up", "down"]), tone: toneOfHome, period: z.string() });
export type HomeChange = z.infer<typeof homeChange>;
const homeDecision = z.object({ ...askedLine, title: z.string(), detail: z.string(), dueOn: z.string().nullable(), href: z.string().nullable() });
export type HomeDecision = z.infer<typeof homeDecision>;
/** The brief of a leader's home page: every figure in it is an answer of the engine. */
export const homeOutput = z.object({
  asOf: z.iso.datetime(),
  dataUntil: z.array(z.object({ domain: z.string(), at: z.iso.datetime().nullable() })),
  figures: z.array(homeFigure),
  changes: z.array(homeChange),
  decisions: z.array(homeDecision),
  /** Parts that could not be computed now. */
  missing: z.array(z.string()),
});
export type Home = z.infer<typeof homeOutput>;
