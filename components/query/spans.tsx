import type { EvidenceTable, Span } from "#contract/query";
import { figureLinkClass } from "@/components/kit/figure";
import { cn } from "@/lib/cn";

export interface SpansProps {
  spans: readonly Span[];
  tables: readonly EvidenceTable[];
  className?: string;
}

const anchorOf = (table: string, row: number): string => `#evidence-${table}-${row}`;

/** Text whose every figure opens the row that it was read from. */
export function Spans({ spans, className }: SpansProps) {
  return (
    <span className={className}>
      {spans.map((span, index) =>
        span.kind === "text" ? (
          <span key={index} className={cn(span.quiet && "text-fg-3")}>{span.text}</span>
        ) : (
          <a key={index} href={anchorOf(span.table, span.row)} className={cn(figureLinkClass, "font-semibold")}>
            {span.text}
          </a>
        ),
      )}
    </span>
  );
}
