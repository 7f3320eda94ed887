import type { ReactNode } from "react";
import { ScrollX } from "@/components/kit/scroll-x";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

export interface ChartTableProps {
  caption: string;
  /** Header of the first column: "Day". */
  first: string;
  columns: readonly string[];
  rows: readonly { key: string; name: ReactNode; cells: readonly ReactNode[] }[];
}

export function ChartTable({ caption, first, columns, rows }: ChartTableProps) {
  return (
    <ScrollX label={caption}>
      <Table>
        <caption className="sr-only">{caption}</caption>
        <TableHead>
          <tr>
            <TableHeaderCell>{first}</TableHeaderCell>
            {columns.map((column) => (
              <TableHeaderCell key={column} className="text-right">
                {column}
              </TableHeaderCell>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.key}>
              <th scope="row" className="border-b border-line px-2 text-left font-normal whitespace-nowrap first:pl-4">
                {row.name}
              </th>
              {row.cells.map((cell, index) => (
                <TableCell key={index} className="text-right whitespace-nowrap">
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ScrollX>
  );
}
