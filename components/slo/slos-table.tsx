import { ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ListSlosOutput, SloRow } from "#contract/slo";
import { DataTable, type Column } from "@/components/kit/data-table";
import { figureLinkClass } from "@/components/kit/figure";
import { Pagination } from "@/components/kit/pagination";
import { parseSort, type PageUrl } from "@/components/kit/with-params";
import { BudgetBar } from "@/components/slo/budget-bar";
import { SloCards } from "@/components/slo/slo-cards";
import { SloStatus } from "@/components/slo/slo-status";
import { burnText, leftText, remainingOf, targetText, timeLeft, titleOf, type SloAccount } from "@/components/slo/slo-words";
import { Sparkline } from "@/components/slo/sparkline";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import { formatCount, formatDuration } from "@/lib/format";

const none = <span className="text-fg-3">–<span className="sr-only">no data</span></span>;

function Burn({ burn, marksOver = false }: { burn: number | null; marksOver?: boolean }) {
  if (burn === null) return none;
  if (!marksOver || burn <= 1) return <>{burnText(burn)}</>;
  return (
    <span className="inline-flex items-center gap-1 font-medium">
      <ArrowUp aria-label="faster than sustainable" className="size-3 text-fg-3" />
      {burnText(burn)}
    </span>
  );
}

function Left({ row, account }: { row: SloRow; account: SloAccount }) {
  const remaining = remainingOf(row, account);
  if (remaining === null) return none;
  return (
    <Link href={`/slos/${row.slug}`} tabIndex={-1} className={cn(figureLinkClass, "font-medium", remaining < 0 && "text-crit-text")}>
      {leftText(remaining)}
    </Link>
  );
}

const columnsFor = (account: SloAccount): Column<SloRow>[] => [
  { id: "status", header: "Status", cell: (row) => <SloStatus status={row.status} /> },
  { id: "name", header: "SLO", isPrimary: true, isSortable: true, className: "whitespace-nowrap", cell: (row) => (row.service === null ? row.name : <>{row.service.name} <span className="font-normal text-fg-3">{row.name}</span></>) },
  { id: "target", header: "Target", align: "end", className: "whitespace-nowrap text-fg-3", cell: (row) => targetText(row.target) },
  { id: "bar", header: "Budget left", isHeaderHidden: true, className: "w-1/6", cell: (row) => <BudgetBar remaining={remainingOf(row, account)} /> },
  { id: "remaining", header: "Left", align: "end", isSortable: true, className: "whitespace-nowrap", cell: (row) => <Left row={row} account={account} /> },
  { id: "time", header: "Time left", align: "end", className: "whitespace-nowrap", cell: (row) => { const ms = timeLeft(row, remainingOf(row, account)); return ms === null ? none : formatDuration(ms); } },
  { id: "burn", header: "Burn 1 h", align: "end", isSortable: true, firstDirection: "desc", cell: (row) => <Burn burn={row.burnHour} /> },
  { id: "period", header: "Burn, window", align: "end", cell: (row) => <Burn burn={row.burnPeriod} marksOver /> },
  { id: "days", header: "28 days", cell: (row) => <Sparkline label={titleOf(row)} days={row.days.map((day) => ({ day: day.day, value: remainingOf(day, account) }))} /> },
  { id: "window", header: "Window", className: "whitespace-nowrap text-fg-3", cell: (row) => row.windowLabel },
  { id: "owner", header: "Owner", className: "whitespace-nowrap", cell: (row) => <span className="inline-flex items-center gap-1.5"><Avatar name={row.owner?.name ?? null} />{row.owner?.name ?? <span className="text-fg-3">no owner</span>}</span> },
];

export interface SlosTableProps {
  list: ListSlosOutput;
  account: SloAccount;
  url: PageUrl;
  empty: ReactNode;
}

/** SLOs, least budget first: rows on a desk, cards on a phone. */
export function SlosTable({ list, account, url, empty }: SlosTableProps) {
  const sort = typeof url.params.sort === "string" ? url.params.sort : "remaining";
  const footer = <Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "SLO")}`} />;
  return (
    <>
      <DataTable
        caption="SLOs"
        columns={columnsFor(account)}
        rows={list.items}
        rowKey={(row) => row.slug}
        rowHref={(row) => `/slos/${row.slug}`}
        sort={parseSort(sort, ["remaining", "name", "burn"])}
        url={url}
        density="comfortable"
        empty={empty}
        footer={footer}
        className={list.items.length === 0 ? "" : "max-md:hidden"}
      />
      {list.items.length === 0 ? null : <SloCards rows={list.items} account={account} footer={footer} />}
    </>
  );
}
