import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export interface KbdProps extends ComponentProps<"kbd"> {
  /** Keep it where there is no keyboard to be expected (a list of keys). */
  isAlways?: boolean;
}

export function Kbd({ className, isAlways = false, ...props }: KbdProps) {
  return (
    <kbd
      data-keys={isAlways ? undefined : ""}
      className={cn("inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-sm border border-line-2 bg-muted px-1 font-sans text-xs font-medium text-fg-3", className)}
      {...props}
    />
  );
}
