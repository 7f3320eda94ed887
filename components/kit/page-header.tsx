import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Status or badges beside the title. */
  aside?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

export function PageHeader({ title, description, aside, actions, className }: PageHeaderProps) {
  return (
    <div className={cn("flex flex-wrap items-start gap-x-4 gap-y-3", className)}>
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold wrap-anywhere">{title}</h1>
          {aside}
        </div>
        {description === undefined ? null : <p className="mt-0.5 max-w-224 text-sm text-fg-3">{description}</p>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

export interface PageProps {
  children: ReactNode;
  /** Forms and prose keep to a readable width; tables and dashboards use all of it. */
  width?: "full" | "prose";
  className?: string;
}

/** The padding and rhythm of a page under its top bar. */
export function Page({ children, width = "full", className }: PageProps) {
  return <div className={cn("flex flex-col gap-5 p-4 md:gap-6 md:p-6", width === "prose" && "max-w-236", className)}>{children}</div>;
}
