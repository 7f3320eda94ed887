"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import type { EvidenceTable } from "#contract/query";
import { CopyButton } from "@/components/kit/copy-button";
import { ScrollX } from "@/components/kit/scroll-x";
import { Button } from "@/components/ui/button";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/format";
import { formatCell, isNumeric } from "@/lib/format-cell";

export interface EvidenceCardProps {
  table: EvidenceTable;
  zone: string;
}

const hrefKey = "href";
const shortLength = 12;

/** Long tables start folded; a figure that points to a folded row unfolds them. */
function useUnfolded(table: EvidenceTable): [boolean, () => void] {
  const [isUnfolded, setUnfolded] = useState(table.rows.length <= shortLength);
  useEffect(() => {
    const follow = (): void => {
      const prefix = `#evidence-${table.id}-`;
      const isBelowFold = window.location.hash.startsWith(prefix) && Number(window.location.hash.slice(prefix.length)) >= shortLength;
      if (isBelowFold) setUnfolded(true);
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [table.id]);
  return [isUnfolded, () => setUnfolded(true)];
}

function SqlDetails({ table }: { table: EvidenceTable }) {
  if (table.sql === "") return null;
  return (
    <details className="w-full text-xs">
      <summary className="w-fit cursor-pointer font-medium text-fg-2">The query behind these rows</summary>
      <div className="mt-2 flex items-start gap-2 rounded-md bg-muted p-3">
        <pre className="min-w-0 flex-1 font-mono whitespace-pre-wrap wrap-anywhere text-fg-2">{table.sql}</pre>
        <CopyButton text={table.sql} label="Copy the query" />
      </div>
      {table.parameters.length === 0 ? null : <p className="mt-2 font-mono text-fg-3">{table.parameters.map((value, index) => `$${index + 1} = ${JSON.stringify(value)}`).join("   ")}</p>}
    </details>
  );
}

/** The rows that the brief was computed from: figures above link to them. */
export function EvidenceCard({ table, zone }: EvidenceCardProps) {
  const columns = table.columns.filter((column) => column.key !== hrefKey);
  const [isUnfolded, unfold] = useUnfolded(table);
  const detail = table.totalRows > table.rows.length ? `${formatCount(table.rows.length, "row")} of ${table.totalRows}` : formatCount(table.rows.length, "row");
  return (
    <Card aria-labelledby={`title-${table.id}`}>
      <CardHeader title={table.title} titleId={`title-${table.id}`} detail={detail} actions={table.href === null ? undefined : <Link href={table.href} className="rounded-md px-2 py-1 text-sm font-medium text-link hover:bg-hover">Open the records</Link>} />
      <ScrollX label={table.title}>
        <Table>
          <TableHead>
            <tr>{columns.map((column) => <TableHeaderCell key={column.key} className={isNumeric(column.unit) ? "text-right" : undefined}>{column.label}</TableHeaderCell>)}</tr>
          </TableHead>
          <TableBody>
            {table.rows.map((row, index) => (
              <TableRow key={index} id={`evidence-${table.id}-${index}`} hidden={!isUnfolded && index >= shortLength} className="scroll-mt-24 target:bg-accent">
                {columns.map((column, position) => (
                  <TableCell key={column.key} className={isNumeric(column.unit) ? "text-right tabular-nums" : undefined}>
                    {position === 0 && typeof row[hrefKey] === "string" ? <Link href={row[hrefKey]} className="font-medium hover:underline">{formatCell(row[column.key], column.unit, zone)}</Link> : formatCell(row[column.key], column.unit, zone)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollX>
      {isUnfolded ? null : <CardFooter><Button size="sm" variant="ghost" onClick={unfold}>Show all {table.rows.length} rows</Button></CardFooter>}
      {table.sql === "" ? null : <CardFooter><SqlDetails table={table} /></CardFooter>}
    </Card>
  );
}
