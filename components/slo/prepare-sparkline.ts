export interface SparkPoint {
  /** Whole number; neighbours differ by one. */
  at: number;
  value: number | null;
}

export interface Sparkline {
  /** One path a stretch without gaps, in a box of `width` by `height`. */
  paths: string[];
  zeroY: number;
  last: { x: number; y: number } | null;
}

const dayMs = 86_400_000;
const padding = 2;

/** A UTC day as a whole number, so that a missing day is a gap. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);

/** A line of days as points: the places after the first are the days after it. */
export function pointsOf({ from, left }: { from: string | null; left: readonly (number | null)[] }): SparkPoint[] {
  const first = from === null ? 0 : dayNumber(from);
  return left.map((value, place) => ({ at: first + place, value }));
}

/** Stretches of neighbours: one that is missing, or has no value, is a gap. */
function stretchesOf(points: readonly SparkPoint[]): { at: number; value: number }[][] {
  const stretches: { at: number; value: number }[][] = [];
  for (const { at, value } of points) {
    if (value === null) continue;
    const last = stretches.at(-1);
    if (last?.at(-1)?.at === at - 1) last.push({ at, value });
    else stretches.push([{ at, value }]);
  }
  return stretches;
}

/** Budget left as a line over `count` places that end with the last point. The scale holds zero and the full budget; what is far below is drawn at the edge. */
export function prepareSparkline(points: readonly SparkPoint[], { width, height, count }: { width: number; height: number; count: number }): Sparkline {
  const lowest = Math.max(-1, Math.min(0, ...points.map(({ value }) => value ?? 0)));
  const y = (value: number): number => round(padding + (1 - (Math.max(lowest, Math.min(1, value)) - lowest) / (1 - lowest)) * (height - 2 * padding));
  const stretches = stretchesOf(points);
  const end = stretches.at(-1)?.at(-1)?.at ?? 0;
  const x = (at: number): number => round(padding + ((at - (end - count + 1)) / (count - 1)) * (width - 2 * padding));
  const shown = stretches.map((stretch) => stretch.filter(({ at }) => at > end - count)).filter((stretch) => stretch.length > 0);
  const newest = shown.at(-1)?.at(-1);
  return {
    paths: shown.map((stretch) => stretch.map(({ at, value }, index) => `${index === 0 ? "M" : "L"}${x(at)} ${y(value)}`).join("") + (stretch.length === 1 ? "h0.01" : "")),
    zeroY: y(0),
    last: newest === undefined ? null : { x: x(newest.at), y: y(newest.value) },
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
