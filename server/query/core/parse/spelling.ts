import { commonWords } from "./common-words";
import { stem, type Token } from "./tokens";

/** Damerau-Levenshtein distance (optimal string alignment: a swap of two neighbours is one edit), or `limit + 1` when it is more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

export interface Speller {
  words: ReadonlySet<string>;
  /** Right as they are, but never what a misspelt word is repaired to. */
  known: ReadonlySet<string>;
  byLength: ReadonlyMap<number, readonly string[]>;
}

/** Ordinary words that questions about operations lean on so much that a slip in them is worth repairing. */
const repairable = new Set(["against", "between", "before", "versus", "highest", "lowest", "worst", "longest", "slowest", "fastest", "biggest", "busiest", "open", "week", "weeks", "weekend", "month", "months", "year", "today", "tomorrow", "tonight", "last", "quarter", "yesterday", "average", "compare", "coverage", "service", "services", "latest", "oldest", "newest"]);

/** Words that spelling may be repaired to: of the domain, not ordinary English. Short words are too easily something else, so they stand as they are. */
export function makeSpeller(vocabulary: Iterable<string>, known: ReadonlySet<string> = new Set()): Speller {
  const words = new Set(vocabulary);
  const byLength = new Map<number, string[]>();
  for (const item of words) if (item.length >= 4 && !/\d/.test(item) && (!commonWords.has(item) || repairable.has(item))) byLength.set(item.length, [...(byLength.get(item.length) ?? []), item]);
  return { words, known, byLength };
}

/** The one vocabulary word that a misspelt word can only mean; null when it is known, ordinary English, or could be several. */
export function repairWord(word: string, speller: Speller): string | null {
  if (word.length < 4 || word.length > 24 || /\d/.test(word) || speller.words.has(word) || speller.known.has(word) || commonWords.has(word)) return null;
  const limit = word.length >= 7 ? 2 : 1;
  let best: string[] = [];
  let bestDistance = limit + 1;
  for (let length = word.length - limit; length <= word.length + limit; length += 1) {
    for (const candidate of speller.byLength.get(length) ?? []) {
      const isLikely = candidate[0] === word[0] || (candidate[0] === word[1] && candidate[1] === word[0]);
      const distance = isLikely ? editDistance(word, candidate, limit) : limit + 1;
      if (distance > limit || distance > bestDistance) continue;
      best = distance < bestDistance ? [candidate] : [...best, candidate];
      bestDistance = distance;
    }
  }
  return best.length === 1 ? (best[0] ?? null) : longestOfKin(best);
}

/** Of candidates that are forms of one word ("open", "opened") the longest: letters are left out more often than put in. */
function longestOfKin(candidates: readonly string[]): string | null {
  const [longest] = [...candidates].sort((a, b) => b.length - a.length || a.localeCompare(b));
  const isKin = longest !== undefined && candidates.every((candidate) => longest.startsWith(candidate));
  return isKin ? longest : null;
}

/** Tokens with their spelling repaired, and what was changed (raw, read as). */
export function repairSpelling(tokens: readonly Token[], speller: Speller): { tokens: Token[]; repairs: { raw: string; word: string }[] } {
  const repairs: { raw: string; word: string }[] = [];
  const repaired = tokens.map((token) => {
    if (speller.words.has(token.stem) || speller.known.has(token.stem) || commonWords.has(token.text) || commonWords.has(token.stem)) return token;
    // "Sre's alerts": what has something of its own is a name.
    const word = repairWord(token.stem, speller) ?? (/['’]s$/.test(token.raw) ? null : repairWord(token.text, speller));
    if (word === null || word === token.text) return token;
    repairs.push({ raw: token.raw, word });
    return { ...token, text: word, stem: stem(word) };
  });
  return { tokens: repaired, repairs };
}
