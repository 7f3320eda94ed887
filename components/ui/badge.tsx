import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const badgeVariants = cva(
  "inline-flex items-center gap-1.5 rounded-sm text-xs font-medium whitespace-nowrap [&_svg:not([class*='size-'])]:size-3",
  {
    variants: {
      tone: {
        neutral: "bg-muted text-fg-2",
        outline: "ring-1 ring-line-2 ring-inset",
        critical: "bg-crit-bg text-crit-text",
        warn: "bg-warn-bg text-warn-text",
        info: "bg-info-bg text-fg",
        accent: "bg-accent text-link",
      },
      size: { sm: "h-5 px-1.5", md: "h-6 px-2" },
    },
    defaultVariants: { tone: "neutral", size: "sm" },
  },
);

export interface BadgeProps extends ComponentProps<"span">, VariantProps<typeof badgeVariants> {}

/** A fact about a thing (tier, state, severity). For health use StatusBadge. */
export function Badge({ className, tone, size, ...props }: BadgeProps) {
  return <span data-slot="badge" className={cn(badgeVariants({ tone, size }), className)} {...props} />;
}
