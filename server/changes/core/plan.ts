import type { RollbackDefinition, Stage, StepDefinition, Variable } from "../contract";
import { changePolicy } from "./policy";
import type { StepNature } from "./step-machine";

type Definition = StepDefinition | RollbackDefinition;

export const isReading = (method: string): boolean => method === "GET" || method === "HEAD";

/** Whether a step alters anything. Waiting, looking and asking do not, and need no way back. */
export const changesSomething = (step: Definition): boolean => step.kind === "manual" || (step.kind === "http" && !isReading(step.method));

/** Whether doing it again after its runner was lost in the middle is harmless. */
export const isSafeToRepeat = (step: Definition): boolean => step.kind === "wait" || step.kind === "check" || (step.kind === "http" && isReading(step.method));

export const natureOf = (step: Definition): StepNature => ({ asksPerson: step.kind === "manual" || step.kind === "approval", retries: "retries" in step ? step.retries : 0 });

export const stepsOf = (stages: readonly Stage[]): { stage: Stage["name"]; step: StepDefinition }[] => stages.flatMap(({ name, steps }) => steps.map((step) => ({ stage: name, step })));

/** Titles of steps that change something and cannot be undone. */
export const stepsWithoutWayBack = (stages: readonly Stage[]): string[] => stepsOf(stages).filter(({ step }) => changesSomething(step) && step.rollback === null).map(({ step }) => step.title);

/** Why nobody may approve a plan as it stands; null = it may be approved. */
export function refusalToApprove({ tier, stages }: { tier: number | null; stages: readonly Stage[] }): string | null {
  const without = stepsWithoutWayBack(stages);
  if (tier === null || !changePolicy.wayBackTiers.includes(tier) || without.length === 0) return null;
  return `A tier ${tier} service needs a way back for every step that changes something. Missing: ${without.slice(0, 5).map((title) => `"${title}"`).join(", ")}${without.length > 5 ? ` and ${without.length - 5} more` : ""}.`;
}

const placeholder = /\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}/g;

const textsOf = (step: Definition): string[] => [step.title, ...("instructions" in step ? [step.instructions] : []), ...("slug" in step ? [step.slug] : []), ...(step.kind === "http" ? [step.url, step.body, ...Object.values(step.headers)] : []), ...("rollback" in step && step.rollback !== null ? textsOf(step.rollback) : [])];

/** Names of variables that steps use and the plan does not have. */
export function unknownVariables(stages: readonly Stage[], variables: readonly Variable[]): string[] {
  const known = new Set(variables.map(({ name }) => name));
  const used = stepsOf(stages).flatMap(({ step }) => textsOf(step)).flatMap((text) => [...text.matchAll(placeholder)].map((match) => match[1] ?? ""));
  return [...new Set(used)].filter((name) => !known.has(name));
}

/** Puts values in the place of {{name}} in every text of a step. In an address they are encoded, so that a value cannot lead elsewhere; what is unknown, such as {{secret.NAME}}, stays. */
export function fillStep<T extends Definition>(step: T, values: Readonly<Record<string, string>>): T {
  const fill = (text: string, encode = (value: string) => value): string => text.replace(placeholder, (whole, name: string) => (Object.hasOwn(values, name) ? encode(values[name] ?? "") : whole));
  const filled = { ...step, title: fill(step.title) };
  if ("instructions" in filled) filled.instructions = fill(filled.instructions);
  if ("slug" in filled) filled.slug = fill(filled.slug);
  if (filled.kind === "http") Object.assign(filled, { url: fill(filled.url, encodeURIComponent), body: fill(filled.body), headers: Object.fromEntries(Object.entries(filled.headers).map(([name, value]) => [name, fill(value)])) });
  if ("rollback" in filled && filled.rollback) filled.rollback = fillStep(filled.rollback, values);
  return filled;
}

/** Values of a run: the plan's own, and over them what was given. `missing` have none. */
export function valuesOf(variables: readonly Variable[], given: Readonly<Record<string, string>>): { values: Record<string, string>; missing: string[]; unknown: string[] } {
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, (given[name] ?? "") === "" ? value : (given[name] ?? "")]));
  return { values, missing: Object.keys(values).filter((name) => values[name] === ""), unknown: Object.keys(given).filter((name) => !Object.hasOwn(values, name)) };
}

/** The stages that a run goes through. */
export const stagesFor = (stages: readonly Stage[], purpose: "change" | "test" | "rehearsal"): Stage[] => stages.filter(({ name }) => purpose === "change" || name === "test");

/** A stretch of time as people say it: "90 s", "5 min", "2 h". */
export function stretch(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} days`;
}

/** What a step does, in one line. */
export function summaryOf(step: Definition): string {
  if (step.kind === "http") return `${step.method} ${step.url}, expects ${step.expectStatus ?? "2xx"} within ${stretch(step.timeoutMs)}`;
  if (step.kind === "wait") return `Waits ${stretch(step.durationMs)}`;
  if (step.kind === "check") return step.target === "monitor" ? `Monitor ${step.slug} is up${step.holdMs > 0 ? ` for ${stretch(step.holdMs)}` : ""}, within ${stretch(step.timeoutMs)}` : `SLO ${step.slug} has budget left${step.holdMs > 0 ? ` for ${stretch(step.holdMs)}` : ""}, within ${stretch(step.timeoutMs)}`;
  return step.kind === "approval" ? "Somebody who may approve, not who started the run" : "By hand";
}
