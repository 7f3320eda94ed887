import { Temporal } from "temporal-polyfill";
import { intents, personas, scopeReasons, type Intent, type QueryPlan } from "../../contract";
import type { Lexicon } from "../parse/lexicon";
import { metricWords } from "../parse/metric-words";
import { metricPersonas } from "../parse/persona-words";
import { readSlots } from "../parse/read-slots";
import { frameworkCards } from "../frameworks/cards";
import { examples } from "../frameworks/examples";
import { spokenExamples } from "../frameworks/examples-spoken";
import { makeSpeller, repairWord } from "../parse/spelling";
import { tokenise } from "../parse/tokens";
import { vocabularyOf, type Vocabulary } from "../parse/vocabulary";
import type { Example, TrainOptions } from "./example";
import type { TrainedModel } from "./model";
import { questionFeatures } from "./question-subject";
import { misspelt, seededRandom } from "./random";
import { trainModel } from "./train";
import type { Labelled } from "./training-set";

/** The instant at which training questions are asked; only the class of a period (past, running, ahead) depends on it. */
const askedAt = "2026-08-19T10:00:00Z";

export const heads = [
  { name: "intent", labels: intents.filter((intent) => intent !== "out_of_scope") },
  { name: "scope", labels: ["in", ...scopeReasons] },
  { name: "persona", labels: personas.filter((persona) => persona !== "none") },
] as const;

/** Plain ways to ask for any measure, so that each is seen with each kind of answer. */
const templates: readonly (readonly [Intent, string])[] = [
  ["metric_lookup", "what was {m} last month"], ["metric_lookup", "{m} for checkout this quarter"], ["metric_lookup", "{m}"],
  ["breakdown", "{m} by team"], ["breakdown", "{m} for each service in July"],
  ["trend", "how has {m} developed over the last 6 months"], ["trend", "{m} per week since May"],
  ["ranking", "which team has the worst {m}"], ["ranking", "top 5 services by {m}"],
  ["comparison", "{m} this month compared with last month"], ["comparison", "compare web and mobile on {m}"],
  ["root_cause", "why is {m} so bad"], ["process_improvement", "how can we improve {m}"], ["explain", "what does {m} mean"], ["explain", "how is {m} calculated"], ["forecast", "what will {m} be next month"],
];

function generated(): Labelled[] {
  return metricWords.flatMap((metric) => templates.map(([intent, template]): Labelled => ({
    question: template.replace("{m}", metric.label.toLowerCase()), intent, scope: "in", personas: [metricPersonas[metric.id] ?? "reliability_lead"], methods: [], weight: 0.3,
  })));
}

/** Half-sentences that call for a method are asked with the kinds of question that the method serves; the lens stays open. */
function spokenMethods(vocabulary: Vocabulary): Example[] {
  return frameworkCards.flatMap((card) => {
    const kinds = card.intents.filter((intent) => intent !== "out_of_scope");
    const phrases = `${examples[card.id] ?? ""};${spokenExamples[card.id] ?? ""}`.split(";").map((phrase) => phrase.trim()).filter((phrase) => phrase !== "");
    return phrases.map((question): Example => ({ ...exampleOf({ question, intent: kinds[0] ?? "strategy", scope: "in", personas: [], methods: [], weight: methodWeight }, vocabulary, methodWeight), targets: [leadingShares(kinds), shares<QueryPlan["scope"]>(["in"]), null] }));
  });
}
const methodWeight = 0.6;
/** Of the kinds of question that a method serves, the first is meant as often as all others together. */
const leadingShares = (kinds: readonly string[]): Record<string, number> => Object.fromEntries(kinds.map((kind, at) => [kind, kinds.length === 1 ? 1 : at === 0 ? 0.6 : 0.4 / (kinds.length - 1)]));


const shares = <T extends string>(labels: readonly T[]): Record<string, number> => Object.fromEntries(labels.map((label) => [label, 1 / labels.length]));

const clock = { now: Temporal.Instant.from(askedAt), zone: "UTC" };

function targetsOf({ intent, scope, personas: lenses }: Labelled): Example["targets"] {
  const isIn = scope === "in";
  return [isIn ? shares([intent]) : null, shares<QueryPlan["scope"]>([scope]), isIn ? shares(lenses) : null];
}

const exampleOf = (labelled: Labelled, vocabulary: Vocabulary, weight: number): Example => ({ features: questionFeatures(readSlots(labelled.question, vocabulary, clock), vocabulary), targets: targetsOf(labelled), weight });

const copyWeight = 0.4;

/** A question as it stands, and once with slips of the keyboard. */
function* examplesOf(labelled: Labelled, vocabulary: Vocabulary, random: () => number): Generator<Example> {
  yield exampleOf(labelled, vocabulary, labelled.weight);
  if (labelled.weight < 1) return;
  yield exampleOf({ ...labelled, question: misspelt(labelled.question, random) }, vocabulary, copyWeight);
}

export interface LearnOptions {
  version: string;
  seed?: number;
  tuning?: Partial<TrainOptions>;
}

/** The words that questions are written in, long enough to be taken for a slip of another. One that was written once and is nearly a frequent word is such a slip itself. */
function wordsOf(labelled: readonly Labelled[]): string[] {
  const counts = new Map<string, number>();
  for (const word of labelled.flatMap((item) => tokenise(item.question).map((token) => token.text)).filter((text) => /^[a-z]{4,}$/.test(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts.keys()].sort();
  const frequent = makeSpeller(words.filter((word) => (counts.get(word) ?? 0) >= often));
  return words.filter((word) => (counts.get(word) ?? 0) > 1 || repairWord(word, frequent) === null);
}
const often = 8;

/** Trains the question classifier: every example as it stands and once with slips of the keyboard, and each measure in plain sentences. */
export function learnQuestions(labelled: readonly Labelled[], lexicon: Lexicon, options: LearnOptions): TrainedModel {
  const random = seededRandom(options.seed ?? 20260819);
  const words = wordsOf(labelled);
  const vocabulary = vocabularyOf(lexicon, new Set(words));
  function* examples(): Generator<Example> {
    for (const item of [...labelled, ...generated()]) yield* examplesOf(item, vocabulary, random);
    yield* spokenMethods(vocabulary);
  }
  return trainModel(examples(), heads, { version: options.version, words: words.join(" "), epochs: 6, rate: 0.35, l2: 1.5e-4, seed: 7, minimumCount: 3, maxFeatures: 70_000, dropout: 0.45, ...options.tuning });
}
