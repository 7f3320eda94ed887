import { dayNumber, prepareSparkline } from "@/components/slo/prepare-sparkline";
import { leftText } from "@/components/slo/slo-words";

export interface SparklineProps {
  days: readonly { day: string; value: number | null }[];
  /** Of what. */
  label: string;
}

const box = { width: 104, height: 22, count: 28 };

/** Budget left over the last four weeks; the dotted line is an empty budget. */
export function Sparkline({ days, label }: SparklineProps) {
  const line = prepareSparkline(days.map(({ day, value }) => ({ at: dayNumber(day), value })), box);
  const known = days.flatMap(({ value }) => value ?? []);
  const first = known[0];
  if (first === undefined) return <span className="text-xs text-fg-3">no data in 28 days</span>;
  return (
    <svg role="img" aria-label={`${label}, budget left in 28 days: from ${leftText(first)} to ${leftText(known.at(-1) ?? null)}.`} width={box.width} height={box.height} viewBox={`0 0 ${box.width} ${box.height}`} className="block shrink-0">
      <path d={`M0 ${line.zeroY}H${box.width}`} stroke="var(--none)" strokeDasharray="1 3" />
      {line.paths.map((path) => (
        <path key={path} d={path} fill="none" stroke="var(--fill)" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      ))}
      {line.last === null ? null : <circle cx={line.last.x} cy={line.last.y} r="2" fill="var(--fill)" />}
    </svg>
  );
}
