import { Fragment, type ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface DescriptionItem {
  term: string;
  description: ReactNode;
}

export interface DescriptionListProps {
  items: readonly DescriptionItem[];
  className?: string;
}

export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={cn("grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm", className)}>
      {items.map((item) => (
        <Fragment key={item.term}>
          <dt className="text-fg-3">{item.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{item.description ?? <span className="text-fg-3">none</span>}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
