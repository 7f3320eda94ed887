/** Edits between two words, a swap of neighbours counting as one (Damerau-Levenshtein, optimal string alignment). */
export function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let [before, above]: [number[], number[]] = [[], to.map((_, j) => j).concat(to.length)];
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (isSame ? 0 : 1), isSwap ? (before[j - 2] ?? 0) + 1 : Infinity));
    }
    [before, above] = [above, row];
  }
  return above[to.length] ?? 0;
}

export interface Term {
  term: string;
  /** How many entries have it. */
  entries: number;
}

const shortest = 4;
const readings = 3;

/** The lexicon holds stems of what stands in texts, and the stem of "policy" is "polici": such a term is read both ways. */
const writtenOf = ({ term, entries }: Term): Term[] => [{ term, entries }, ...(/[^aeiou]i$/.test(term) ? [{ term: `${term.slice(0, -1)}y`, entries }] : [])];

/** What a word may have meant: one edit away, two for words of seven letters and more; nearest first, then most common. Nothing for words under four letters. */
export function repairsOf(word: string, terms: readonly Term[]): string[] {
  if (word.length < shortest) return [];
  const limit = word.length >= 7 ? 2 : 1;
  return terms
    .flatMap(writtenOf)
    .map(({ term, entries }) => ({ term, entries, distance: editDistance(word, term) }))
    .filter(({ distance }) => distance > 0 && distance <= limit)
    .sort((a, b) => a.distance - b.distance || b.entries - a.entries || a.term.localeCompare(b.term))
    .slice(0, readings)
    .map(({ term }) => term);
}
