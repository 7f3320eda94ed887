"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { EvidenceTable } from "#contract/query";
import { CopyButton } from "@/components/kit/copy-button";
import { ScrollX } from "@/components/kit/scroll-x";
import { Button } from "@/components/ui/button";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";
import { isNumeric } from "@/lib/format-cell";
import { shownColumns } from "./shown-columns";
import { formatEvidence } from "./format-evidence";
import { rowId, tableId, useEvidenceFocus } from "./evidence-focus";

export interface EvidenceCardProps {
  table: EvidenceTable;
  zone: string;
  /** Paper holds the first rows of one table. */
  isPrinted: boolean;
}

const hrefKey = "href";
const shortLength = 12;
const printedLength = 8;
/** Longer text has room for its lines, where many columns stand beside it. */
const sentenceLength = 60;

function SqlDetails({ table }: { table: EvidenceTable }) {
  return (
    <details className="w-full text-xs">
      <summary className="w-fit cursor-pointer font-medium text-fg-2">The query behind these rows</summary>
      <div className="mt-2 flex items-start gap-2 rounded-md bg-muted p-3">
        <pre className="min-w-0 flex-1 font-mono whitespace-pre-wrap wrap-anywhere text-fg-2">{table.sql}</pre>
        <CopyButton text={table.sql} label="the query" />
      </div>
      {table.parameters.length === 0 ? null : (
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 font-mono text-fg-2">
          {table.parameters.map((value, index) => [<dt key={`t${index}`} className="text-fg-3">${index + 1}</dt>, <dd key={`d${index}`} className="wrap-anywhere">{JSON.stringify(value)}</dd>])}
        </dl>
      )}
    </details>
  );
}

interface RowProps {
  table: EvidenceTable;
  columns: EvidenceTable["columns"];
  index: number;
  isHidden: boolean;
  zone: string;
}

/** A row that takes the focus when one of its figures is opened; Escape goes back to the figure. */
function EvidenceRow({ table, columns, index, isHidden, zone }: RowProps) {
  const { scope, target, back } = useEvidenceFocus();
  const element = useRef<HTMLTableRowElement>(null);
  const isTarget = target?.table === table.id && target.row === index;
  useEffect(() => {
    if (!isTarget) return;
    element.current?.scrollIntoView({ block: "center" });
    element.current?.focus({ preventScroll: true });
  }, [isTarget, target]);
  const row = table.rows[index] ?? {};
  const text = (column: EvidenceTable["columns"][number]): string => formatEvidence(row[column.key], column.unit, zone);
  return (
    <TableRow ref={element} id={rowId(scope, table.id, index)} tabIndex={isTarget ? -1 : undefined} hidden={isHidden} onKeyDown={(event) => (event.key === "Escape" && isTarget ? back() : undefined)} className={cn("scroll-mt-24 -outline-offset-2 target:bg-accent", isTarget && "bg-accent", index >= printedLength && "print:hidden")}>
      {columns.map((column, position) => (
        <TableCell key={column.key} data-read={isTarget && target.column === column.key ? "" : undefined} className={cn(isNumeric(column.unit) && "text-right tabular-nums", text(column).length > sentenceLength && "min-w-72", "data-read:font-semibold data-read:underline data-read:decoration-primary data-read:decoration-2 data-read:underline-offset-3")}>
          {position === 0 && typeof row[hrefKey] === "string" ? <Link href={row[hrefKey]} className="font-medium hover:underline">{text(column)}</Link> : text(column)}
        </TableCell>
      ))}
    </TableRow>
  );
}

/** The rows that the brief was computed from: figures above open them. Long tables start folded. */
export function EvidenceCard({ table, zone, isPrinted }: EvidenceCardProps) {
  const { scope, target, back } = useEvidenceFocus();
  const [isOpened, setOpened] = useState(false);
  const isTarget = target?.table === table.id;
  const isUnfolded = isOpened || table.rows.length <= shortLength || (isTarget && target.row >= shortLength);
  const columns = shownColumns(table);
  const detail = table.totalRows > table.rows.length ? `${formatCount(table.rows.length, "row")} of ${table.totalRows}` : formatCount(table.rows.length, "row");
  const titleId = tableId(scope, table.id);
  return (
    <Card aria-labelledby={titleId} data-evidence={table.id} className={cn("print:[&_:is(td,th)]:h-6! print:[&_:is(td,th)]:py-0! print:[&_:is(td,th)]:text-xs", !isPrinted && "print:hidden")}>
      <CardHeader
        title={table.title}
        titleId={titleId}
        detail={table.rows.length > printedLength ? <>{detail}<span className="hidden print:inline">, the first {printedLength} shown</span></> : detail}
        actions={
          <>
            {isTarget ? <Button size="sm" variant="ghost" onClick={back}><Undo2 aria-hidden />Back to the figure</Button> : null}
            {table.href === null ? null : <Link href={table.href} className="rounded-md px-2 py-1 text-sm font-medium text-link hover:bg-hover print:hidden">Open the records</Link>}
          </>
        }
      />
      <ScrollX label={table.title}>
        <Table>
          <TableHead>
            <tr>{columns.map((column) => <TableHeaderCell key={column.key} className={isNumeric(column.unit) ? "text-right" : undefined}>{column.label}</TableHeaderCell>)}</tr>
          </TableHead>
          <TableBody>
            {table.rows.map((_, index) => <EvidenceRow key={index} table={table} columns={columns} index={index} isHidden={!isUnfolded && index >= shortLength} zone={zone} />)}
          </TableBody>
        </Table>
      </ScrollX>
      {isUnfolded ? null : <CardFooter className="print:hidden"><Button size="sm" variant="ghost" onClick={() => setOpened(true)}>Show all {table.rows.length} rows</Button></CardFooter>}
      {table.sql === "" ? null : <CardFooter className="print:hidden"><SqlDetails table={table} /></CardFooter>}
    </Card>
  );
}
