// Compares the rules that the portal writes for specs of Sloth with those that Sloth itself generated for them. Prints one line for each difference.
import fs from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { indicatorsOf, readOpenSlo, readSloth, slothRules, type ReadDocument } from "../../server/slo/core/index";

interface ParsedRule {
  record?: string;
  alert?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

type Groups = { name: string; rules: ParsedRule[] }[];

/** What Sloth says of itself and of the command that ran it. */
const ownLabels = new Set(["cmd", "sloth_version", "sloth_mode", "sloth_spec"]);
const tolerance = 1e-9;

const labelsOf = ({ labels = {} }: ParsedRule): string => JSON.stringify(Object.entries(labels).filter(([name]) => !ownLabels.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
const numberPattern = /(?<![\w."])\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w."])/g;

/** An expression without white space and without outer brackets of a whole; its numbers apart. */
function partsOf(expr: string): { words: string; numbers: number[] } {
  const dense = expr.replace(/\s+/g, "");
  return { words: dense.replace(numberPattern, "#"), numbers: [...dense.matchAll(numberPattern)].map(([text]) => Number(text)) };
}

function isSameExpression(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a.words === b.words && a.numbers.length === b.numbers.length && a.numbers.every((value, at) => Math.abs(value - (b.numbers[at] ?? NaN)) <= tolerance * Math.max(1e-3, Math.abs(value)));
}

function ruleDifferences(ours: ParsedRule | undefined, theirs: ParsedRule, place: string): string[] {
  if (!ours) return [`${place}: is missing`];
  const dense = (annotations: ParsedRule["annotations"]): string => JSON.stringify(Object.entries(annotations ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  return [
    ...(isSameExpression(ours.expr, theirs.expr) ? [] : [`${place}: ${ours.expr.replace(/\s+/g, " ")} is not ${theirs.expr.replace(/\s+/g, " ")}`]),
    ...(labelsOf(ours) === labelsOf(theirs) ? [] : [`${place}: labels ${labelsOf(ours)} are not ${labelsOf(theirs)}`]),
    ...(dense(ours.annotations) === dense(theirs.annotations) ? [] : [`${place}: annotations differ`]),
  ];
}

function groupDifferences(ours: Groups, theirs: Groups): string[] {
  const extra = ours.filter(({ name }) => !theirs.some((group) => group.name === name)).map(({ name }) => `${name}: Sloth has no such group`);
  return [...extra, ...theirs.flatMap((group) => {
    const own = ours.find(({ name }) => name === group.name);
    if (!own) return [`${group.name}: is missing`];
    const count = own.rules.length === group.rules.length ? [] : [`${group.name}: ${own.rules.length} rules, Sloth has ${group.rules.length}`];
    return [...count, ...group.rules.flatMap((rule, at) => ruleDifferences(own.rules[at], rule, `${group.name} ${rule.record ?? rule.alert ?? ""}`))];
  })];
}

function readSpecs(text: string): ReadDocument[] {
  const values = parseAllDocuments(text).map((document) => document.toJS() as { apiVersion?: string } | null).filter((value) => value !== null);
  const indicators = indicatorsOf(values.map((value) => ({ value, path: [] })));
  return values.map((value) => (value.apiVersion?.startsWith("openslo/") ? readOpenSlo(value, [], indicators) : readSloth(value, [])));
}

const folder = process.argv[2] ?? "";
const specs = fs.readdirSync(folder).filter((name) => name.endsWith(".yml") && !name.endsWith(".rules.yml"));
let rules = 0;
for (const spec of specs) {
  const documents = readSpecs(fs.readFileSync(path.join(folder, spec), "utf8"));
  for (const { path: at, reason } of documents.flatMap(({ faults }) => faults)) process.stdout.write(`${spec}: ${at.join(".")}: ${reason}\n`);
  const ours = documents.flatMap(({ slos }) => slos.flatMap(({ slo }) => slothRules(slo)));
  const generated = parseAllDocuments(fs.readFileSync(path.join(folder, spec.replace(/\.yml$/, ".rules.yml")), "utf8"));
  const groups = generated.flatMap((document) => (document.toJS() as { groups?: Groups } | null)?.groups ?? []);
  rules += groups.reduce((sum, group) => sum + group.rules.length, 0);
  for (const difference of groupDifferences(ours, groups)) process.stdout.write(`${spec}: ${difference}\n`);
}
process.stdout.write(`# ${specs.length} specs, ${rules} rules compared\n`);
if (specs.length === 0 || rules === 0) process.exitCode = 1;
