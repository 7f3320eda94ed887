import type { ReactNode } from "react";
import { StatusMark, type Tone } from "@/components/kit/status-mark";
import { cn } from "@/lib/cn";

export interface SummaryItem {
  label: string;
  value: ReactNode;
  unit?: string;
  detail?: ReactNode;
  tone?: Tone;
  /** A sparkline or bar at the right edge. */
  aside?: ReactNode;
}

export interface SummaryStripProps {
  items: readonly SummaryItem[];
  label: string;
  className?: string;
}

/** One box cut by hairlines. Two columns on a phone. */
export function SummaryStrip({ items, label, className }: SummaryStripProps) {
  return (
    <dl
      aria-label={label}
      data-slot="card"
      className={cn("grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:auto-cols-fr md:grid-flow-col md:grid-cols-none", className)}
    >
      {items.map((item) => (
        <div key={item.label} className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] content-start gap-x-2 bg-card px-4 py-3 max-md:odd:last:col-span-2">
          <dt className="col-start-1 flex items-center gap-1.5 text-xs text-fg-3">
            {item.tone === undefined ? null : <StatusMark tone={item.tone} />}
            {item.label}
          </dt>
          <dd className="col-start-1 mt-1 flex flex-wrap items-baseline gap-x-1.5 text-xl font-semibold tracking-[-0.02em]">
            {item.value}
            {item.unit === undefined ? null : <span className="text-xs font-normal tracking-normal text-fg-3">{item.unit}</span>}
          </dd>
          {item.detail === undefined ? null : <dd className="col-start-1 mt-0.5 text-xs text-fg-3">{item.detail}</dd>}
          {item.aside === undefined ? null : <dd className="col-start-2 row-span-3 row-start-1 self-end">{item.aside}</dd>}
        </div>
      ))}
    </dl>
  );
}
