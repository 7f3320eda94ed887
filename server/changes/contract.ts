import { z } from "zod";

export const changeLimits = { title: 160, text: 4_000, steps: 60, variables: 30, page: 200, defaultPage: 50, retries: 5, timeoutMs: 86_400_000, body: 20_000, excerpt: 2_000 } as const;

export const planStatuses = ["draft", "requested", "approved", "retired"] as const;
export type PlanStatus = (typeof planStatuses)[number];
export const planKinds = ["standard", "normal", "emergency"] as const;
export type PlanKind = (typeof planKinds)[number];
export const planPurposes = ["patch", "update", "release"] as const;
export type PlanPurpose = (typeof planPurposes)[number];
/** In the order in which a change passes through them. */
export const stageNames = ["test", "staging", "canary", "production"] as const;
export type StageName = (typeof stageNames)[number];
export const stepKinds = ["manual", "http", "wait", "check", "approval"] as const;
export type StepKind = (typeof stepKinds)[number];
export const runStatuses = ["waiting", "running", "paused", "failed", "rolling_back", "rolled_back", "completed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];
/** change = all stages; test = the test stage alone; rehearsal = the test stage and then the way back. */
export const runPurposes = ["change", "test", "rehearsal"] as const;
export type RunPurpose = (typeof runPurposes)[number];
export const stepStatuses = ["waiting", "running", "asked", "done", "failed", "skipped"] as const;
export type StepStatus = (typeof stepStatuses)[number];
export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
export const evidenceKinds = ["test", "rollback"] as const;

const instant = z.iso.datetime();
const slug = z.string().trim().min(1).max(80);
const number = z.coerce.number().int().positive();
const line = z.string().trim().min(1, "Give it a title.").max(changeLimits.title);
const text = z.string().trim().max(changeLimits.text);
const reason = z.string().trim().min(3, "Say why.").max(500);
const version = z.number().int();
const reference = z.object({ slug: z.string(), name: z.string() });

const limits = {
  /** How long one attempt may last; a check asks again until then. */
  timeoutMs: z.number().int().min(1_000, "A second at least.").max(changeLimits.timeoutMs, "A day at most.").default(60_000),
  /** Further attempts after a failure whose outcome is known. */
  retries: z.number().int().min(0).max(changeLimits.retries).default(0),
};
const manual = z.object({ kind: z.literal("manual"), title: line, instructions: text.default("") });
const http = z.object({
  kind: z.literal("http"), title: line, method: z.enum(httpMethods).default("POST"), url: z.string().trim().min(1, "Name an address.").max(2_000).refine((url) => /^https?:\/\//i.test(url), "It begins with https:// or http://."),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/, "is not the name of a header"), z.string().max(2_000).refine((value) => !/[\r\n\0]/.test(value), "has a line break")).default({}), body: z.string().max(changeLimits.body).default(""),
  /** Status that counts as success; null = any 2xx. */
  expectStatus: z.number().int().min(100).max(599).nullable().default(null), ...limits,
});
const wait = z.object({ kind: z.literal("wait"), title: line, durationMs: z.number().int().min(1_000, "A second at least.").max(changeLimits.timeoutMs, "A day at most.") });
/** A gate: a monitor that is up, or an SLO whose budget is not spent. It has to hold for `holdMs` without a break. */
const check = z.object({ kind: z.literal("check"), title: line, target: z.enum(["monitor", "slo"]), slug, holdMs: z.number().int().min(0).max(changeLimits.timeoutMs).default(0), ...limits });
const approval = z.object({ kind: z.literal("approval"), title: line, instructions: text.default("") });

export const rollbackSchema = z.discriminatedUnion("kind", [manual, http, wait, check]);
const back = { rollback: rollbackSchema.nullable().default(null) };
export const stepSchema = z.discriminatedUnion("kind", [manual.extend(back), http.extend(back), wait.extend(back), check.extend(back), approval.extend(back)]);
export type StepDefinition = z.output<typeof stepSchema>;
export type RollbackDefinition = z.output<typeof rollbackSchema>;

export const stageSchema = z.object({ name: z.enum(stageNames), steps: z.array(stepSchema).min(1, "A stage has a step at least.").max(changeLimits.steps) });
export type Stage = z.output<typeof stageSchema>;
const stages = z.array(stageSchema).min(1, "A plan has a stage at least.").max(stageNames.length)
  .refine((all) => all.every(({ name }, place) => place === 0 || stageNames.indexOf(name) > stageNames.indexOf(all[place - 1]?.name ?? "test")), "Each stage comes once, in the order test, staging, canary, production.")
  .refine((all) => all.reduce((sum, { steps }) => sum + steps.length, 0) <= changeLimits.steps, `A plan has ${changeLimits.steps} steps at most.`);

/** Stands in steps as {{name}}. One without a value is asked for when a run starts. Never a secret: those are {{secret.NAME}}, known to the runner alone. */
export const variableSchema = z.object({ name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "Small letters, digits and _."), value: z.string().max(500).default("") });
export type Variable = z.output<typeof variableSchema>;
const variables = z.array(variableSchema).max(changeLimits.variables).refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "Two variables have the same name.");

const planFields = { title: line, description: text.default(""), purpose: z.enum(planPurposes).default("release"), kind: z.enum(planKinds).default("normal"), service: slug.nullable().default(null), team: slug.nullable().default(null), variables: variables.default([]), stages, rollsBack: z.boolean().default(false) };
export const createPlanInput = z.object(planFields);
export type CreatePlan = z.output<typeof createPlanInput>;
/** Fields that are left out stay. What was approved has to be approved again. */
export const updatePlanInput = z.object({ number, version, title: line.optional(), description: text.optional(), purpose: z.enum(planPurposes).optional(), kind: z.enum(planKinds).optional(), service: slug.nullable().optional(), team: slug.nullable().optional(), variables: variables.optional(), stages: stages.optional(), rollsBack: z.boolean().optional() });
export type UpdatePlan = z.output<typeof updatePlanInput>;
export const changedPlanOutput = z.object({ number: z.number().int(), version, status: z.enum(planStatuses) });

export const movePlanInput = z.object({ number, version, to: z.enum(["requested", "draft", "retired"]), note: text.default("") });
export const decidePlanInput = z.object({ number, version, decision: z.enum(["approved", "rejected", "withdrawn"]), comment: text.default("") });
export const breakGlassPlanInput = z.object({ number, version, reason });
export const reviewPlanInput = z.object({ number, version, approvalId: z.string().max(80), note: reason });
export const addEvidenceInput = z.object({ number, kind: z.enum(evidenceKinds), outcome: z.enum(["passed", "failed"]), text: z.string().trim().min(3, "Say what was done and where it can be seen.").max(changeLimits.text) });
export const evidenceOutput = z.object({ id: z.string() });
export const linkWindowInput = z.object({ number, /** The number of a maintenance window. */ window: number, /** False takes the link away. */ isLinked: z.boolean().default(true) });

export const planRowSchema = z.object({
  number: z.number().int(), title: z.string(), purpose: z.enum(planPurposes), kind: z.enum(planKinds), status: z.enum(planStatuses), service: reference.nullable(), tier: z.number().int().nullable(), team: reference.nullable(),
  steps: z.number().int(), stages: z.array(z.enum(stageNames)), runs: z.number().int(), lastRun: z.object({ number: z.number().int(), status: z.enum(runStatuses), purpose: z.enum(runPurposes), at: instant }).nullable(), isDemo: z.boolean(), version, createdAt: instant,
});
export type PlanRow = z.infer<typeof planRowSchema>;
export const listPlansInput = z.object({
  q: z.string().trim().max(100).optional(), status: z.enum([...planStatuses, "open"]).optional(), service: slug.optional(), purpose: z.enum(planPurposes).optional(),
  limit: z.coerce.number().int().min(1).max(changeLimits.page).default(changeLimits.defaultPage), cursor: z.string().max(100).optional(),
});
export type ListPlans = z.output<typeof listPlansInput>;
export const listPlansOutput = z.object({ items: z.array(planRowSchema), nextCursor: z.string().nullable(), total: z.number().int() });

export const reasonSchema = z.object({ points: z.number(), text: z.string() });
/** 0..100: how much can go wrong, as the sum of reasons. */
export const riskSchema = z.object({ score: z.number(), level: z.enum(["low", "medium", "high"]), reasons: z.array(reasonSchema) });
export type Risk = z.infer<typeof riskSchema>;
export const dependentSchema = reference.extend({ hops: z.number().int(), tier: z.number().int() });
/** ageMs null = there is none. */
export const evidenceStateSchema = z.object({ kind: z.enum(evidenceKinds), isFresh: z.boolean(), ageMs: z.number().nullable(), limitMs: z.number(), text: z.string() });
export type EvidenceState = z.infer<typeof evidenceStateSchema>;
export const windowLinkSchema = z.object({ number: z.number().int(), title: z.string(), status: z.string(), startsAt: instant, endsAt: instant });

export const runRowSchema = z.object({
  number: z.number().int(), plan: z.object({ number: z.number().int(), title: z.string() }), planVersion: z.number().int(), purpose: z.enum(runPurposes), status: z.enum(runStatuses), service: reference.nullable(), startedBy: z.string(), startedAt: instant.nullable(), endedAt: instant.nullable(),
  /** Steps that are over, of all that are to be done as it stands; the way back has its own. */
  done: z.number().int(), steps: z.number().int(), currentStep: z.string().nullable(), isDemo: z.boolean(),
});
export type RunRow = z.infer<typeof runRowSchema>;
export const listRunsInput = z.object({
  status: z.enum([...runStatuses, "active", "over"]).optional(), purpose: z.enum(runPurposes).optional(), plan: number.optional(), service: slug.optional(),
  limit: z.coerce.number().int().min(1).max(changeLimits.page).default(changeLimits.defaultPage), cursor: z.string().max(100).optional(),
});
export type ListRuns = z.output<typeof listRunsInput>;
export const listRunsOutput = z.object({ items: z.array(runRowSchema), nextCursor: z.string().nullable(), total: z.number().int() });

const policySchema = z.object({ required: z.number().int(), needsAdmin: z.boolean(), reviewAfter: z.boolean(), reason: z.string(), eligible: z.array(z.string()), couldBe: z.array(z.string()), isEnough: z.boolean() });
export const planDetailSchema = z.object({
  row: planRowSchema, description: z.string(), variables: z.array(variableSchema), stages: z.array(stageSchema), rollsBack: z.boolean(), requestedBy: z.string().nullable(), requestedAt: instant.nullable(), approvedAt: instant.nullable(),
  risk: riskSchema, dependents: z.array(dependentSchema), policy: policySchema,
  standing: z.object({ state: z.enum(["open", "approved", "rejected"]), given: z.number().int(), missing: z.number().int() }),
  mine: z.object({ mayDecide: z.boolean(), decision: z.enum(["approved", "rejected", "withdrawn"]).nullable() }),
  approvals: z.array(z.object({ id: z.string(), actorName: z.string(), decision: z.string(), comment: z.string(), at: instant, isBreakGlass: z.boolean(), reviewedBy: z.string().nullable(), reviewNote: z.string(), /** It went ahead without an approver, nobody has looked at it, and the reader may: whoever did it may not. */ mayReview: z.boolean() })),
  /** Steps that change something and have no way back. */
  withoutWayBack: z.array(z.string()),
  evidence: z.array(z.object({ id: z.string(), kind: z.enum(evidenceKinds), outcome: z.string(), text: z.string(), actorName: z.string(), at: instant, run: z.number().int().nullable() })),
  freshness: z.array(evidenceStateSchema),
  /** Why a run of the whole plan cannot start now; empty = it can. */
  obstacles: z.array(z.string()),
  runs: z.array(runRowSchema), windows: z.array(windowLinkSchema),
});
export type PlanDetail = z.infer<typeof planDetailSchema>;
export const planNumberInput = z.object({ number });

export const startRunInput = z.object({ number, version, purpose: z.enum(runPurposes).default("change"), variables: z.record(z.string().max(40), z.string().max(500)).default({}), /** The maintenance window that it happens in. */ window: number.nullable().default(null) });
export type StartRun = z.output<typeof startRunInput>;
export const runChangedOutput = z.object({ number: z.number().int(), status: z.enum(runStatuses) });
export const runNumberInput = z.object({ number });

export const stepActions = ["done", "failed", "retry", "skip", "by_hand"] as const;
export type StepAction = (typeof stepActions)[number];
/** What a person does to one step. Leaving something out, doing it by hand or failing it needs a reason. */
export const actOnStepInput = z.object({ number, position: z.coerce.number().int().min(0), action: z.enum(stepActions), note: text.default("") })
  .refine(({ action, note }) => action === "done" || action === "retry" || note.length >= 3, { message: "Say why.", path: ["note"] });
export type ActOnStep = z.output<typeof actOnStepInput>;
export const runActions = ["pause", "continue", "roll_back", "give_up", "cancel"] as const;
export type RunAction = (typeof runActions)[number];
/** What a person does to the whole run. `override` goes on in an emergency although evidence is missing, and says why. */
export const actOnRunInput = z.object({ number, action: z.enum(runActions), note: text.default(""), override: reason.optional() })
  .refine(({ action, note }) => action === "pause" || action === "continue" || note.length >= 3, { message: "Say why.", path: ["note"] });
export type ActOnRun = z.output<typeof actOnRunInput>;
export const addRunNoteInput = z.object({ number, text: z.string().trim().min(1).max(changeLimits.text) });

export const runStepSchema = z.object({
  position: z.number().int(), stage: z.string(), title: z.string(), kind: z.enum(stepKinds), status: z.enum(stepStatuses), isRollback: z.boolean(), attempts: z.number().int(), startedAt: instant.nullable(), endedAt: instant.nullable(), actorName: z.string().nullable(), note: z.string(), error: z.string().nullable(), evidence: z.string().nullable(),
  instructions: z.string(), /** What is done, in one line. */ summary: z.string(), hasWayBack: z.boolean(), actions: z.array(z.enum(stepActions)),
});
export type RunStepView = z.infer<typeof runStepSchema>;
export const runDetailSchema = z.object({
  row: runRowSchema, description: z.string(), rollsBack: z.boolean(), isEmergency: z.boolean(), variables: z.array(variableSchema), steps: z.array(runStepSchema), actions: z.array(z.enum(runActions)),
  /** Why it does not go on by itself; null = it does, or is over. */
  held: z.string().nullable(),
  /** It stands in front of production, for want of evidence or approval. */
  isGated: z.boolean(),
  /** A machine has the next move, and how many runners are alive to make it. */
  needsRunner: z.boolean(), runners: z.array(z.string()), leaseOwner: z.string().nullable(),
  window: windowLinkSchema.nullable(), log: z.array(z.object({ seq: z.number().int(), at: instant, kind: z.string(), actorName: z.string(), text: z.string() })), rehearsalAgeMs: z.number().nullable(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;
