import Link from "next/link";
import type { ReactNode } from "react";
import { ChartCard } from "@/components/kit/charts/chart-card";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { prepareRanking, type RankedBar, type RankingInput } from "@/components/kit/charts/prepare-ranking";
import { figureLinkClass } from "@/components/kit/figure";
import { cn } from "@/lib/cn";

export interface RankedBarsProps extends RankingInput {
  title: string;
  unit: string;
  /** What is ranked, for the table: "Service". */
  subject: string;
  footer?: ReactNode;
  level?: 2 | 3;
}

function Value({ bar }: { bar: RankedBar }) {
  if (bar.href === undefined) return <>{bar.text}</>;
  return (
    <Link href={bar.href} aria-label={`${bar.label}: ${bar.text}`} className={figureLinkClass}>
      {bar.text}
    </Link>
  );
}

export interface BarTrackProps {
  /** 0..1; null is no data and draws a hatched track. */
  ratio: number | null;
  className?: string;
}

/** A bar without a verdict. It always stands beside its number. */
export function BarTrack({ ratio, className }: BarTrackProps) {
  return (
    <span aria-hidden className={cn("block h-1.5 min-w-10 overflow-hidden rounded-full", ratio === null ? "hatch" : "bg-track", className)}>
      {ratio === null ? null : <span className="block h-full rounded-full bg-fill" style={{ width: `${ratio * 100}%` }} />}
    </span>
  );
}

/** A ranking as plain bars with their numbers; the rest is one bar "n others" where a sum makes sense. */
export function RankedBars({ title, unit, subject, footer, level, ...input }: RankedBarsProps) {
  const ranking = prepareRanking(input);
  const more = ranking.hiddenCount === 0 ? null : <span>{ranking.hiddenCount} more are in the table.</span>;
  return (
    <ChartCard
      title={title}
      unit={unit}
      level={level}
      footer={footer === undefined && more === null ? undefined : <>{footer}{more}</>}
      chart={
        <ol className="grid gap-1 text-xs">
          {ranking.bars.map((bar) => (
            <li key={bar.id} className="grid min-h-5.5 grid-cols-[minmax(5rem,30%)_minmax(0,1fr)_auto] items-center gap-x-3">
              <span className={cn("truncate", bar.isOthers && "text-fg-3")} title={bar.label}>
                {bar.label}
                {bar.detail === undefined ? null : <span className="ml-1 text-fg-3">{bar.detail}</span>}
              </span>
              <BarTrack ratio={bar.ratio} />
              <span className={cn("min-w-10 text-right", bar.ratio === null && "text-fg-3")}>
                <Value bar={bar} />
              </span>
            </li>
          ))}
        </ol>
      }
      table={
        <ChartTable
          caption={`${title}, ${unit}`}
          first={subject}
          columns={[unit]}
          rows={ranking.table.map((bar) => ({ key: bar.id, name: bar.detail === undefined ? bar.label : `${bar.label} ${bar.detail}`, cells: [<Value key="value" bar={bar} />] }))}
        />
      }
    />
  );
}
