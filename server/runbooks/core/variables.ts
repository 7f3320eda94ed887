import type { RunbookStep, RunbookVariable } from "../contract";

const braces = /\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}/g;
const shell = /\$(?:\{([A-Z][A-Z0-9_]{1,39})\}|([A-Z][A-Z0-9_]{1,39})\b)/g;
/** Words of templates that commands carry themselves (`kubectl -o go-template`), and what every shell sets. */
const notAsked = new Set(["end", "else", "HOME", "PATH", "USER", "PWD", "SHELL", "EDITOR", "RANDOM", "HOSTNAME", "IFS", "UID"]);

export interface DeclaredVariable {
  name: string;
  label: string;
  value: string;
}

const textsOf = (step: RunbookStep): string[] => [step.title, step.instructions, ...(step.kind === "command" ? [step.code] : []), ...(step.kind === "question" ? [step.question] : []), ...(step.kind === "http" ? [step.url, step.body, ...Object.values(step.headers)] : [])];

const namesIn = (texts: readonly string[], shape: RegExp): string[] => [...new Set(texts.flatMap((text) => [...text.matchAll(shape)].map((match) => match[1] ?? match[2] ?? "")))].filter((name) => !notAsked.has(name));

/** What a run asks for: the variables that the front matter declares, those that stand as {{name}}, and upper-case shell variables of commands that no command sets itself. */
export function variablesOf(steps: readonly RunbookStep[], declared: readonly DeclaredVariable[]): RunbookVariable[] {
  const texts = steps.flatMap(textsOf);
  const codes = steps.flatMap((step) => (step.kind === "command" ? [step.code] : []));
  const isSet = (name: string): boolean => codes.some((code) => new RegExp(`(?:^|[\\s;])(?:export\\s+|read\\s+(?:-\\S+\\s+)*)?${name}(?:=|\\s*$)|\\bfor\\s+${name}\\b`, "m").test(code));
  const known = new Map(declared.map((one) => [one.name, one]));
  const marks = [...[...known.keys()].filter((name) => /^[a-z]/.test(name)), ...namesIn(texts, braces)];
  const plain = [...[...known.keys()].filter((name) => /^[A-Z]/.test(name)), ...namesIn(codes, shell).filter((name) => known.has(name) || !isSet(name))];
  const make = (mark: RunbookVariable["mark"]) => (name: string): RunbookVariable => ({ name, mark, label: known.get(name)?.label ?? "", value: known.get(name)?.value ?? "" });
  return [...[...new Set(marks)].map(make("braces")), ...[...new Set(plain)].map(make("shell"))];
}

/** Values for a run: what was given, else the runbook's own. `missing` must have one; `unknown` are none of the runbook's. */
export function runValues(variables: readonly RunbookVariable[], given: Readonly<Record<string, string>>): { values: Record<string, string>; missing: string[]; unknown: string[] } {
  const known = new Set(variables.map(({ name }) => name));
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, (given[name] ?? "").trim() === "" ? value : (given[name] ?? "").trim()]));
  return { values, missing: variables.filter(({ name, mark }) => mark === "braces" && values[name] === "").map(({ name }) => name), unknown: Object.keys(given).filter((name) => !known.has(name)) };
}

/** Puts values into a step. In an address they are encoded, so that a value cannot lead elsewhere. What has no value stays as it stands, {{secret.NAME}} too. */
export function fillRunbookStep(step: RunbookStep, values: Readonly<Record<string, string>>): RunbookStep {
  const value = (name: string): string | null => (Object.hasOwn(values, name) && values[name] !== "" ? (values[name] ?? null) : null);
  const fill = (text: string, encode = (one: string) => one): string => text.replace(braces, (whole, name: string) => { const known = value(name); return known === null ? whole : encode(known); });
  const fillCode = (text: string): string => fill(text).replace(shell, (whole, long: string | undefined, short: string | undefined) => value(long ?? short ?? "") ?? whole);
  const filled = { ...step, title: fill(step.title).slice(0, 160), instructions: fill(step.instructions) };
  if (filled.kind === "command") return { ...filled, code: fillCode(filled.code) };
  if (filled.kind === "question") return { ...filled, question: fill(filled.question) };
  if (filled.kind === "http") return { ...filled, url: fill(filled.url, encodeURIComponent), body: fill(filled.body), headers: Object.fromEntries(Object.entries(filled.headers).map(([name, text]) => [name, fill(text)])) };
  return filled;
}
