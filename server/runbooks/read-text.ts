import "server-only";
import { readSteps, variablesOf, type DeclaredVariable } from "#core/runbooks";
import { z } from "zod";
import { readFrontMatter } from "../knowledge";
import { runLimits, type RunbookStep, type RunbookVariable, type StepFault } from "./contract";

const name = z.string().regex(/^(?:[a-z][a-z0-9_]{0,39}|[A-Z][A-Z0-9_]{0,39})$/);
const value = z.union([z.string(), z.number(), z.boolean()]).transform(String).pipe(z.string().max(runLimits.value));
/** `variables: [namespace, NODE]`, `variables: { namespace: shop }`, or a list of `{ name, label, value }`. */
const declared = z.union([
  z.array(z.union([name.transform((one): DeclaredVariable => ({ name: one, label: "", value: "" })), z.object({ name, label: z.string().max(120).default(""), value: value.default("") })])),
  z.record(name, z.union([z.null(), value])).transform((all) => Object.entries(all).map(([key, one]): DeclaredVariable => ({ name: key, label: "", value: one ?? "" }))),
]).pipe(z.array(z.custom<DeclaredVariable>()).max(runLimits.variables));

export interface ReadText {
  steps: RunbookStep[];
  faults: StepFault[];
  variables: RunbookVariable[];
}

/** Steps and variables of a runbook's whole text. Lines are those of the file, front matter included. */
export function readRunbookText(text: string): ReadText {
  const front = readFrontMatter(text);
  const body = front.ok ? front.body : text;
  const above = text.slice(0, text.length - body.length).split("\n").length - 1;
  const { steps, faults } = readSteps(body);
  const given = front.ok ? front.frontMatter.values.variables : undefined;
  const parsed = given === undefined ? { success: true as const, data: [] } : declared.safeParse(given);
  const told = [...(front.ok ? [] : [{ line: front.line, reason: front.reason }]), ...(parsed.success ? [] : [{ line: 1, reason: "variables: is a list of names, or names with values" }])];
  return { steps: steps.map((step) => ({ ...step, line: step.line + above })), faults: [...told, ...faults.map((fault) => ({ ...fault, line: fault.line + above }))], variables: variablesOf(steps, parsed.success ? parsed.data : []).slice(0, runLimits.variables) };
}
