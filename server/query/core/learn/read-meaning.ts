import { rankIntents } from "../parse/intent";
import type { Intent, QueryPlan } from "../../contract";
import type { Slots } from "../parse/read-slots";
import type { Vocabulary } from "../parse/vocabulary";
import { classifyBy, reasonsFor, vectorOf, type LinearModel } from "./model";
import { models } from "./models";
import { questionFeatures } from "./question-subject";

/** What the trained classifier makes of a question; probabilities by label, best first. */
export interface Meaning {
  intents: readonly { intent: Intent; score: number; probability: number }[];
  /** Words that speak for the first intent. */
  because: readonly string[];
  scopes: readonly { scope: QueryPlan["scope"]; probability: number }[];
  personas: readonly { persona: QueryPlan["persona"]; probability: number }[];
}

const model = (): LinearModel => models().question;

/** Identifies the weights that are in use. */
export const modelVersion = (): string => model().version;

let words: ReadonlySet<string> | undefined;
/** Ordinary words that the training data is written in. */
export const knownWords = (): ReadonlySet<string> => (words ??= new Set(model().words.split(" ")));

/** How much a point of the rules counts against the logarithm of a probability. */
const ruleWeight = 0.12;
const ruleCap = 6;

/** The word or words that a feature stands for: "b why do" is "why do". */
function wordsOf(name: string): string {
  return name.slice(2).replace(/[$^]/g, "").replace(/<[A-Z]+>/g, "").trim();
}

/** Classifies a question. Rules and classifier are added up: the rules know grammar, the classifier the ways of speaking. */
export function readMeaning(slots: Slots, vocabulary: Vocabulary): Meaning {
  const vector = vectorOf(model(), questionFeatures(slots, vocabulary));
  const byIntent = classifyBy(model(), vector, "intent");
  const rules = new Map(rankIntents(slots, vocabulary).map(({ intent, score }) => [intent, Math.min(score, ruleCap)]));
  const scored = byIntent.map(({ label, probability }) => ({ intent: label as Intent, score: Math.log(Math.max(probability, 1e-6)) + ruleWeight * (rules.get(label as Intent) ?? 0) }));
  const top = Math.max(...scored.map(({ score }) => score));
  const sum = scored.reduce((total, { score }) => total + Math.exp(score - top), 0);
  const intents = scored.map(({ intent, score }) => ({ intent, score, probability: Math.exp(score - top) / sum })).sort((a, b) => b.score - a.score || a.intent.localeCompare(b.intent));
  return {
    intents,
    because: [...new Set(reasonsFor(model(), vector, { headName: "intent", ranked: byIntent }).map(wordsOf).filter((words) => words !== ""))],
    scopes: classifyBy(model(), vector, "scope").map(({ label, probability }) => ({ scope: label as QueryPlan["scope"], probability })),
    personas: classifyBy(model(), vector, "persona").map(({ label, probability }) => ({ persona: label as QueryPlan["persona"], probability })),
  };
}
