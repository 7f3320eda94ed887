import { Temporal } from "temporal-polyfill";
import type { Intent } from "../../contract";
import type { Lexicon } from "../parse/lexicon";
import { metricWords } from "../parse/metric-words";
import { readSlots } from "../parse/read-slots";
import { vocabularyOf, type Vocabulary } from "../parse/vocabulary";
import type { Example, TrainOptions } from "./example";
import { measureFeatures, noMeasure } from "./measure-features";
import { coreMeasure } from "./measure-names";
import type { TrainedModel } from "./model";
import { trainModel } from "./train";
import type { Labelled } from "./training-set";

/** A question with the measures that it asks for; none where it names none. */
export interface Measured {
  question: string;
  measures: readonly string[];
}

const known = new Set(metricWords.map(({ id }) => id));

/** Reads `[measure]`, `[measure/measure]` or `[none]`, each followed by questions, one a line. Throws on a measure that nobody knows. */
export function readMeasureSet(text: string): Measured[] {
  let measures: readonly string[] | null = null;
  const found: Measured[] = [];
  for (const line of text.split("\n").map((item) => item.trim()).filter((item) => item !== "")) {
    const header = /^\[([^\]]+)\]$/.exec(line)?.[1];
    if (header !== undefined) measures = header === noMeasure ? [] : header.split("/");
    if (measures?.some((id) => !known.has(id))) throw new Error(`Training data names no measure in [${header ?? ""}].`);
    if (header === undefined && measures) found.push({ question: line, measures });
  }
  return found;
}

const askedAt = Temporal.Instant.from("2026-08-19T10:00:00Z");
const figures: ReadonlySet<Intent> = new Set(["metric_lookup", "ranking", "trend", "comparison", "breakdown"]);
/** A phrase of the book that weighs as much names its measure for certain. */
const certain = 3;
const guessed = 0.3;

const shares = (measures: readonly string[]): Record<string, number> => (measures.length === 0 ? { [noMeasure]: 1 } : Object.fromEntries(measures.map((id) => [coreMeasure(id), 1 / measures.length])));

function exampleOf({ question, measures }: Measured, vocabulary: Vocabulary, weight: number): Example {
  return { features: measureFeatures(readSlots(question, vocabulary, { now: askedAt, zone: "UTC" })), targets: [shares(measures)], weight };
}

/** Questions whose measure nobody labelled: a figure is asked for in words that the book knows for certain, or advice without a word of any measure. */
function guessOf({ question, intent, scope }: Labelled, vocabulary: Vocabulary): Example[] {
  if (scope !== "in") return [];
  const slots = readSlots(question, vocabulary, { now: askedAt, zone: "UTC" });
  const sure = slots.metrics.filter(({ weight }) => weight >= certain).map(({ value }) => value);
  const isFigure = figures.has(intent);
  if (isFigure ? sure.length !== 1 || slots.metrics.length > 1 : slots.metrics.length > 0) return [];
  return [{ features: measureFeatures(slots), targets: [shares(isFigure ? sure : [])], weight: guessed }];
}

const plain = ["{m}", "what was {m} last month", "{m} by team", "which service has the worst {m}", "how has {m} developed since May", "{m} this month against last month"];

/** Trains which measure a question asks for, from questions that say so, from the measures' names and from questions whose words leave no doubt. */
export function learnMeasures(input: { labelled: readonly Labelled[]; measured: readonly Measured[]; lexicon: Lexicon; version: string; tuning?: Partial<TrainOptions> }): TrainedModel {
  const vocabulary = vocabularyOf(input.lexicon);
  const named = metricWords.flatMap(({ id, label }) => plain.map((template): Measured => ({ question: template.replace("{m}", label.toLowerCase()), measures: [id] })));
  const examples = [...input.measured.map((item) => exampleOf(item, vocabulary, 1)), ...named.map((item) => exampleOf(item, vocabulary, guessed)), ...input.labelled.flatMap((item) => guessOf(item, vocabulary))];
  const heads = [{ name: "measure", labels: [...known, noMeasure] }];
  return trainModel(examples, heads, { version: input.version, words: "", epochs: 10, rate: 0.35, l2: 2e-4, seed: 13, minimumCount: 2, maxFeatures: 30_000, dropout: 0.35, ...input.tuning });
}
