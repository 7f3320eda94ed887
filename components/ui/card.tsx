import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section data-slot="card" className={cn("min-w-0 rounded-lg border border-line bg-card", className)} {...props} />;
}

export interface CardHeaderProps extends Omit<ComponentProps<"div">, "title"> {
  title: ReactNode;
  /** Quiet words after the title: the unit, the period, a count. */
  detail?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  titleId?: string;
}

export function CardHeader({ className, title, detail, actions, level = 2, titleId, ...props }: CardHeaderProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div data-slot="card-header" className={cn("flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line py-1 pr-2 pl-4", className)} {...props}>
      <Heading id={titleId} className="text-base font-semibold">
        {title}
      </Heading>
      {detail === undefined || detail === null ? null : <span className="min-w-0 text-xs text-fg-3">{detail}</span>}
      {actions === undefined || actions === null ? null : <div className="ml-auto flex items-center gap-1">{actions}</div>}
    </div>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="card-body" className={cn("p-4", className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="card-footer" className={cn("flex min-h-9 flex-wrap items-center gap-2 border-t border-line px-4 py-2 text-xs text-fg-3", className)} {...props} />;
}
