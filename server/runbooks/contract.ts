import { z } from "zod";
import { httpMethods, type runStatuses as machineStatuses } from "#contract/changes";

export const runLimits = { title: 160, text: 4_000, evidence: 8_000, steps: 200, variables: 30, value: 500, branches: 8, page: 200, defaultPage: 50, waitMs: 86_400_000 } as const;

/** manual = look or do; command = copy and run elsewhere; http = a runner calls; question = asked of the engine; decision = which way on. */
export const runbookStepKinds = ["manual", "command", "http", "question", "decision", "wait", "approval"] as const;
export type RunbookStepKind = (typeof runbookStepKinds)[number];
export const runbookRunStatuses = ["running", "paused", "completed", "failed", "abandoned"] as const;
export type RunbookRunStatus = (typeof runbookRunStatuses)[number];
export const runSubjectTypes = ["incident", "alert", "window", "ticket"] as const;
export type RunSubjectType = (typeof runSubjectTypes)[number];

const instant = z.iso.datetime();
const number = z.coerce.number().int().positive();
const text = z.string().trim().max(runLimits.text);
const reference = z.object({ slug: z.string(), name: z.string() });

const shared = {
  title: z.string().min(1).max(runLimits.title),
  /** Markdown: what the text says beside the title. */
  instructions: z.string().max(runLimits.text).default(""),
};
const manual = z.object({ kind: z.literal("manual"), ...shared });
const command = z.object({ kind: z.literal("command"), ...shared, language: z.string().max(40), code: z.string().min(1).max(runLimits.evidence) });
const http = z.object({
  kind: z.literal("http"), ...shared, method: z.enum(httpMethods), url: z.string().max(2_000), headers: z.record(z.string(), z.string()), body: z.string(), expectStatus: z.int().min(100).max(599).nullable(), timeoutMs: z.int().min(1_000).max(600_000), retries: z.int().min(0).max(5),
});
const question = z.object({ kind: z.literal("question"), ...shared, question: z.string().min(1).max(500) });
/** `to`: the anchor of the heading whose steps follow; "next" = simply on; "end" = nothing more is done. */
export const branchSchema = z.object({ label: z.string().min(1).max(80), to: z.string() });
const decision = z.object({ kind: z.literal("decision"), ...shared, branches: z.array(branchSchema).min(2).max(runLimits.branches) });
const wait = z.object({ kind: z.literal("wait"), ...shared, durationMs: z.int().min(1_000).max(runLimits.waitMs) });
const approval = z.object({ kind: z.literal("approval"), ...shared });

/** `stage`: the heading that the step stands under; `anchors`: that heading and those above it, so that a branch finds its steps; `line`: in the text. */
const place = { stage: z.string(), anchors: z.array(z.string()), line: z.int() };
export const runbookStepSchema = z.discriminatedUnion("kind", [manual.extend(place), command.extend(place), http.extend(place), question.extend(place), decision.extend(place), wait.extend(place), approval.extend(place)]);
export type RunbookStep = z.output<typeof runbookStepSchema>;

/** Asked for when a run starts. `mark`: how it stands in the text, `{{name}}` or `$NAME`. One that stands as `$NAME` may stay empty. */
export const runbookVariableSchema = z.object({ name: z.string(), mark: z.enum(["braces", "shell"]), label: z.string(), value: z.string() });
export type RunbookVariable = z.output<typeof runbookVariableSchema>;
export const stepFaultSchema = z.object({ line: z.int(), reason: z.string() });
export type StepFault = z.infer<typeof stepFaultSchema>;

/** What the runs of a runbook prove. Null is no run that counts, never 0. */
export const runbookProofSchema = z.object({
  runs: z.int(), underWay: z.int(),
  /** Runs that are over and were not left off. */
  counted: z.int(), succeeded: z.int(),
  /** Of runs that succeeded, pauses left out. */
  medianMs: z.number().nullable(), lastSuccessAt: instant.nullable(),
  /** unproven = never carried out with success; drifted = its text or its service changed since; old = longer ago than half a year. */
  state: z.enum(["unproven", "drifted", "old", "proven"]),
  /** What changed since the last success, newest first. */
  drift: z.array(z.object({ what: z.string(), at: instant, href: z.string().nullable() })),
});
export type RunbookProof = z.infer<typeof runbookProofSchema>;

export const runbookSlugInput = z.object({ slug: z.string().max(200) });
export const runbookStepsSchema = z.object({
  slug: z.string(), title: z.string(), steps: z.array(z.object({ kind: z.enum(runbookStepKinds), title: z.string(), stage: z.string(), line: z.int() })), faults: z.array(stepFaultSchema), variables: z.array(runbookVariableSchema), proof: runbookProofSchema,
});
export type RunbookSteps = z.infer<typeof runbookStepsSchema>;

export const subjectSchema = z.object({ type: z.enum(runSubjectTypes), /** As its page names it: 12, or INC-204 for a ticket. */ number: z.string().min(1).max(60) });
export type RunSubject = z.infer<typeof subjectSchema>;
const subjectLink = subjectSchema.extend({ title: z.string(), href: z.string() });

export const startRunbookInput = z.object({
  slug: z.string().max(200), variables: z.record(z.string().max(40), z.string().max(runLimits.value).regex(/^[^\p{Cc}]*$/u, "A value is one line of text.")).default({}),
  /** What it is carried out for; null = for itself, as a rehearsal. */
  subject: subjectSchema.nullable().default(null),
});
export type StartRunbook = z.output<typeof startRunbookInput>;
export const runbookRunChanged = z.object({ number: z.int(), status: z.enum(runbookRunStatuses) });

export const listRunbookRunsInput = z.object({
  runbook: z.string().max(200).optional(), status: z.enum([...runbookRunStatuses, "active", "over"]).optional(), subject: z.enum(runSubjectTypes).optional(), subjectNumber: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(runLimits.page).default(runLimits.defaultPage), cursor: z.string().max(100).optional(),
});
export type ListRunbookRuns = z.output<typeof listRunbookRunsInput>;
export const runbookRunRowSchema = z.object({
  number: z.int(), runbook: z.object({ slug: z.string(), title: z.string() }), status: z.enum(runbookRunStatuses), subject: subjectLink.nullable(), startedBy: z.string(), startedAt: instant, endedAt: instant.nullable(),
  /** Without pauses. */
  activeMs: z.number(), done: z.int(), steps: z.int(), currentStep: z.string().nullable(), isDemo: z.boolean(),
});
export type RunbookRunRow = z.infer<typeof runbookRunRowSchema>;
export const listRunbookRunsOutput = z.object({ items: z.array(runbookRunRowSchema), nextCursor: z.string().nullable(), total: z.int() });

export const runbookRunNumber = z.object({ number });
export const runbookStepActions = ["done", "failed", "retry", "skip", "by_hand"] as const;
export type RunbookStepAction = (typeof runbookStepActions)[number];
/** A person's word on a step. Leaving it out, failing it or doing by hand what a runner would have done needs a reason. */
export const actOnRunbookStepInput = z.object({
  number, position: z.coerce.number().int().min(0), action: z.enum(runbookStepActions), note: text.default(""), /** What was seen: output, figures, an address. */ evidence: z.string().trim().max(runLimits.evidence).default(""),
  /** For a decision: the label of the branch that is taken. */
  branch: z.string().max(80).optional(),
}).refine(({ action, note }) => action === "done" || action === "retry" || note.length >= 3, { message: "Say why.", path: ["note"] });
export type ActOnRunbookStep = z.output<typeof actOnRunbookStepInput>;
export const runbookRunActions = ["pause", "continue", "fail", "abandon"] as const;
export type RunbookRunAction = (typeof runbookRunActions)[number];
/** fail = it was followed and did not help; abandon = it is no longer needed. Both say why. */
export const actOnRunbookRunInput = z.object({ number, action: z.enum(runbookRunActions), note: text.default("") })
  .refine(({ action, note }) => action === "pause" || action === "continue" || note.length >= 3, { message: "Say why.", path: ["note"] });
export type ActOnRunbookRun = z.output<typeof actOnRunbookRunInput>;
export const noteOnRunbookRunInput = z.object({ number, text: z.string().trim().min(1, "Write something.").max(runLimits.text) });

export const runbookStepViewSchema = z.object({
  position: z.int(), stage: z.string(), title: z.string(), kind: z.enum(runbookStepKinds), status: z.enum(["waiting", "running", "asked", "done", "failed", "skipped"]), instructions: z.string(),
  /** To copy; null for anything but a command. */
  code: z.string().nullable(), language: z.string().nullable(),
  /** What a runner calls, in one line. */
  call: z.string().nullable(), question: z.string().nullable(), branches: z.array(branchSchema),
  /** Until when a wait lasts, once it has begun. */
  waitsUntil: instant.nullable(), durationMs: z.number().nullable(),
  startedAt: instant.nullable(), endedAt: instant.nullable(), actorName: z.string().nullable(), attempts: z.int(), note: z.string(), evidence: z.string().nullable(), error: z.string().nullable(), actions: z.array(z.enum(runbookStepActions)),
});
export type RunbookStepView = z.infer<typeof runbookStepViewSchema>;
export const runbookRunDetailSchema = z.object({
  row: runbookRunRowSchema, variables: z.array(z.object({ name: z.string(), value: z.string() })), steps: z.array(runbookStepViewSchema), actions: z.array(z.enum(runbookRunActions)), pausedAt: instant.nullable(), pausedMs: z.number(), note: z.string(),
  /** The runbook's text changed since the run began: the run keeps what it had. */
  isOutdated: z.boolean(), needsRunner: z.boolean(), log: z.array(z.object({ seq: z.int(), at: instant, kind: z.string(), actorName: z.string(), text: z.string() })),
});
export type RunbookRunDetail = z.infer<typeof runbookRunDetailSchema>;

export const suggestRunbooksInput = z.object({ type: z.enum(runSubjectTypes), number: z.string().min(1).max(60) });
export const suggestedRunbookSchema = z.object({ slug: z.string(), title: z.string(), /** "names the alert DiskFull", "is about checkout". */ why: z.string(), state: runbookProofSchema.shape.state, lastSuccessAt: instant.nullable() });
export const suggestRunbooksOutput = z.object({ items: z.array(suggestedRunbookSchema), nextCursor: z.null(), runs: z.array(runbookRunRowSchema) });
export type SuggestedRunbooks = z.infer<typeof suggestRunbooksOutput>;

export const coverageOutput = z.object({
  services: z.object({ total: z.int(), covered: z.int(), /** Without a runbook, most critical first. */ missing: z.array(reference.extend({ tier: z.int(), incidents: z.int() })) }),
  alerts: z.object({ total: z.int(), covered: z.int(), /** Names that fired in the last 90 days and that no runbook carries, most frequent first. */ missing: z.array(z.object({ name: z.string(), fired: z.int(), lastAt: instant, alert: z.int() })) }),
  proof: z.object({ runbooks: z.int(), proven: z.int(), drifted: z.int(), old: z.int(), unproven: z.int() }),
  /** What the runs of every runbook prove. */
  states: z.array(z.object({ slug: z.string(), state: runbookProofSchema.shape.state })),
  /** Runbooks to rehearse: drifted first, then the oldest, then those never carried out. */
  items: z.array(z.object({ slug: z.string(), title: z.string(), service: reference.nullable(), proof: runbookProofSchema })), nextCursor: z.null(),
});
export type RunbookCoverage = z.infer<typeof coverageOutput>;

/** Words of the shared state machine as a run of a runbook says them. */
export const runStatusOf = (status: (typeof machineStatuses)[number]): RunbookRunStatus => (status === "running" || status === "paused" || status === "completed" || status === "failed" ? status : status === "waiting" ? "running" : "abandoned");
