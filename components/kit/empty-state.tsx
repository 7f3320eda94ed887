import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface EmptyStateProps {
  /** "none": nothing exists yet, so offer to make the first. "no-match": filters hide everything, so offer to clear them. */
  kind: "none" | "no-match";
  title: string;
  /** One sentence. */
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  className?: string;
}

export function EmptyState({ kind, title, children, icon, action, className }: EmptyStateProps) {
  return (
    <div
      data-kind={kind}
      role={kind === "no-match" ? "status" : undefined}
      className={cn("grid justify-items-center gap-2 px-6 py-8 text-center text-sm text-fg-3 [&>svg]:size-4", className)}
    >
      {icon}
      <p className="text-base font-semibold text-fg">{title}</p>
      {children === undefined ? null : <p className="max-w-md leading-5">{children}</p>}
      {action === undefined ? null : <div className="mt-1">{action}</div>}
    </div>
  );
}
