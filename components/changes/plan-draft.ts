import { z } from "zod";
import { type createPlanInput, httpMethods, planKinds, planPurposes, stageNames, stepKinds, type PlanDetail, type RollbackDefinition, type StepDefinition } from "#contract/changes";

const text = z.string().trim();
const whole = (min: number, max: number, says: string) => z.coerce.number<number | string>(says).int("Whole numbers.").min(min, says).max(max, says);

const actionFields = {
  title: text.max(160), instructions: text.max(4_000), method: z.enum(httpMethods), url: text.max(2_000), headers: text.max(4_000), body: z.string().max(20_000),
  /** Empty = any 2xx. */
  expectStatus: text.regex(/^(?:[1-5]\d\d)?$/, "A status such as 200, or nothing for any 2xx."),
  timeoutSeconds: whole(1, 86_400, "Between a second and a day."), retries: whole(0, 5, "Five at most."), waitSeconds: whole(1, 86_400, "Between a second and a day."),
  target: z.enum(["monitor", "slo"]), slug: text.max(80), holdSeconds: whole(0, 86_400, "A day at most."),
};

interface Asked {
  kind: string;
  title: string;
  url: string;
  slug: string;
  headers: string;
}

const headerLine = /^([A-Za-z0-9-]{1,60}):\s*(.*)$/;
const linesOf = (headers: string): string[] => headers.split("\n").map((line) => line.trim()).filter((line) => line !== "");

/** What a kind needs beside what every step has. */
function faultsOf({ kind, title, url, slug, headers }: Asked): { path: string; message: string }[] {
  if (kind === "none") return [];
  return [
    ...(title === "" ? [{ path: "title", message: "Give it a title." }] : []),
    ...(kind === "http" && !/^https?:\/\//i.test(url) ? [{ path: "url", message: "An address that begins with https:// or http://." }] : []),
    ...(kind === "http" && linesOf(headers).some((line) => !headerLine.test(line)) ? [{ path: "headers", message: "One a line: Name: value." }] : []),
    ...(kind === "check" && slug === "" ? [{ path: "slug", message: "Name the monitor or SLO." }] : []),
  ];
}

const checked = <T extends z.ZodType<Asked>>(schema: T): T => schema.superRefine((step: Asked, context) => {
  for (const { path, message } of faultsOf(step)) context.addIssue({ code: "custom", path: [path], message });
});

const backSchema = checked(z.object({ kind: z.enum(["none", "manual", "http", "wait", "check"]), ...actionFields }));
const stepSchema = checked(z.object({ kind: z.enum(stepKinds), ...actionFields, back: backSchema }));
const steps = z.array(stepSchema).max(60);

/** The form: times in seconds, headers as lines, "none" for no way back, every stage as a list that may be empty. */
export const planDraftSchema = z.object({
  title: text.min(1, "Give it a title.").max(160), description: text.max(4_000), purpose: z.enum(planPurposes), kind: z.enum(planKinds), service: z.string().nullable(), rollsBack: z.boolean(),
  variables: z.array(z.object({ name: text.regex(/^[a-z][a-z0-9_]{0,39}$/, "Small letters, digits and _."), value: z.string().max(500) })).max(30),
  test: steps, staging: steps, canary: steps, production: steps,
}).refine((plan) => stageNames.some((name) => plan[name].length > 0), { message: "Add a step to a stage.", path: ["test"] });
export type PlanDraft = z.output<typeof planDraftSchema>;
export type PlanDraftInput = z.input<typeof planDraftSchema>;
export type StepDraft = PlanDraftInput["test"][number];
type AnyDraft = z.output<typeof backSchema> | z.output<typeof stepSchema>;

const emptyAction = { title: "", instructions: "", method: "POST" as const, url: "", headers: "", body: "", expectStatus: "", timeoutSeconds: 60, retries: 0, waitSeconds: 300, target: "monitor" as const, slug: "", holdSeconds: 0 };
export const emptyStep: StepDraft = { kind: "manual", ...emptyAction, back: { kind: "none", ...emptyAction } };
export const emptyPlan: PlanDraftInput = { title: "", description: "", purpose: "release", kind: "normal", service: null, rollsBack: false, variables: [], test: [], staging: [], canary: [], production: [] };

function toAction(draft: AnyDraft): object {
  const { kind, title, instructions, method, url, body, expectStatus, retries, target, slug } = draft;
  const timeoutMs = draft.timeoutSeconds * 1_000;
  if (kind === "http") return { kind, title, method, url, body, retries, timeoutMs, headers: Object.fromEntries(linesOf(draft.headers).map((line) => [headerLine.exec(line)?.[1] ?? "", headerLine.exec(line)?.[2] ?? ""])), expectStatus: expectStatus === "" ? null : Number(expectStatus) };
  if (kind === "wait") return { kind, title, durationMs: draft.waitSeconds * 1_000 };
  if (kind === "check") return { kind, title, target, slug, retries, timeoutMs, holdMs: draft.holdSeconds * 1_000 };
  return { kind, title, instructions };
}

/** What the form says, as the operation takes it; stages without steps are left out. */
export function toPlan({ test, staging, canary, production, ...fields }: PlanDraft): z.input<typeof createPlanInput> {
  const all = { test, staging, canary, production };
  const stages = stageNames.filter((name) => all[name].length > 0).map((name) => ({ name, steps: all[name].map((step) => ({ ...toAction(step), rollback: step.back.kind === "none" ? null : toAction(step.back) })) }));
  return { ...fields, stages } as z.input<typeof createPlanInput>;
}

function fromAction(step: StepDefinition | RollbackDefinition): typeof emptyAction {
  const { title } = step;
  if (step.kind === "http") return { ...emptyAction, title, method: step.method as "POST", url: step.url, body: step.body, retries: step.retries, timeoutSeconds: step.timeoutMs / 1_000, headers: Object.entries(step.headers).map(([name, value]) => `${name}: ${value}`).join("\n"), expectStatus: step.expectStatus === null ? "" : String(step.expectStatus) };
  if (step.kind === "wait") return { ...emptyAction, title, waitSeconds: step.durationMs / 1_000 };
  if (step.kind === "check") return { ...emptyAction, title, target: step.target as "monitor", slug: step.slug, retries: step.retries, timeoutSeconds: step.timeoutMs / 1_000, holdSeconds: step.holdMs / 1_000 };
  return { ...emptyAction, title, instructions: step.instructions };
}

/** A plan as the form shows it. */
export function draftOf({ row, description, variables, stages, rollsBack }: Pick<PlanDetail, "row" | "description" | "variables" | "stages" | "rollsBack">): PlanDraftInput {
  const listOf = (name: string): StepDraft[] => (stages.find((stage) => stage.name === name)?.steps ?? []).map((step) => ({ kind: step.kind, ...fromAction(step), back: step.rollback === null ? { kind: "none", ...emptyAction } : { kind: step.rollback.kind, ...fromAction(step.rollback) } }));
  return { title: row.title, description, purpose: row.purpose, kind: row.kind, service: row.service?.slug ?? null, rollsBack, variables, test: listOf("test"), staging: listOf("staging"), canary: listOf("canary"), production: listOf("production") };
}
