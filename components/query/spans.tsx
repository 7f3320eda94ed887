"use client";

import type { MouseEvent } from "react";
import type { EvidenceTable, Span } from "#contract/query";
import { breakOf, figureLinkClass } from "@/components/kit/figure";
import { cn } from "@/lib/cn";
import { rowId, useEvidenceFocus } from "./evidence-focus";

export interface SpansProps {
  spans: readonly Span[];
  tables: readonly EvidenceTable[];
  className?: string;
}

const isPlainClick = (event: MouseEvent): boolean => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Text whose every figure opens the row that it was read from. */
export function Spans({ spans, className }: SpansProps) {
  const { scope, open } = useEvidenceFocus();
  return (
    <span className={className}>
      {spans.map((span, index) =>
        span.kind === "text" ? (
          <span key={index} className={cn(span.quiet && "text-fg-3")}>{span.text}</span>
        ) : (
          <a
            key={index}
            href={`#${rowId(scope, span.table, span.row)}`}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              open({ table: span.table, row: span.row, column: span.column }, event.currentTarget);
            }}
            className={cn(figureLinkClass, breakOf(span.text), "font-semibold")}
          >
            {span.text}
          </a>
        ),
      )}
    </span>
  );
}
