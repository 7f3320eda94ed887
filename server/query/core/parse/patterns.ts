import { stem, type Match, type Token } from "./tokens";

/**
 * A phrase of the vocabulary. Words separated by spaces; `a|b` is either; `..` is a gap of up to four words; `word?` may be missing.
 * A `~` in front lets the parts around the gap stand in either order. `=word` is that very form ("=pages" is not "page").
 */
export interface Rule<T> {
  pattern: string;
  value: T;
  weight: number;
}

/** Stems that fit, and words that fit only as they stand. */
type Step = { kind: "word"; stems: ReadonlySet<string>; forms: ReadonlySet<string>; isOptional: boolean } | { kind: "gap" };
interface Compiled<T> {
  steps: Step[];
  value: T;
  weight: number;
}
export interface WeightedMatch<T> extends Match<T> {
  weight: number;
}
export interface PatternIndex<T> {
  byFirst: ReadonlyMap<string, readonly Compiled<T>[]>;
  words: ReadonlySet<string>;
}

const gapLimit = 4;
/** What each word in a gap takes from the weight, so that of equal phrases the closer one holds. */
const gapCost = 0.1;

function stepOf(part: string): Step {
  if (part === "..") return { kind: "gap" };
  const isOptional = part.endsWith("?");
  const words = (isOptional ? part.slice(0, -1) : part).split("|");
  const [stems, forms] = [words.filter((word) => !word.startsWith("=")).map(stem), words.filter((word) => word.startsWith("=")).map((word) => word.slice(1))];
  return { kind: "word", stems: new Set(stems), forms: new Set(forms), isOptional };
}

function orders(pattern: string): string[] {
  if (!pattern.startsWith("~")) return [pattern];
  const [left = "", right = ""] = pattern.slice(1).split(" .. ");
  return [`${left} .. ${right}`, `${right} .. ${left}`];
}

/** The words by which a phrase may begin: those of its first step, and of the next one as long as a step may be missing. */
function firstWords(steps: readonly Step[]): Set<string> {
  const words = new Set<string>();
  for (const step of steps) {
    if (step.kind === "gap") break;
    for (const item of step.stems) words.add(item);
    for (const form of step.forms) words.add(`=${form}`);
    if (!step.isOptional) break;
  }
  return words;
}

/** Prepares rules for matching; done once per vocabulary. */
export function indexPatterns<T>(rules: readonly Rule<T>[]): PatternIndex<T> {
  const byFirst = new Map<string, Compiled<T>[]>();
  const words = new Set<string>();
  for (const rule of rules) {
    for (const order of orders(rule.pattern)) {
      const steps = order.split(" ").filter((part) => part !== "").map(stepOf);
      for (const step of steps) if (step.kind === "word") for (const item of [...step.stems, ...[...step.forms].map(stem)]) words.add(item);
      for (const item of firstWords(steps)) {
        const list = byFirst.get(item) ?? [];
        list.push({ steps, value: rule.value, weight: rule.weight });
        byFirst.set(item, list);
      }
    }
  }
  return { byFirst, words };
}

/** Index after the last word matched, or -1. Gaps are as short as they can be. */
function advance(steps: readonly Step[], tokens: readonly Token[], at: { step: number; token: number }): number {
  const step = steps[at.step];
  if (!step) return at.token;
  if (step.kind === "gap") {
    for (let skip = 0; skip <= gapLimit; skip += 1) {
      const end = advance(steps, tokens, { step: at.step + 1, token: at.token + skip });
      if (end >= 0) return end;
    }
    return -1;
  }
  const token = tokens[at.token];
  if (token && (step.stems.has(token.stem) || step.forms.has(token.text))) {
    const end = advance(steps, tokens, { step: at.step + 1, token: at.token + 1 });
    if (end >= 0) return end;
  }
  return step.isOptional ? advance(steps, tokens, { step: at.step + 1, token: at.token }) : -1;
}

/** Every place where a rule matches, in reading order. */
export function findPatterns<T>(index: PatternIndex<T>, tokens: readonly Token[]): WeightedMatch<T>[] {
  const found: WeightedMatch<T>[] = [];
  tokens.forEach((token, from) => {
    for (const rule of [...(index.byFirst.get(token.stem) ?? []), ...(index.byFirst.get(`=${token.text}`) ?? [])]) {
      const to = advance(rule.steps, tokens, { step: 0, token: from });
      if (to > from) found.push({ from, to, value: rule.value, weight: rule.weight - gapCost * Math.max(0, to - from - rule.steps.length) });
    }
  });
  return found;
}

/** Keeps the heaviest, then longest, then earliest of matches that share a word. */
export function withoutOverlap<T>(matches: readonly WeightedMatch<T>[]): WeightedMatch<T>[] {
  const sorted = [...matches].sort((a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: WeightedMatch<T>[] = [];
  for (const match of sorted) if (!kept.some((other) => match.from < other.to && other.from < match.to)) kept.push(match);
  return kept.sort((a, b) => a.from - b.from);
}
