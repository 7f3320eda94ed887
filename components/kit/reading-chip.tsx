import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export interface ReadingChipProps extends Omit<ComponentProps<"button">, "value"> {
  /** The quiet word before the value: of, for, in, lens. */
  connective?: string;
  value: string;
  /** Assumed, not said: a dashed border and a word for assistive technology. */
  isAssumed?: boolean;
}

/** One part of how a question was read. As a button it opens the choice; pass it to a trigger with `asChild`. */
export function ReadingChip({ connective, value, isAssumed = false, className, ...props }: ReadingChipProps) {
  return (
    <button
      type="button"
      data-slot="chip"
      className={cn(
        "inline-flex h-7 items-center gap-1.5 rounded-md border bg-card px-2 text-sm whitespace-nowrap transition-colors hover:bg-hover disabled:hover:bg-card",
        isAssumed ? "border-dashed border-input" : "border-line-2",
        className,
      )}
      {...props}
    >
      {connective === undefined ? null : <span className="text-fg-3">{connective}</span>}
      <span className="font-medium">{value}</span>
      {isAssumed ? <span className="sr-only">(assumed)</span> : null}
      {props.disabled === true ? null : <ChevronDown aria-hidden className="size-3 text-fg-3" />}
    </button>
  );
}
