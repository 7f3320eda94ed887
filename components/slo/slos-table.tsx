import { ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { sloLimits, type ListSlosOutput, type SloRow } from "#contract/slo";
import { DataTable, type Column } from "@/components/kit/data-table";
import { figureLinkClass } from "@/components/kit/figure";
import { Pagination } from "@/components/kit/pagination";
import { parseSort, withParams, type PageUrl } from "@/components/kit/with-params";
import { BudgetBar } from "@/components/slo/budget-bar";
import { SloCards } from "@/components/slo/slo-cards";
import { SloStatus } from "@/components/slo/slo-status";
import { burnText, leftText, remainingOf, targetText, timeLeft, titleOf, type SloAccount } from "@/components/slo/slo-words";
import { Sparkline } from "@/components/slo/sparkline";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";

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

const columnsFor = ({ account, shownDays }: { account: SloAccount; shownDays: number }): Column<SloRow>[] => [
  { id: "status", header: "Status", cell: (row) => <SloStatus status={row.status} /> },
  { id: "name", header: "SLO", isPrimary: true, isSortable: true, className: "whitespace-nowrap", cell: (row) => (row.service === null ? row.name : <>{row.service.name} <span className="font-normal text-fg-3">{row.name}</span></>) },
  { id: "target", header: "Target", align: "end", className: "whitespace-nowrap text-fg-3", cell: (row) => targetText(row.target) },
  { id: "bar", header: "Budget left", isHeaderHidden: true, className: "w-1/6", cell: (row) => <BudgetBar remaining={remainingOf(row, account)} /> },
  { id: "remaining", header: "Left", align: "end", isSortable: true, className: "whitespace-nowrap", cell: (row) => <Left row={row} account={account} /> },
  { id: "time", header: "Time left", align: "end", className: "whitespace-nowrap", cell: (row) => { const ms = timeLeft(row, remainingOf(row, account)); return ms === null ? none : formatDuration(ms); } },
  { id: "burn", header: "Burn 1 h", align: "end", isSortable: true, firstDirection: "desc", cell: (row) => <Burn burn={row.burnHour} /> },
  { id: "period", header: "Burn, window", align: "end", cell: (row) => <Burn burn={row.burnPeriod} marksOver /> },
  { id: "days", header: `${shownDays} days`, cell: (row) => <Sparkline label={titleOf(row)} days={row.days} count={shownDays} /> },
  { id: "window", header: "Window", className: "whitespace-nowrap text-fg-3", cell: (row) => row.windowLabel },
  { id: "owner", header: "Owner", className: "whitespace-nowrap", cell: (row) => <span className="inline-flex items-center gap-1.5"><Avatar name={row.owner?.name ?? null} />{row.owner?.name ?? <span className="text-fg-3">no owner</span>}</span> },
];

/** A dashboard has no pages, as long as what there is fits in one. */
function ShowAll({ list, url }: Pick<SlosTableProps, "list" | "url">) {
  if (list.nextCursor === null || list.total > sloLimits.page) return null;
  return <Link href={withParams(url, { limit: String(sloLimits.page), cursor: null })} className="block border-t border-line px-4 py-2 text-sm text-link hover:underline">Show all {formatNumber(list.total)} on one page</Link>;
}

export interface SlosTableProps {
  list: ListSlosOutput;
  account: SloAccount;
  /** Days of the line. */
  shownDays: number;
  url: PageUrl;
  empty: ReactNode;
}

/** SLOs, least budget first: rows on a desk, cards on a phone. */
export function SlosTable({ list, account, shownDays, url, empty }: SlosTableProps) {
  const sort = typeof url.params.sort === "string" ? url.params.sort : "remaining";
  const pages = <Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "SLO")}`} />;
  const footer = <>{pages}<ShowAll list={list} url={url} /></>;
  return (
    <>
      <DataTable
        caption="SLOs"
        columns={columnsFor({ account, shownDays })}
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
