import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface BlockProps {
  title: string;
  children: ReactNode;
  className?: string;
}

export function Block({ title, children, className }: BlockProps) {
  return (
    <section className={cn("flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-card px-4 pt-2.5 pb-4", className)}>
      <h2 className="text-xs font-medium text-fg-3">{title}</h2>
      {children}
    </section>
  );
}
