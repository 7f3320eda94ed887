import { measureModel } from "../../../generated/core/query-model";
import type { Intent } from "../../contract";
import { measureFeatures, noMeasure } from "../learn/measure-features";
import { coreMeasure } from "../learn/measure-names";
import { classifyBy, openModel, type LinearModel } from "../learn/model";
import { strategicIntents } from "./intent-words";
import type { Slots } from "./read-slots";

let opened: LinearModel | undefined;

/** How probable it is that each measure is asked for, as the classifier has learned; "none" where the question names none. */
function learnedMeasures(slots: Slots): { id: string; probability: number }[] {
  opened ??= openModel(measureModel);
  return classifyBy(opened, measureFeatures(slots), "measure").ranked.map(({ label, probability }) => ({ id: label, probability }));
}

/** Figures want a measure, so that less is needed to take one; advice is mostly about none. */
const wanted = { figure: 0.2, list: 0.4, advice: 0.75 };
const figures: ReadonlySet<Intent> = new Set(["metric_lookup", "ranking", "trend", "comparison", "breakdown", "forecast"]);
const wordless: ReadonlySet<Intent> = new Set(["doc_lookup", "out_of_scope"]);
/** The phrase book's measure gives way to another that is this probable while it is hardly itself. */
const swap = { to: 0.5, from: 0.12 };
const drop = { none: 0.75, from: 0.15 };
/** Two measures are asked for where the second is nearly as probable as the first. */
const beside = { first: 0.6, second: 0.3 };

const neededFor = (intent: Intent): number => (figures.has(intent) ? wanted.figure : intent === "list_lookup" ? wanted.list : wanted.advice);

/**
 * Measures that the phrase book found, corrected by what was learned: words that it does not know name a measure too, words that it knows
 * name none in passing, and of two readings the far more probable one holds.
 */
export function correctMeasures(found: readonly string[], slots: Slots, intent: Intent): string[] {
  if (wordless.has(intent)) return [...found];
  const ranked = learnedMeasures(slots);
  const of = (id: string): number => ranked.find((each) => each.id === coreMeasure(id))?.probability ?? 0;
  const [first, second] = ranked.filter(({ id }) => id !== noMeasure);
  if (!first) return [...found];
  const learned = second && first.probability < beside.first && second.probability >= beside.second ? [first.id, second.id] : [first.id];
  if (found.length === 0) return first.probability >= neededFor(intent) ? learned : [];
  const likeliest = Math.max(...found.map(of));
  if (likeliest < swap.from && first.probability >= swap.to) return learned;
  if (!figures.has(intent) && intent !== "list_lookup" && likeliest < drop.from && of(noMeasure) >= drop.none) return [];
  return [...found];
}
