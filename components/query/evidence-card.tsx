"use client";

import Link from "next/link";
import type { EvidenceTable } from "#contract/query";
import { CopyButton } from "@/components/kit/copy-button";
import { ScrollX } from "@/components/kit/scroll-x";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatCount } from "@/lib/format";
import { formatCell, isNumeric } from "./format-cell";

export interface EvidenceCardProps {
  table: EvidenceTable;
  zone: string;
}

const hrefKey = "href";

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
              <TableRow key={index} id={`evidence-${table.id}-${index}`} className="scroll-mt-24 target:bg-accent">
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
      {table.sql === "" ? null : <CardFooter><SqlDetails table={table} /></CardFooter>}
    </Card>
  );
}
