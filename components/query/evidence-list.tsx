"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Brief } from "#contract/query";
import { formatCount } from "@/lib/format";
import { EvidenceCard } from "./evidence-card";
import { useEvidenceFocus } from "./evidence-focus";

const shownTables = 2;

/** What stands behind a single figure, a chart or a method: folded until a figure opens it. */
function Supporting({ tables, zone }: { tables: Brief["tables"]; zone: string }) {
  const { target } = useEvidenceFocus();
  const [isOpened, setOpened] = useState(false);
  const isOpen = isOpened || tables.some(({ id }) => id === target?.table);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 print:hidden">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpened(!isOpen)} className="inline-flex min-h-7 w-fit items-center gap-1.5 rounded-md text-sm font-medium text-fg-2 hover:text-fg pointer-coarse:min-h-11">
        <ChevronRight aria-hidden className={isOpen ? "size-3.5 rotate-90 text-fg-3" : "size-3.5 text-fg-3"} />
        {formatCount(tables.length, "more table")} behind the figures
      </button>
      {isOpen ? tables.map((table) => <EvidenceCard key={table.id} table={table} zone={zone} isPrinted={false} />) : null}
    </div>
  );
}

export interface EvidenceListProps {
  brief: Brief;
  zone: string;
  isPrinted: boolean;
}

/** Every table that the brief was computed from: those that the answer is about, then the others. */
export function EvidenceList({ brief, zone, isPrinted }: EvidenceListProps) {
  const telling = brief.tables.filter(({ rows }) => rows.length > 1);
  const first = brief.headline.find((span) => span.kind === "figure")?.table;
  const single = [...brief.tables].sort((a, b) => Number(b.id === first) - Number(a.id === first));
  const shown = (telling.length > 0 ? telling : single).slice(0, brief.artefacts.length > 0 || telling.length === 0 ? 1 : shownTables);
  const supporting = brief.tables.filter((table) => !shown.includes(table));
  return (
    <>
      {shown.map((table, index) => <EvidenceCard key={table.id} table={table} zone={zone} isPrinted={isPrinted && index === 0} />)}
      {supporting.length === 0 ? null : <Supporting tables={supporting} zone={zone} />}
    </>
  );
}
