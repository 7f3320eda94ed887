/** A small seeded generator (mulberry32): equal seeds give equal numbers in [0, 1), so that training is repeatable. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The items in an order of the generator's choice (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [copy[at], copy[other]];
    if (a !== undefined && b !== undefined) [copy[at], copy[other]] = [b, a];
  }
  return copy;
}

const letters = "abcdefghijklmnopqrstuvwxyz";

function editOnce(text: string, random: () => number): string {
  const at = Math.floor(random() * Math.max(1, text.length - 1));
  const kind = Math.floor(random() * 3);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return `${text.slice(0, at)}${text.charAt(at + 1)}${text.charAt(at)}${text.slice(at + 2)}`;
  return `${text.slice(0, at)}${letters.charAt(Math.floor(random() * letters.length))}${text.slice(at + 1)}`;
}

/** A question with one or two slips of the keyboard: what people really type is learned along with what they mean. */
export function misspelt(text: string, random: () => number): string {
  const once = editOnce(text, random);
  return random() < 0.5 ? once : editOnce(once, random);
}
