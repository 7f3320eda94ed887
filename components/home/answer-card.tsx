import Link from "next/link";
import type { Brief } from "#contract/query";
import { ScrollX } from "@/components/kit/scroll-x";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatCell, isNumeric } from "@/lib/format-cell";

const shownRows = 5;
const shownColumns = 4;

/** The first rows of an answer; its title opens the whole brief. */
export function AnswerCard({ brief, zone }: { brief: Brief; zone: string }) {
  const table = brief.tables.find((each) => each.rows.length > 1);
  if (table === undefined) return null;
  const columns = table.columns.filter((column) => column.key !== "href").slice(0, shownColumns);
  const open = `/ask?q=${encodeURIComponent(brief.question)}`;
  return (
    <Card aria-label={brief.question}>
      <CardHeader title={brief.question} detail={brief.plan.time?.label} actions={<Link href={open} className="rounded-md px-2 py-1 text-sm font-medium whitespace-nowrap hover:bg-hover">Open brief</Link>} />
      <ScrollX label={brief.question}>
        <Table>
          <TableHead>
            <tr>{columns.map((column) => <TableHeaderCell key={column.key} className={isNumeric(column.unit) ? "text-right" : undefined}>{column.label}</TableHeaderCell>)}</tr>
          </TableHead>
          <TableBody>
            {table.rows.slice(0, shownRows).map((row, index) => (
              <TableRow key={index}>
                {columns.map((column) => <TableCell key={column.key} className={isNumeric(column.unit) ? "text-right tabular-nums" : undefined}>{formatCell(row[column.key], column.unit, zone)}</TableCell>)}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollX>
    </Card>
  );
}
