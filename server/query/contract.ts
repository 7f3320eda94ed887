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

export const statSchema = z.enum(["count", "sum", "mean", "p50", "p90", "p95", "max"]);
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
  limit: z.number().int().positive().nullable(),
  persona: personaSchema,
  scope: scopeSchema,
});
export type QueryPlan = z.infer<typeof queryPlanSchema>;

/** How sure each decision was, and on which words; shown in "how this was made". */
export const readingSchema = z.object({
  intent: z.object({ value: intentSchema, score: z.number(), because: z.string(), next: z.string().nullable() }),
  chips: z.array(z.object({ slot: z.string(), connective: z.string(), value: z.string(), assumed: z.boolean(), options: z.array(z.object({ label: z.string(), question: z.string() })) })),
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
  tables: z.array(evidenceTableSchema),
  unknowns: z.array(z.string()),
  followUps: z.array(z.string()),
  trace: traceSchema,
  asOf: z.iso.datetime(),
});
export type Brief = z.infer<typeof briefSchema>;

/** Parts of the stream, each with a stable id so that a later one replaces an earlier one. */
export type BriefPart =
  | { type: "plan"; id: string; plan: QueryPlan; reading: Reading }
  | { type: "progress"; id: string; label: string }
  | { type: "brief"; id: string; brief: Brief }
  | { type: "error"; id: string; message: string; requestId: string };

export const maxQuestionLength = 2_000;

export const askInput = z.object({
  question: z.string().trim().min(1, "Type a question.").max(maxQuestionLength, `Keep the question under ${maxQuestionLength} characters.`),
  threadId: z.string().nullable().default(null),
  /** Earlier questions of the same conversation, oldest first (used when there is no thread). */
  context: z.array(z.string().max(maxQuestionLength)).max(10).default([]),
  /** An instant to answer as of; default now. */
  now: z.iso.datetime().nullable().default(null),
  zone: z.string().nullable().default(null),
});
export type AskInput = z.infer<typeof askInput>;

export const threadListInput = z.object({ limit: z.number().int().min(1).max(100).default(30), cursor: z.iso.datetime().nullable().default(null) });
const threadRow = z.object({ id: z.string(), title: z.string(), updatedAt: z.iso.datetime() });
export const threadListOutput = z.object({ items: z.array(threadRow), nextCursor: z.string().nullable() });
export const byId = z.object({ id: z.string().min(1).max(64) });
export const threadOutput = threadRow.extend({ runs: z.array(z.object({ id: z.string(), question: z.string(), outcome: z.string(), createdAt: z.iso.datetime() })) });
export const deletedOutput = z.object({ id: z.string() });

export const suggestionsInput = z.object({ limit: z.number().int().min(1).max(12).default(6) });
export const suggestionsOutput = z.object({ items: z.array(z.string()) });

/** What a question box can complete: names of figures, of things, and of splits. */
export const vocabularyOutput = z.object({
  metrics: z.array(z.object({ id: z.string(), label: z.string(), definition: z.string(), unit: unitSchema, domain: z.string(), dimensions: z.array(z.string()) })),
  entities: z.array(z.object({ type: z.string(), id: z.string(), name: z.string() })),
  dimensions: z.array(z.object({ id: z.string(), label: z.string() })),
  periods: z.array(z.string()),
});
