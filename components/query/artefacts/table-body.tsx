import type { Artefact, EvidenceTable } from "#contract/query";
import { ScrollX } from "@/components/kit/scroll-x";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { Spans } from "../spans";
import { ToneMark } from "./tone-mark";

export interface TableArtefactProps {
  title: string;
  body: Extract<Artefact["body"], { kind: "table" }>;
  tables: readonly EvidenceTable[];
}

/** Rows as the method orders them; the mark before a row says how it stands. */
export function TableArtefact({ title, body, tables }: TableArtefactProps) {
  return (
    <ScrollX label={title}>
      <Table>
        <caption className="sr-only">{title}</caption>
        <TableHead>
          <tr>{body.columns.map((column) => <TableHeaderCell key={column.label} className={column.isNumeric ? "text-right" : undefined}>{column.label}</TableHeaderCell>)}</tr>
        </TableHead>
        <TableBody>
          {body.rows.map((row, index) => (
            <TableRow key={index}>
              {row.cells.map((cell, column) => (
                <TableCell key={column} className={cn(body.columns[column]?.isNumeric && "text-right tabular-nums")}>
                  <span className={cn("inline-flex items-center gap-2", column === 0 && "font-medium")}>
                    {column === 0 ? <ToneMark tone={row.tone} /> : null}
                    <Spans spans={cell} tables={tables} />
                  </span>
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollX>
  );
}
