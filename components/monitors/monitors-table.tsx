import type { ListMonitorsOutput, MonitorRow, MonitorWindow } from "#contract/monitors";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Pagination } from "@/components/kit/pagination";
import { Timestamp } from "@/components/kit/timestamp";
import { parseSort, withParams, type PageUrl } from "@/components/kit/with-params";
import { DayBars } from "@/components/monitors/day-bars";
import { LatencySpark } from "@/components/monitors/latency-spark";
import { MonitorStatus } from "@/components/monitors/monitor-status";
import { availabilityText } from "@/components/monitors/monitor-words";
import { SourceFigure } from "@/components/monitors/source-figure";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { formatCount, formatDuration } from "@/lib/format";
import Link from "next/link";
import type { ReactNode } from "react";

export interface Reader {
  now: string;
  zone: string;
}

const nothing = <span className="text-fg-3">no data</span>;

function Availability({ monitor }: { monitor: MonitorRow }) {
  const { ratio, observedMs, downMs } = monitor.availability;
  if (ratio === null) return nothing;
  return (
    <Tooltip content={`${formatDuration(observedMs)} observed, ${downMs === 0 ? "none of it down" : `${formatDuration(downMs)} of it down`}`}>
      <span tabIndex={0} className="rounded-sm font-medium">{availabilityText(ratio)}</span>
    </Tooltip>
  );
}

function LastOutage({ monitor, reader }: { monitor: MonitorRow; reader: Reader }) {
  const outage = monitor.lastOutage;
  if (outage === null) return <span className="text-fg-3">none on record</span>;
  return (
    <span className="whitespace-nowrap">
      <Timestamp iso={outage.startedAt} now={reader.now} zone={reader.zone} show="day" /> <span className="text-xs text-fg-3">{formatDuration(outage.durationMs)}{outage.endedAt === null ? ", open" : ""}</span>
    </span>
  );
}

const columnsFor = (reader: Reader, marks: MonitorsTableProps["marks"]): Column<MonitorRow>[] => [
  { id: "name", header: "Monitor", isPrimary: true, isSortable: true, cell: (row) => row.name },
  { id: "status", header: "Status", cell: (row) => <span className="inline-flex flex-wrap items-center gap-x-3 align-middle"><MonitorStatus monitor={row} zone={reader.zone} />{marks.get(row.slug)}</span> },
  { id: "availability", header: "Availability", inLine: "named", align: "end", isSortable: true, cell: (row) => <Availability monitor={row} /> },
  { id: "source", header: "Source says", inLine: "named", align: "end", priority: 3, cell: (row) => <SourceFigure ours={row.wholeRatio} theirs={row.sourceRatio} /> },
  { id: "days", header: "By day", cell: (row) => (row.days.length === 0 ? nothing : <DayBars days={row.days} label={row.name} />) },
  { id: "outages", header: "Outages", inLine: "named", align: "end", isSortable: true, firstDirection: "desc", cell: (row) => (row.availability.ratio === null ? nothing : row.outages) },
  { id: "trend", header: "Latency", inLine: "hidden", priority: 3, cell: (row) => <LatencySpark values={row.latencyTrend} label={row.name} /> },
  { id: "p50", header: "p50", inLine: "hidden", align: "end", priority: 3, cell: (row) => (row.latency.p50Ms === null ? nothing : formatDuration(row.latency.p50Ms)) },
  { id: "latency", header: "p95", inLine: "named", align: "end", isSortable: true, firstDirection: "desc", cell: (row) => (row.latency.p95Ms === null ? nothing : formatDuration(row.latency.p95Ms)) },
  { id: "last", header: "Last outage", inLine: "named", priority: 3, cell: (row) => <LastOutage monitor={row} reader={reader} /> },
];

function Empty({ known, pathname }: { known: number; pathname: string }) {
  if (known > 0) {
    return (
      <EmptyState kind="no-match" title="No monitor matches" action={<Button asChild><Link href={pathname}>Clear the filters</Link></Button>}>
        {formatCount(known, "monitor")} are there with other names or another status.
      </EmptyState>
    );
  }
  return (
    <EmptyState kind="none" title="No monitors yet" action={<Button asChild><Link href="/imports">Import a record</Link></Button>}>
      Make a new monitor, and the portal checks it from then on. Or bring the checks of your sites from Upptime, also with “npm run -s cli -- import uptime DIR”.
    </EmptyState>
  );
}

export interface MonitorsTableProps {
  list: ListMonitorsOutput;
  url: PageUrl;
  reader: Reader;
  /** As chosen in the URL; the detail page keeps it. */
  window: MonitorWindow | undefined;
  /** What a page has to say of a monitor beside its status, by slug. */
  marks: ReadonlyMap<string, ReactNode>;
}

export function MonitorsTable({ list, url, reader, window, marks }: MonitorsTableProps) {
  const sort = typeof url.params.sort === "string" ? url.params.sort : undefined;
  return (
    <DataTable
      caption="Monitors"
      phone="lines"
      columns={columnsFor(reader, marks).filter(({ id }) => id !== "source" || list.items.some(({ isWatched }) => !isWatched))}
      rows={list.items}
      rowKey={(row) => row.slug}
      rowHref={(row) => withParams({ pathname: `/monitors/${row.slug}`, params: {} }, { window: window ?? null })}
      sort={parseSort(sort ?? "name", ["name", "availability", "outages", "latency"])}
      url={url}
      empty={<Empty known={list.known} pathname={url.pathname} />}
      footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "monitor")}`} />}
    />
  );
}
