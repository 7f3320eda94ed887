import { STATUS, type Status } from "@/components/kit/status-map";
import { StatusMark } from "@/components/kit/status-mark";
import { cn } from "@/lib/cn";

export interface StatusBadgeProps {
  status: Status;
  /** Other words for the same status, such as "12 min over". */
  label?: string;
  className?: string;
}

/** Shape, word and colour; only the mark is coloured. Its baseline is that of the word, whatever stands beside it. */
export function StatusBadge({ status, label, className }: StatusBadgeProps) {
  const { tone, word } = STATUS[status];
  return (
    <span className={cn("inline-flex items-baseline gap-1.5 align-middle text-sm font-medium whitespace-nowrap", tone === "none" ? "font-normal text-fg-3" : "text-fg", className)}>
      <StatusMark tone={tone} className="self-center" />
      {label ?? word}
    </span>
  );
}
