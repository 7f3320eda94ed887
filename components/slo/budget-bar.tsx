import { prepareBudgetBar, zeroAt } from "@/components/slo/prepare-budget-bar";
import { cn } from "@/lib/cn";

export interface BudgetBarProps {
  /** Signed share of the budget left; null is no data and draws a hatched track. */
  remaining: number | null;
  className?: string;
}

const tones = {
  plain: "bg-fill",
  warn: "bg-warn",
  over: "bg-crit [background-image:repeating-linear-gradient(135deg,transparent_0_3px,var(--crit-bg)_3px_4.5px)]",
} as const;

/** Budget left, signed. It always stands beside its number. */
export function BudgetBar({ remaining, className }: BudgetBarProps) {
  const bar = prepareBudgetBar(remaining);
  const zero = `${zeroAt * 100}%`;
  return (
    <span aria-hidden className={cn("relative block h-2 min-w-24", className)}>
      <span className={cn("absolute inset-y-0 right-0 rounded-r-xs", bar === null ? "hatch" : "bg-track")} style={{ left: zero }} />
      {bar === null ? null : <span className={cn("absolute inset-y-0", bar.tone === "over" ? "rounded-l-xs" : "rounded-r-xs", bar.isClipped && "rounded-l-none border-l-2 border-crit", tones[bar.tone])} style={{ left: `${bar.from * 100}%`, width: `${bar.width * 100}%` }} />}
      <span className="absolute -inset-y-0.5 w-px bg-fg-3" style={{ left: zero }} />
    </span>
  );
}
