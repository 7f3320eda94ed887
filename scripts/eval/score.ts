import { judge, type Verdict } from "./judge";
import type { Labelled } from "./labels";
import type { Prediction } from "./prediction";
import { wilson, type Proportion } from "./wilson";

/** A question with what was made of it. Without a prediction it counts as wrong everywhere. */
export interface Judged {
  label: Labelled;
  prediction: Prediction | null;
  verdict: Verdict;
}

export const scoreNames = [
  "intent_strict", "intent_lenient", "persona_strict", "persona_lenient", "framework_precision_chosen", "framework_precision_shown", "framework_hit", "framework_none",
  "oos_recall", "oos_recall_near", "false_refusal", "metrics", "dimensions", "time", "entities", "filters", "limit", "plan", "followups", "typo_intent_lenient",
  "lower_intent_lenient", "numbers", "grounded",
] as const;
export type ScoreName = (typeof scoreNames)[number];
export type Scores = Record<ScoreName, Proportion>;

export const nearTag = "near_domain_words";

const lost = (isInScope: boolean): Verdict => {
  const slot = isInScope ? false : null;
  return { intentStrict: false, intentLenient: false, personaStrict: false, personaLenient: false, scope: false, metrics: slot, dimensions: slot, time: slot, compareTo: slot, entities: slot, filters: slot, limit: slot, plan: slot };
};

/** Puts predictions beside their questions, by id. */
export function judgeAll(labels: readonly Labelled[], predictions: ReadonlyMap<string, Prediction>): Judged[] {
  return labels.map((label) => {
    const prediction = predictions.get(label.id) ?? null;
    return { label, prediction, verdict: prediction ? judge(label, prediction) : lost(label.inScope) };
  });
}

/** Share of the cases in which something holds; cases where it is null are left out. */
function share(cases: readonly Judged[], holds: (one: Judged) => boolean | null): Proportion {
  const known = cases.map(holds).filter((isTrue) => isTrue !== null);
  return wilson(known.filter(Boolean).length, known.length);
}

/** Of all frameworks that were given, how many were expected or acceptable. */
function precision(cases: readonly Judged[], which: "chosen" | "shown"): Proportion {
  const given = cases.flatMap(({ label, prediction }) => (prediction?.frameworks[which] ?? []).map((id) => label.frameworks.includes(id) || label.frameworks_ok.includes(id)));
  return wilson(given.filter(Boolean).length, given.length);
}

const isHit = ({ label, prediction }: Judged): boolean => (prediction?.frameworks.chosen ?? []).some((id) => label.frameworks.includes(id));
const isNone = ({ label, prediction }: Judged): boolean => prediction !== null && prediction.frameworks.chosen.every((id) => label.frameworks_ok.includes(id));
const isRefused = ({ prediction }: Judged): boolean => prediction !== null && prediction.scope !== "in";

/** Scores that need nothing but the questions as they stand. A question that was lost is neither refused nor recalled. */
export function scoresOf(cases: readonly Judged[]): Omit<Scores, "typo_intent_lenient" | "lower_intent_lenient" | "numbers"> {
  const outside = cases.filter(({ label }) => !label.inScope);
  const inside = cases.filter(({ label }) => label.inScope);
  const strategic = cases.filter(({ label }) => label.cls === "strategic" && label.frameworks.length > 0);
  const slot = (name: keyof Verdict): Proportion => share(inside, ({ verdict }) => verdict[name]);
  return {
    intent_strict: share(cases, ({ verdict }) => verdict.intentStrict),
    intent_lenient: share(cases, ({ verdict }) => verdict.intentLenient),
    persona_strict: share(cases, ({ verdict }) => verdict.personaStrict),
    persona_lenient: share(cases, ({ verdict }) => verdict.personaLenient),
    framework_precision_chosen: precision(cases, "chosen"),
    framework_precision_shown: precision(cases, "shown"),
    framework_hit: share(strategic, isHit),
    framework_none: share(cases.filter(({ label }) => label.frameworks.length === 0), isNone),
    oos_recall: share(outside, isRefused),
    oos_recall_near: share(outside.filter(({ label }) => label.tags.includes(nearTag)), isRefused),
    false_refusal: share(inside, isRefused),
    metrics: slot("metrics"),
    dimensions: slot("dimensions"),
    time: slot("time"),
    entities: slot("entities"),
    filters: slot("filters"),
    limit: slot("limit"),
    plan: slot("plan"),
    followups: share(inside.filter(({ label }) => label.context.length > 0), ({ verdict }) => verdict.plan),
    grounded: share(cases, ({ prediction }) => (prediction === null || prediction.grounded === null ? null : prediction.grounded === 0)),
  };
}

export interface Besides {
  /** Figures that an independent count over the records found right, of those that were answered; unknown when none was made. */
  numbers: Proportion;
  typo: readonly Judged[];
  lower: readonly Judged[];
}

/** Every score of a set, with those of its two copies and of the figures. */
export function allScores(cases: readonly Judged[], { typo, lower, numbers }: Besides): Scores {
  const lenient = (copy: readonly Judged[]): Proportion => share(copy, ({ verdict }) => verdict.intentLenient);
  return { ...scoresOf(cases), typo_intent_lenient: lenient(typo), lower_intent_lenient: lenient(lower), numbers };
}

export interface Split {
  group: string;
  scores: ReturnType<typeof scoresOf>;
}

/** The scores of each tag, of each reason to be out of scope, and of the near misses among them. */
export function splitScores(cases: readonly Judged[]): Split[] {
  const groups = new Map<string, Judged[]>();
  const add = (group: string, one: Judged): void => void groups.set(group, [...(groups.get(group) ?? []), one]);
  for (const one of cases) {
    add(`class ${one.label.cls ?? "unknown"}`, one);
    for (const tag of one.label.tags) add(`tag ${tag}`, one);
    if (!one.label.inScope) add(`out of scope: ${one.label.oos_reason ?? "no reason"}${one.label.tags.includes(nearTag) ? ", near miss" : ""}`, one);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([group, members]) => ({ group, scores: scoresOf(members) }));
}
