import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { SummaryStrip } from "@/components/kit/summary-strip";
import type { PageParams } from "@/components/kit/with-params";
import { NarrowedBy } from "@/components/monitors/narrowed-by";
import { OutagesTable } from "@/components/monitors/outages-table";
import { readOutagesParams } from "@/components/monitors/read-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount, formatDateTime, formatDuration, formatNumber } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { monitorsOperations } from "@/server/monitors";

export const metadata: Metadata = { title: "Outages" };

const statusOptions = [{ value: "ended", label: "ended" }, { value: "open", label: "still down at the last check" }];

function Empty({ isFiltered, hasMonitors }: { isFiltered: boolean; hasMonitors: boolean }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No outage matches" action={<Button asChild><Link href="/monitors/outages">Clear the filters</Link></Button>}>Other outages may be on record.</EmptyState>;
  if (hasMonitors) return <EmptyState kind="none" title="No outage on record">No check of any monitor found it down.</EmptyState>;
  return <EmptyState kind="none" title="No monitors yet" action={<Button asChild><Link href="/imports">Import a record</Link></Button>}>Outages come from the checks of your monitors.</EmptyState>;
}

export default async function OutagesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const asked = readOutagesParams(params);
  const { actor, now } = await pageContext();
  const list = await pageCall(monitorsOperations.outages, asked);
  const url = { pathname: "/monitors/outages", params };
  const monitorOptions = list.monitors.map((monitor) => ({ value: monitor.slug, label: monitor.name }));
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Monitors", href: "/monitors" }, { label: "Outages" }]} />
      <Page>
        <PageHeader title="Outages" description="An outage lasts from the first check that found a site down to the next that did not. The length of one that is still open ends at its last check." />
        <SummaryStrip
          label="Outages at a glance"
          items={[
            { label: "Outages", value: formatNumber(list.total), detail: list.monitors.find((monitor) => monitor.slug === asked.monitor)?.name ?? "all monitors" },
            { label: "Time down", value: list.total === 0 ? "none" : formatDuration(list.totalMs), detail: "all together" },
            { label: "Longest", value: list.longestMs === null ? "none" : formatDuration(list.longestMs), detail: "one outage" },
            { label: "Data until", value: list.dataUntil === null ? "no data" : formatDateTime(list.dataUntil, actor.zone, "date"), detail: "imported, not live" },
          ]}
        />
        <FilterBar filters={[{ param: "monitor", label: "Monitor", options: monitorOptions }, { param: "status", label: "State", options: statusOptions }]} />
        <NarrowedBy asked={asked} url={url} zone={actor.zone} />
        <OutagesTable
          outages={list.items}
          reader={{ now, zone: actor.zone }}
          caption="Outages"
          withMonitor
          url={url}
          empty={<Empty isFiltered={Object.keys(asked).some((name) => name !== "sort" && name !== "cursor")} hasMonitors={list.monitors.length > 0} />}
          footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "outage")}`} />}
        />
      </Page>
    </>
  );
}
