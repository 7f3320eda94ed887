import { priorityWords } from "@/components/tickets/ticket-words";
import { cn } from "@/lib/cn";
import type { Priority } from "#contract/tickets";

const bars = [
  { height: "h-1", from: 1 },
  { height: "h-2", from: 2 },
  { height: "h-3", from: 3 },
] as const;
const filled: Record<Priority, number> = { p1: 3, p2: 2, p3: 1, p4: 0 };

export interface PriorityMarkProps {
  priority: Priority | null;
  /** Show the whole word beside the bars instead of P1. */
  isLong?: boolean;
}

/** Bars that grow with urgency, and the word. */
export function PriorityMark({ priority, isLong = false }: PriorityMarkProps) {
  if (priority === null) return <span className="text-fg-3">not stated</span>;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className="flex h-3 items-end gap-0.5">
        {bars.map((bar) => (
          <span key={bar.from} className={cn("w-[3px] rounded-[1px]", bar.height, filled[priority] >= bar.from ? (priority === "p1" ? "bg-crit" : "bg-fg") : "bg-line-2")} />
        ))}
      </span>
      <span className={priority === "p1" || priority === "p2" ? "font-medium" : undefined}>{isLong ? priorityWords[priority] : priority.toUpperCase()}</span>
    </span>
  );
}
