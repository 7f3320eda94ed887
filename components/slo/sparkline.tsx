import type { SloDays } from "#contract/slo";
import { pointsOf, prepareSparkline } from "@/components/slo/prepare-sparkline";
import { leftText } from "@/components/slo/slo-words";

export interface SparklineProps {
  days: SloDays;
  /** Days that the line has room for. */
  count: number;
  /** Of what. */
  label: string;
}

const box = { width: 104, height: 22 };

/** Budget left over the last days; the dotted line is an empty budget. */
export function Sparkline({ days, count, label }: SparklineProps) {
  const line = prepareSparkline(pointsOf(days), { ...box, count });
  const known = days.left.flatMap((value) => value ?? []);
  const first = known[0];
  if (first === undefined) return <span className="text-xs text-fg-3">no data in {count} days</span>;
  return (
    <svg role="img" aria-label={`${label}, budget left in ${count} days: from ${leftText(first)} to ${leftText(known.at(-1) ?? null)}.`} width={box.width} height={box.height} viewBox={`0 0 ${box.width} ${box.height}`} className="block shrink-0">
      <path d={`M0 ${line.zeroY}H${box.width}`} stroke="var(--none)" strokeDasharray="1 3" />
      {line.paths.map((path) => (
        <path key={path} d={path} fill="none" stroke="var(--fill)" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      ))}
      {line.last === null ? null : <circle cx={line.last.x} cy={line.last.y} r="2" fill="var(--fill)" />}
    </svg>
  );
}
