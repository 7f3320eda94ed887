import { frameworkCards } from "./cards";
import { stem, stemsOf } from "./stem";

/** One phrase of a card: each step is a set of stems, or a gap. */
interface Cue {
  card: string;
  isStrong: boolean;
  text: string;
  steps: readonly (ReadonlySet<string> | null)[];
  words: number;
}

export interface CueMatch {
  card: string;
  isStrong: boolean;
  /** Words of the phrase, gaps left out. */
  words: number;
  text: string;
  from: number;
  to: number;
}

const widestGap = 4;

function stepsOf(phrase: string): (ReadonlySet<string> | null)[] {
  return phrase.trim().split(/\s+/).flatMap((token): (ReadonlySet<string> | null)[] => {
    if (token === "_") return [null];
    const stems = token.split("|").flatMap((word) => (word.includes("/") ? [stem(word)] : stemsOf(word).slice(0, 1)));
    return stems.length === 0 ? [] : [new Set(stems)];
  });
}

function cuesOf(card: string, phrases: string, isStrong: boolean): Cue[] {
  return phrases.split(";").filter((phrase) => phrase.trim() !== "").map((phrase) => {
    const steps = stepsOf(phrase);
    return { card, isStrong, text: phrase.trim(), steps, words: steps.filter((step) => step !== null).length };
  }).filter(({ steps }) => steps[0] !== undefined && steps[0] !== null);
}

let index: Map<string, Cue[]> | undefined;

/** Cues by the stem that they begin with. */
function cueIndex(): Map<string, Cue[]> {
  if (index) return index;
  index = new Map();
  for (const card of frameworkCards) {
    for (const cue of [...cuesOf(card.id, card.strong, true), ...cuesOf(card.id, card.weak, false)]) {
      for (const first of cue.steps[0] ?? []) index.set(first, [...(index.get(first) ?? []), cue]);
    }
  }
  return index;
}

/** Where a cue that begins at `at` ends, or null. A gap takes as few words as it can. */
function endOf(cue: Cue, stems: readonly string[], at: number): number | null {
  let position = at;
  let slack = 0;
  for (const step of cue.steps) {
    if (step === null) {
      slack = widestGap;
      continue;
    }
    let found = position;
    while (found <= position + slack && !step.has(stems[found] ?? "")) found += 1;
    if (found > position + slack || found >= stems.length) return null;
    position = found + 1;
    slack = 0;
  }
  return position;
}

/** Every phrase of every card that the question contains. */
export function matchCues(stems: readonly string[]): CueMatch[] {
  const cues = cueIndex();
  return stems.flatMap((word, at) => (cues.get(word) ?? []).flatMap((cue): CueMatch[] => {
    const to = endOf(cue, stems, at);
    return to === null ? [] : [{ card: cue.card, isStrong: cue.isStrong, words: cue.words, text: cue.text, from: at, to }];
  }));
}
