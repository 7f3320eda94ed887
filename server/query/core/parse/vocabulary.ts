import { dimensionWords, subjectWords } from "./dimension-words";
import { indexEntities, type EntityIndex } from "./entities";
import { filterWords } from "./filter-words";
import { intentCues } from "./intent-words";
import type { Lexicon } from "./lexicon";
import { metricPhrases } from "./metric-phrases";
import { metricWords, metricWordsById, type MetricWords } from "./metric-words";
import { indexPatterns, type PatternIndex, type Rule } from "./patterns";
import { grammarWords } from "./grammar-words";
import { scopeCues } from "./scope-words";
import { makeSpeller, type Speller } from "./spelling";
import { stemsOf } from "./tokens";

export interface MetricInfo {
  id: string;
  label: string;
  kind: "flow" | "stock";
  good: "up" | "down";
  family: MetricWords["family"];
  asFilter: string | null;
  /** Null when no table holds it. */
  held: { stats: readonly string[]; dimensions: readonly string[] } | null;
}

/** Everything the stages match against, compiled once for a lexicon. */
export interface Vocabulary {
  metrics: PatternIndex<string>;
  metricInfo: ReadonlyMap<string, MetricInfo>;
  dimensions: PatternIndex<string>;
  /** Measures by their usual names alone, without the figures of speech. */
  plainMetrics: PatternIndex<string>;
  dimensionLabels: ReadonlyMap<string, string>;
  subjects: PatternIndex<string>;
  /** `field:value`. */
  filters: PatternIndex<string>;
  entities: EntityIndex;
  speller: Speller;
}

const wordCount = (pattern: string) => pattern.split(" ").filter((part) => part !== "" && part !== ".." && !part.endsWith("?") && !/^\d+$/.test(part)).length;

/** A leading number is the weight; without one, longer phrases weigh more. */
function weighed<T>(pattern: string, value: T): Rule<T> {
  const found = /^(\d+(?:\.\d+)?) (?!\d)(.+)$/.exec(pattern);
  return found?.[2] ? { pattern: found[2], value, weight: Number(found[1]) } : { pattern, value, weight: wordCount(pattern) };
}

const subjectNouns = new Set(subjectWords.flatMap((entry) => entry.nouns.map((noun) => stemsOf(noun).join(" "))));

function metricRules(lexicon: Lexicon): Rule<string>[] {
  const built = metricWords.flatMap((entry) => [...entry.patterns, ...(metricPhrases[entry.id] ?? [])].map((pattern) => weighed(pattern, entry.id)));
  const own = lexicon.metrics.flatMap((metric) =>
    [metric.label, ...metric.synonyms].map((synonym) => stemsOf(synonym)).filter((stems) => stems.length > 0 && !subjectNouns.has(stems.join(" "))).map((stems) => ({ pattern: stems.join(" "), value: metric.id, weight: stems.length + 0.5 })),
  );
  return [...built, ...own];
}

function metricInfo(lexicon: Lexicon): Map<string, MetricInfo> {
  const info = new Map<string, MetricInfo>(metricWords.map((entry) => [entry.id, { ...entry, asFilter: entry.asFilter ?? null, held: null }]));
  for (const metric of lexicon.metrics) {
    const known = metricWordsById.get(metric.id);
    info.set(metric.id, { id: metric.id, label: metric.label, kind: metric.kind, good: known?.good ?? "down", family: known?.family ?? "other", asFilter: known?.asFilter ?? null, held: metric });
  }
  return info;
}

function filterRules(lexicon: Lexicon): Rule<string>[] {
  const built = filterWords.flatMap((entry) => entry.patterns.map((pattern) => weighed(pattern, `${entry.field}:${entry.value}`)));
  const own = lexicon.filters.flatMap((entry) => entry.synonyms.map((synonym) => stemsOf(synonym)).filter((stems) => stems.length > 0).map((stems) => ({ pattern: stems.join(" "), value: `${entry.field}:${entry.value}`, weight: stems.length + 0.5 })));
  return [...built, ...own];
}

function compile(lexicon: Lexicon, known: ReadonlySet<string>): Vocabulary {
  const dimensionRules = [...dimensionWords.flatMap((entry) => entry.nouns.map((noun) => weighed(noun, entry.id))), ...lexicon.dimensions.flatMap((entry) => entry.synonyms.map((noun) => ({ pattern: stemsOf(noun).join(" "), value: entry.id, weight: stemsOf(noun).length + 0.5 })))];
  const metrics = indexPatterns(metricRules(lexicon));
  const plainMetrics = indexPatterns(metricWords.flatMap((entry) => entry.patterns.map((pattern) => weighed(pattern, entry.id))));
  const dimensions = indexPatterns(dimensionRules);
  const subjects = indexPatterns(subjectWords.flatMap((entry) => entry.nouns.map((noun) => weighed(noun, entry.subject))));
  const filters = indexPatterns(filterRules(lexicon));
  const entities = indexEntities(lexicon.entities);
  const spelt = [metrics, dimensions, subjects, filters, intentCues, entities].flatMap((index) => [...index.words]);
  return {
    metrics, plainMetrics, dimensions, subjects, filters, entities,
    metricInfo: metricInfo(lexicon),
    dimensionLabels: new Map([...lexicon.dimensions.map((entry) => [entry.id, entry.synonyms[0] ?? entry.id] as const), ...dimensionWords.map((entry) => [entry.id, entry.label] as const)]),
    speller: makeSpeller([...spelt, ...grammarWords, "january", "february", "april", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "weekend"], new Set([...scopeCues.words, ...known])),
  };
}

const compiled = new WeakMap<Lexicon, Vocabulary>();

/**
 * Compiles a lexicon, once for each lexicon object: pass the same object while the catalogue has not changed. `known` are ordinary words
 * that spelling leaves alone.
 */
export function vocabularyOf(lexicon: Lexicon, known: ReadonlySet<string> = new Set()): Vocabulary {
  const found = compiled.get(lexicon);
  if (found) return found;
  const vocabulary = compile(lexicon, known);
  compiled.set(lexicon, vocabulary);
  return vocabulary;
}
