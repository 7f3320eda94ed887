import type { GoalProgress } from "#contract/catalog";
import { progressText } from "@/components/catalog/goal-words";
import { cn } from "@/lib/cn";

const clamp = (ratio: number): number => Math.min(1, Math.max(0, ratio));

/** The way done as a bar, with a line where an even pace would stand. Without a way there is no bar. */
export function GoalBar({ row, className }: { row: Pick<GoalProgress, "progress" | "elapsed" | "status" | "startValue" | "goal">; className?: string }) {
  const { progress, elapsed, status } = row;
  if (progress === null) return <span className="text-fg-3">{progressText(row)}</span>;
  const tone = status === "missed" ? "bg-crit" : status === "behind" ? "bg-warn" : "bg-(--c1)";
  return (
    <span className={cn("flex items-center gap-2", className)}>
      <span aria-hidden className="relative h-1.5 min-w-16 flex-1 rounded-full bg-muted">
        <span className={cn("absolute inset-y-0 left-0 rounded-full", tone)} style={{ width: `${clamp(progress) * 100}%` }} />
        {elapsed === null ? null : <span className="absolute -inset-y-1 w-0.5 bg-fg-2" style={{ left: `calc(${clamp(elapsed) * 100}% - 1px)` }} />}
      </span>
      <span className="w-12 text-right whitespace-nowrap">{progressText(row)}</span>
    </span>
  );
}
