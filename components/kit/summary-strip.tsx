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
        <div key={item.label} className="flex min-w-0 items-end gap-2 bg-card px-4 py-3 max-md:odd:last:col-span-2">
          <div className="min-w-0 flex-1">
            <dt className="flex items-center gap-1.5 text-xs text-fg-3">
              {item.tone === undefined ? null : <StatusMark tone={item.tone} />}
              {item.label}
            </dt>
            <dd className="mt-1 flex flex-wrap items-baseline gap-x-1.5 text-xl font-semibold tracking-[-0.02em]">
              {item.value}
              {item.unit === undefined ? null : <span className="text-xs font-normal tracking-normal text-fg-3">{item.unit}</span>}
            </dd>
            {item.detail === undefined ? null : <dd className="mt-0.5 text-xs text-fg-3">{item.detail}</dd>}
          </div>
          {item.aside === undefined ? null : <dd className="shrink-0">{item.aside}</dd>}
        </div>
      ))}
    </dl>
  );
}
