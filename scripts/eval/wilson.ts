/** A share of `n` cases with its 95% interval; nothing is known about it when there are no cases. */
export interface Proportion {
  value: number | null;
  n: number;
  lo: number | null;
  hi: number | null;
}

const z = 1.959963984540054;

/** Wilson's score interval at 95% (E. B. Wilson, 1927), without continuity correction. */
export function wilson(successes: number, n: number): Proportion {
  if (n === 0) return { value: null, n: 0, lo: null, hi: null };
  const share = successes / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { value: share, n, lo: Math.max(0, centre - half), hi: Math.min(1, centre + half) };
}
