export interface SparkDay {
  day: string;
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

/** Stretches of neighbouring days: a day that is missing, or has no value, is a gap. */
function stretchesOf(days: readonly SparkDay[]): { at: number; value: number }[][] {
  const stretches: { at: number; value: number }[][] = [];
  for (const { day, value } of days) {
    if (value === null) continue;
    const at = Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
    const last = stretches.at(-1);
    if (last?.at(-1)?.at === at - 1) last.push({ at, value });
    else stretches.push([{ at, value }]);
  }
  return stretches;
}

/** Budget left by day as a line over `count` days that end with the last one. The scale holds zero and the full budget; what is far below is drawn at the edge. */
export function prepareSparkline(days: readonly SparkDay[], { width, height, count }: { width: number; height: number; count: number }): Sparkline {
  const lowest = Math.max(-1, Math.min(0, ...days.map(({ value }) => value ?? 0)));
  const y = (value: number): number => round(padding + (1 - (Math.max(lowest, Math.min(1, value)) - lowest) / (1 - lowest)) * (height - 2 * padding));
  const stretches = stretchesOf(days);
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
