import type { Intent } from "../../contract";
import { measureFeatures, noMeasure } from "../learn/measure-features";
import { coreMeasure } from "../learn/measure-names";
import { classifyBy, vectorOf } from "../learn/model";
import { models } from "../learn/models";
import type { Slots } from "./read-slots";

/** How probable it is that each measure is asked for, as the classifier has learned; "none" where the question names none. */
function learnedMeasures(slots: Slots): { id: string; probability: number }[] {
  const model = models().measure;
  return classifyBy(model, vectorOf(model, measureFeatures(slots)), "measure").map(({ label, probability }) => ({ id: label, probability }));
}

/** Figures want a measure, so that less is needed to take one; advice is mostly about none. */
const wanted = { figure: 0.2, list: 0.4, advice: 0.75, meaning: 0.9 };
const figures: ReadonlySet<Intent> = new Set(["metric_lookup", "ranking", "trend", "comparison", "breakdown", "forecast"]);
const wordless: ReadonlySet<Intent> = new Set(["doc_lookup", "out_of_scope", "status_summary"]);
/** Records that are told apart by their measure alone; of others the words of a measure are conditions. */
const listed: ReadonlySet<string> = new Set(["action_overdue", "maintenance_conflicts", "maintenance_count", "change_count", "rollback_count", "goal_progress"]);
/** The phrase book's measure gives way to another that is this probable while it is hardly itself; less so when it was called by its usual name. */
const swap = { to: 0.5, from: 0.12, named: 0.02 };
const drop = { none: 0.75, from: 0.15, fromCause: 0.04 };
/** Beside a measure that is asked for, another one that is hardly meant is left out. */
const unheard = 0.02;
/** Two measures are asked for where the second is nearly as probable as the first. */
const beside = { first: 0.6, second: 0.3 };

const neededFor = (intent: Intent): number => (figures.has(intent) ? wanted.figure : intent === "list_lookup" ? wanted.list : intent === "explain" ? wanted.meaning : wanted.advice);
const isNamed = (slots: Slots, id: string): boolean => slots.plainMetrics.has(id) && slots.metrics.some(({ value, weight }) => value === id && weight >= 2);
/** In an enumeration ("incident count and MTTR", "how often did we overrun and how many windows clashed") each is asked for, however unlikely beside the other. */
const isEnumerated = (slots: Slots, id: string): boolean => slots.metrics.some(({ value, weight, from }) => value === id && (weight >= 4 || (weight >= 1.5 && slots.plainMetrics.has(id))) && slots.tokens.slice(Math.max(0, from - 3), from).some(({ text }) => text === "and"));

function taken(ranked: readonly { id: string; probability: number }[]): string[] {
  const [first, second] = ranked;
  if (!first) return [];
  return second && first.probability < beside.first && second.probability >= beside.second ? [first.id, second.id] : [first.id];
}

/**
 * Measures that the phrase book found, corrected by what was learned: words that it does not know name a measure too, words that it knows
 * name none in passing, and of two readings the far more probable one holds.
 */
export function correctMeasures(found: readonly string[], slots: Slots, intent: Intent): string[] {
  if (wordless.has(intent)) return [...found];
  const all = learnedMeasures(slots);
  const ranked = all.filter(({ id }) => id !== noMeasure);
  const of = (id: string): number => all.find((each) => each.id === coreMeasure(id))?.probability ?? 0;
  const top = ranked[0]?.probability ?? 0;
  if (intent === "list_lookup") return found.length === 0 && slots.subjects.length === 0 && top >= wanted.list && listed.has(ranked[0]?.id ?? "") ? taken(ranked) : [...found];
  if (found.length === 0) return top >= neededFor(intent) ? taken(ranked) : [];
  const likeliest = Math.max(...found.map(of));
  if (likeliest < (found.some((id) => isNamed(slots, id)) ? swap.named : swap.from) && top >= swap.to) return taken(ranked);
  const isPassing = likeliest < (intent === "root_cause" ? drop.fromCause : drop.from) && of(noMeasure) >= drop.none;
  if (isPassing && !figures.has(intent) && !(intent === "explain" && found.some((id) => isNamed(slots, id)))) return [];
  return likeliest >= swap.to ? found.filter((id) => of(id) >= unheard || isNamed(slots, id) || isEnumerated(slots, id)) : [...found];
}
