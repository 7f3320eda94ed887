/** A search of tickets begins among so many of the newest at least, and widens from there. */
const leastPlace = 512;
/** Beyond this part of all entries a window saves nothing: then all of them are looked through. */
const widest = 0.5;
/** Windows grow in steps of a fifth, so that the same few are asked for again and again. */
const stepsAnOctave = 4;

const rounded = (place: number, entries: number): number | null => {
  const step = Math.ceil(2 ** (Math.ceil(Math.log2(Math.max(leastPlace, place)) * stepsAnOctave) / stepsAnOctave));
  return step > entries * widest ? null : step;
};

/**
 * How many of the newest entries to look through so that about `wanted` of them match, when `share` of all do: null = all of them. An unknown
 * share begins small: what is rare costs little to look for twice. A share that several words make together is a guess, and gets more room.
 */
export const firstPlace = (share: number | null, { wanted, entries, isGuess = true }: { wanted: number; entries: number; isGuess?: boolean }): number | null =>
  rounded(share === null ? 32_768 : ((isGuess ? 1.5 : 1.2) * wanted) / Math.max(share, 1e-9), entries);

/** The next window when `found` matched in the last: as much wider as too few were found, four to sixty-four times. */
export const widerPlace = (place: number | null, { found, wanted, entries }: { found: number; wanted: number; entries: number }): number | null =>
  place === null ? null : rounded(place * Math.min(64, Math.max(4, (1.5 * wanted) / Math.max(1, found))), entries);

export interface TicketPlan {
  /** Among so many of the newest entries; null = all of them. */
  place: number | null;
  /** Every entry of the window is looked into, instead of asking the index of words for all entries of all times that have them. */
  isWalk: boolean;
}

export interface TicketScale {
  wanted: number;
  entries: number;
  /** Entries that the reader may see. */
  visible: number;
  /** Words so begin: the index has to bring many together. */
  isPrefix: boolean;
  /** The share is put together from several words. */
  isGuess: boolean;
}

/** What one entry costs that is looked into, as a multiple of one more in the list of a word. */
const lookingInto = 12;
const prefixFactor = 3;

/** Where to look first for tickets of which `share` have the words: how far back, and which way. */
export function planTickets(share: number | null, { wanted, entries, visible, isPrefix, isGuess }: TicketScale): TicketPlan {
  const visibleShare = entries === 0 ? 1 : Math.min(1, visible / entries);
  const place = firstPlace(share === null ? null : share * visibleShare, { wanted, entries, isGuess });
  const looked = (place ?? entries) * visibleShare;
  return { place, isWalk: share !== null && looked * lookingInto <= share * entries * (isPrefix ? prefixFactor : 1) };
}

export interface SoughtWord {
  /** For `to_tsquery`. */
  query: string;
  /** Part of all entries that have it; null = not known. */
  share: number | null;
}

export interface Sought {
  query: string;
  share: number | null;
  /** Looked for among all entries at once: there are few of them. */
  isRare: boolean;
}

const rareEntries = 3_000;
/** What is in no lexicon (a number, two letters) is taken for this many. */
const unknownEntries = 500;

/**
 * What entries need that have some of the words: any rare word, or two of the common ones. One common word alone says too little among
 * very many entries. Rare words are taken from the rarest on, as long as they are few together.
 */
export function someOf(words: readonly SoughtWord[], entries: number): Sought[] {
  const sizeOf = ({ share }: SoughtWord): number => (share === null ? unknownEntries : share * entries);
  const sorted = words.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  let sum = 0;
  const rare = sorted.filter((word) => (sum += sizeOf(word)) <= rareEntries);
  const common = sorted.slice(rare.length);
  const pairs = common.flatMap((one, at) => common.slice(at + 1).map((other) => ({ query: `(${one.query} & ${other.query})`, share: (one.share ?? 0) * (other.share ?? 0) })));
  return [
    ...(rare.length === 0 ? [] : [{ query: rare.map(({ query }) => query).join(" | "), share: null, isRare: true }]),
    ...(pairs.length === 0 ? [] : [{ query: pairs.map(({ query }) => query).join(" | "), share: Math.min(1, pairs.reduce((total, { share }) => total + share, 0)), isRare: false }]),
  ];
}

/**
 * Part of all entries that have every word; null when nothing is known of any. Words of one subject stand together twice as often as chance
 * would have it, and never more often than the rarest of them.
 */
export function shareOfAll(words: readonly SoughtWord[]): number | null {
  const known = words.flatMap(({ share }) => (share === null ? [] : [share]));
  return known.length === 0 ? null : Math.min(...known, known.reduce((product, share) => product * share, 1) * 2 ** (known.length - 1));
}
