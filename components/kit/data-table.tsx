import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RowKeys } from "@/components/kit/row-keys";
import { ScrollX } from "@/components/kit/scroll-x";
import { sortParam, withParams, type PageUrl, type Sort } from "@/components/kit/with-params";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** "end" for numbers. */
  align?: "start" | "end";
  isSortable?: boolean;
  /** First direction when the header is pressed. */
  firstDirection?: Sort["direction"];
  /** 3 is hidden on a phone when the table scrolls there. */
  priority?: 1 | 2 | 3;
  /** The row's name: it carries the link and heads the card on a phone. */
  isPrimary?: boolean;
  /** Where rows are lines on a phone: the header's word stands before the value, a text has its own line, or the column is left out. Otherwise the value stands alone. */
  inLine?: "named" | "text" | "hidden";
  /** Hide the header's word (a column of buttons); it stays for screen readers. */
  isHeaderHidden?: boolean;
  className?: string;
}

export interface DataTableProps<Row> {
  /** What the table lists; read out, and shown only when `isCaptionShown`. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  sort?: Sort | null;
  /** Needed for sortable headers: the links keep every other parameter and drop the cursor. */
  url?: PageUrl;
  density?: "compact" | "comfortable";
  /** On a phone rows become cards (default: a line for each column), lines (the name, and the values after each other under it) or the table scrolls with a cue. */
  phone?: "cards" | "lines" | "scroll";
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
  /** Under the rows: pagination, a total. */
  footer?: ReactNode;
  /** Without its own border, inside a card. */
  isBare?: boolean;
  className?: string;
}

function nextSort(column: { id: string; firstDirection?: Sort["direction"] }, sort: Sort | null): Sort {
  if (sort?.column !== column.id) return { column: column.id, direction: column.firstDirection ?? "asc" };
  return { column: column.id, direction: sort.direction === "asc" ? "desc" : "asc" };
}

interface HeaderProps {
  column: Omit<Column<never>, "cell">;
  sort: Sort | null;
  url: PageUrl | undefined;
}

function Header({ column, sort, url }: HeaderProps) {
  const isSorted = sort?.column === column.id;
  const SortIcon = !isSorted ? ChevronsUpDown : sort?.direction === "desc" ? ArrowDown : ArrowUp;
  const canSort = column.isSortable === true && url !== undefined;
  const ariaSort = !canSort ? undefined : isSorted ? (sort?.direction === "desc" ? "descending" : "ascending") : "none";
  return (
    <TableHeaderCell role="columnheader" aria-sort={ariaSort} data-priority={column.priority} className={cn(column.align === "end" && "text-right", column.className)}>
      {canSort ? (
        <Link
          href={withParams(url, { sort: sortParam(nextSort(column, sort)), cursor: null })}
          scroll={false}
          className={cn("group inline-flex items-center gap-1 rounded-sm align-middle hover:text-fg", isSorted && "text-fg", column.align === "end" && "flex-row-reverse")}
        >
          {column.header}
          <SortIcon aria-hidden className={cn("size-3", !isSorted && "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100")} />
        </Link>
      ) : column.isHeaderHidden === true ? (
        <span className="sr-only">{column.header}</span>
      ) : (
        column.header
      )}
    </TableHeaderCell>
  );
}

interface RowCellProps {
  column: Omit<Column<never>, "cell">;
  content: ReactNode;
  href: string | undefined;
}

function RowCell({ column, content, href }: RowCellProps) {
  const isPrimary = column.isPrimary === true;
  return (
    <TableCell
      role="cell"
      data-label={column.isHeaderHidden === true ? undefined : column.header}
      data-primary={isPrimary ? "" : undefined}
      data-priority={column.priority}
      data-in-line={column.inLine}
      className={cn(column.align === "end" && "text-right", isPrimary && "font-medium", column.className)}
    >
      {isPrimary && href !== undefined ? (
        <Link href={href} data-row-link="" className="rounded-sm hover:underline">
          {content}
        </Link>
      ) : (
        content
      )}
    </TableCell>
  );
}

/** A list as rows, rendered on the server. Roles are written out because cards on a phone change the display of the parts. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowHref, sort = null, url, density, phone = "cards", empty, footer, isBare = false, className }: DataTableProps<Row>) {
  const frame = isBare ? "" : "overflow-hidden rounded-lg border border-line bg-card";
  if (rows.length === 0 && empty !== undefined) return <div className={cn(frame, className)}>{empty}</div>;
  const body = rows.map((row) => {
    const href = rowHref?.(row);
    return (
      <TableRow key={rowKey(row)} role="row" className={href === undefined ? undefined : "cursor-pointer"}>
        {columns.map((column) => (
          <RowCell key={column.id} column={column} content={column.cell(row)} href={href} />
        ))}
      </TableRow>
    );
  });
  const table = (
    <ScrollX label={caption}>
      <Table role="table" density={density} data-phone={phone}>
        <caption className="sr-only">{caption}</caption>
        <TableHead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Header key={column.id} column={column} sort={sort} url={url} />
            ))}
          </tr>
        </TableHead>
        <TableBody role="rowgroup">{body}</TableBody>
      </Table>
    </ScrollX>
  );
  return (
    <div className={cn(frame, className)}>
      {rowHref === undefined ? table : <RowKeys>{table}</RowKeys>}
      {footer}
    </div>
  );
}
