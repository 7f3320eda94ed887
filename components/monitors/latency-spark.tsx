import { prepareSpark } from "@/components/monitors/prepare-spark";
import { formatDuration } from "@/lib/format";

const box = { width: 96, height: 20, edge: 2 };

/** The course of response times over the window; the figures stand beside it. */
export function LatencySpark({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.flatMap((value) => value ?? []);
  const first = known[0];
  if (first === undefined) return <span className="text-fg-3">no data</span>;
  return (
    <svg role="img" aria-label={`${label}, mean response time: from ${formatDuration(first)} to ${formatDuration(known.at(-1) ?? first)}, at most ${formatDuration(Math.max(...known))}.`} width={box.width} height={box.height} viewBox={`0 0 ${box.width} ${box.height}`} className="block shrink-0 text-fill">
      {prepareSpark(values, box).map((points) => <polyline key={points} points={points} fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" strokeLinecap="round" />)}
    </svg>
  );
}
