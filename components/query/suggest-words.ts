/** What the box can complete: names of figures, things, splits and periods. */
export interface Words {
  metrics: readonly { label: string; definition: string }[];
  entities: readonly { type: string; name: string }[];
  dimensions: readonly { label: string }[];
  periods: readonly string[];
}

export interface WordSuggestion {
  /** Unique among the suggestions of one moment. */
  id: string;
  label: string;
  /** What it is: "figure", "service", "split", "period". */
  kind: string;
  /** The text of the box with this chosen, and where the caret then stands. */
  text: string;
  caret: number;
}

interface Entry {
  label: string;
  kind: string;
}

interface Typed {
  /** Where the typed words begin. */
  from: number;
  words: string;
}

const mostWords = 4;
const shown = 7;
const leastLetters = 2;
const splitLead = /\b(by|per|each|every|split by|grouped by)\s+\S*$/i;

const entriesOf = ({ metrics, entities, dimensions, periods }: Words): Entry[] => [
  ...metrics.map(({ label }) => ({ label, kind: "figure" })),
  ...entities.map(({ name, type }) => ({ label: name, kind: type })),
  ...dimensions.map(({ label }) => ({ label: label.toLowerCase(), kind: "split" })),
  ...periods.map((label) => ({ label, kind: "period" })),
];

/** The last one to four words before the caret, longest first. */
function typedBefore(text: string): Typed[] {
  const starts = [...text.matchAll(/(?<=^|\s)\S/g)].map(({ index }) => index).slice(-mostWords);
  return starts.map((from) => ({ from, words: text.slice(from).toLowerCase() })).filter(({ words }) => words.trim().length >= leastLetters && words === words.trimEnd());
}

/** A name that begins with what was typed comes before one in which a later word does; what is complete already is no suggestion. */
function fit(label: string, typed: string): number {
  const name = label.toLowerCase();
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 2;
  return name.split(/[\s-]+/).slice(1).some((word, index, words) => words.slice(index).join(" ").startsWith(typed)) ? 1 : 0;
}

/** A figure's name inside a sentence; an abbreviation stays as it is. */
const inside = (label: string): string => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);

/** Names that fit the words before the caret: the longest run of typed words counts first. After "by", splits come first. */
export function suggestWords(box: { text: string; caret: number }, words: Words): WordSuggestion[] {
  const before = box.text.slice(0, box.caret);
  const after = box.text.slice(box.caret);
  if (/^\S/.test(after)) return [];
  const isSplit = splitLead.test(before);
  const found = typedBefore(before).flatMap(({ from, words: typed }) =>
    entriesOf(words).flatMap((entry) => {
      const score = fit(entry.label, typed);
      return score === 0 ? [] : [{ entry, from, weight: typed.length * 10 + score * 3 + (isSplit === (entry.kind === "split") ? 2 : 0) }];
    }),
  );
  // "last mo" is the beginning of "last month": that "mo" alone would fit more says nothing.
  const longest = Math.min(...found.map(({ from }) => from));
  const best = new Map<string, (typeof found)[number]>();
  for (const each of found.filter(({ from }) => from === longest).sort((a, b) => b.weight - a.weight || a.entry.label.length - b.entry.label.length)) {
    const id = `${each.entry.kind}:${each.entry.label}`;
    if (!best.has(id)) best.set(id, each);
  }
  return [...best.entries()].slice(0, shown).map(([id, { entry, from }]) => {
    const head = `${before.slice(0, from)}${from > 0 && entry.kind === "figure" ? inside(entry.label) : entry.label} `;
    return { id, label: entry.label, kind: entry.kind, text: head + after.trimStart(), caret: head.length };
  });
}
