const letters = "abcdefghijklmnopqrstuvwxyz";

/** Small deterministic generator (mulberry32), seeded by a number. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a of a text: equal texts get equal mutations. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

const edits: readonly ((word: string, at: number, letter: string) => string)[] = [
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at, letter) => word.slice(0, at) + letter + word.slice(at),
  (word, at, letter) => word.slice(0, at) + letter + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
];

function editOne(text: string, random: () => number): string {
  const words = [...text.matchAll(/[A-Za-z]{4,}/g)];
  const word = words[Math.floor(random() * words.length)];
  if (!word) return text;
  const edit = edits[Math.floor(random() * edits.length)];
  const letter = letters.charAt(Math.floor(random() * letters.length));
  const at = Math.floor(random() * (word[0].length - 1));
  const changed = edit ? edit(word[0], at, letter) : word[0];
  return text.slice(0, word.index) + changed + text.slice(word.index + word[0].length);
}

/** The question with one or two slips of the finger (a letter dropped, added, wrong or swapped), in words of four letters and more. */
export function withTypos(text: string, seed = 1): string {
  const random = generator(seedOf(text) + seed);
  const count = random() < 0.5 ? 1 : 2;
  return Array.from({ length: count }).reduce<string>((current) => editOne(current, random), text);
}

/** The question as somebody types who neither shifts nor punctuates; dates and decimal numbers keep their marks. */
export function lowerWithoutPunctuation(text: string): string {
  return text.toLowerCase().replace(/['’]/g, "").replace(/(?<!\d)[.,:\-/]|[.,:\-/](?!\d)/g, " ").replace(/[?!;"“”‘()[\]{}…—–*_`]/g, " ").replace(/\s+/g, " ").trim();
}
