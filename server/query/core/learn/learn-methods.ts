import type { Intent } from "../../contract";
import { frameworkCards } from "../frameworks/cards";
import { examples } from "../frameworks/examples";
import { spokenExamples } from "../frameworks/examples-spoken";
import type { Example, TrainOptions } from "./example";
import { methodFeatures, noMethod } from "./method-features";
import type { TrainedModel } from "./model";
import { trainModel } from "./train";
import type { Labelled } from "./training-set";

const plain: ReadonlySet<Intent> = new Set(["metric_lookup", "list_lookup", "ranking", "trend", "comparison", "breakdown", "doc_lookup", "explain"]);
const phraseWeight = 0.7;
const plainWeight = 0.5;

/** Figures and records call for none; of advice without a label nobody said which method fits. */
function exampleOf({ question, intent, scope, methods, weight }: Labelled): Example[] {
  const shares = (labels: readonly string[]) => Object.fromEntries(labels.map((label) => [label, 1 / labels.length]));
  if (methods.length > 0) return [{ features: methodFeatures(question), targets: [shares(methods)], weight }];
  return scope === "in" && plain.has(intent) ? [{ features: methodFeatures(question), targets: [{ [noMethod]: 1 }], weight: plainWeight }] : [];
}

const phrasesOf = (id: string): string[] => `${examples[id] ?? ""};${spokenExamples[id] ?? ""}`.split(";").map((phrase) => phrase.trim()).filter((phrase) => phrase !== "");

/** Trains which of the methods a question calls for, from labelled questions and from the half-sentences of the cards. */
export function learnMethods(labelled: readonly Labelled[], options: { version: string; tuning?: Partial<TrainOptions> }): TrainedModel {
  const spoken = frameworkCards.flatMap(({ id }) => phrasesOf(id).map((phrase): Example => ({ features: methodFeatures(phrase), targets: [{ [id]: 1 }], weight: phraseWeight })));
  const heads = [{ name: "method", labels: [...frameworkCards.map(({ id }) => id), noMethod] }];
  return trainModel([...labelled.flatMap(exampleOf), ...spoken], heads, { version: options.version, words: "", epochs: 10, rate: 0.35, l2: 2e-4, seed: 11, minimumCount: 2, maxFeatures: 30_000, dropout: 0.35, ...options.tuning });
}
