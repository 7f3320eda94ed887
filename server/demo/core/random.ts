/** A stream of numbers that depends on its seed alone. */
export interface Random {
  /** Uniform in [0, 1). */
  next: () => number;
  /** Whole number in [min, max]. */
  int: (min: number, max: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  /** One item, with a probability proportional to its weight. */
  weighted: <T>(items: readonly [Weighted<T>, ...Weighted<T>[]]) => T;
  /** Number of events when `mean` are expected (Knuth; above 50 the normal approximation). */
  poisson: (mean: number) => number;
  /** Waiting time until the next event of a steady process. */
  exponential: (mean: number) => number;
  /** Skewed to the right, as repair times are: half of all values are below `median`. */
  logNormal: (median: number, sigma: number) => number;
}

export interface Weighted<T> {
  item: T;
  weight: number;
}

/** Text to 32 bits (FNV-1a). */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, passes gjrand, the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pickWeighted<T>(next: () => number, items: readonly [Weighted<T>, ...Weighted<T>[]]): T {
  let left = next() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const { item, weight } of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return items[0].item;
}

/** Box and Muller, 1958. `1 - next()` keeps the logarithm away from zero. */
const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

function poisson(next: () => number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(next)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count += 1;
  return count;
}

/**
 * A generator for one purpose. Every part of the demo has its own label, so that more of one thing (a larger scale) does not move
 * another: outages stay the same when there are more tickets.
 */
export function createRandom(seed: number, label: string): Random {
  const next = mulberry32(hashText(`${seed}/${label}`));
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    weighted: (items) => pickWeighted(next, items),
    poisson: (mean) => poisson(next, mean),
    exponential: (mean) => -Math.log(1 - next()) * mean,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal(next)),
  };
}
