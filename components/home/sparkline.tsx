import { cn } from "@/lib/cn";

export interface SparklineProps {
  /** Oldest first; null is a gap. */
  values: readonly (number | null)[];
  className?: string;
}

const width = 96;
const height = 28;
const edge = 2;

/** Runs of points between gaps, scaled to the box. */
function segments(values: readonly (number | null)[]): string[][] {
  const known = values.filter((value): value is number => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const range = high - low;
  const x = (index: number): number => edge + (index / Math.max(1, values.length - 1)) * (width - 2 * edge);
  const y = (value: number): number => (range === 0 ? height / 2 : edge + (1 - (value - low) / range) * (height - 2 * edge));
  const runs: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  }
  return runs.filter((run) => run.length > 0);
}

/** The course of a figure without scale or words: they stand beside it. Fewer than five points are no course. */
export function Sparkline({ values, className }: SparklineProps) {
  if (values.filter((value) => value !== null).length < 5) return null;
  const runs = segments(values);
  const [x, y] = (runs.at(-1)?.at(-1) ?? "0,0").split(",");
  return (
    <svg aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={cn("text-fill", className)}>
      {runs.map((run) => (run.length === 1 ? null : <polyline key={run[0]} points={run.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" />))}
      <circle cx={x} cy={y} r="2" fill="currentColor" />
    </svg>
  );
}
