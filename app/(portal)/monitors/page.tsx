import type { Metadata } from "next";
import Link from "next/link";
import { catalogLimits } from "#contract/catalog";
import { monitorWindows, type ListMonitorsOutput } from "#contract/monitors";
import { Banner } from "@/components/kit/banner";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { withParams, type PageParams } from "@/components/kit/with-params";
import { windowWords } from "@/components/monitors/monitor-words";
import { CreateMonitorSheet, NetworksSheet } from "@/components/monitors/monitor-sheets";
import { listNote, MonitorsSummary } from "@/components/monitors/monitors-summary";
import { WorkMark } from "@/components/maintenance/work-notice";
import { MonitorsTable } from "@/components/monitors/monitors-table";
import { readMonitorsParams } from "@/components/monitors/read-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { monitorsOperations } from "@/server/monitors";
import { currentWork } from "../maintenance/current-work";

export const metadata: Metadata = { title: "Monitors" };

const statusOptions = [{ value: "up", label: "up" }, { value: "degraded", label: "degraded" }, { value: "down", label: "down" }, { value: "none", label: "never checked" }];

/** The window that holds without a choice is the select's "any"; the others are its options. */
function windowFilter(list: ListMonitorsOutput, isChosen: boolean) {
  const options = monitorWindows.filter((id) => isChosen || id !== list.window.id).map((value) => ({ value, label: windowWords[value] }));
  return { param: "window", label: "Window", anyLabel: isChosen ? "as the data suggests" : windowWords[list.window.id], options };
}

const groupWords = { sites: "Sites", portal: "This portal" } as const;

/** Sites, and the parts of the portal itself. */
function Groups({ chosen }: { chosen: keyof typeof groupWords }) {
  return (
    <nav aria-label="Whose monitors" className="flex gap-1">
      {(["sites", "portal"] as const).map((group) => (
        <Button key={group} asChild size="sm" variant={group === chosen ? "outline" : "ghost"}>
          <Link href={group === "sites" ? "/monitors" : "/monitors?group=portal"} aria-current={group === chosen ? "page" : undefined}>{groupWords[group]}</Link>
        </Button>
      ))}
    </nav>
  );
}

/** For those who may say what is watched. */
async function NewMonitor({ permissions }: { permissions: ReadonlySet<string> }) {
  if (!permissions.has("monitors.write")) return null;
  const services = permissions.has("catalog.read") ? (await pageCall(catalogOperations.listServices, { limit: catalogLimits.page })).items : [];
  return <CreateMonitorSheet services={services.map(({ slug, name }) => ({ slug, name }))} />;
}

async function Networks({ permissions }: { permissions: ReadonlySet<string> }) {
  if (!permissions.has("platform.manage") || !permissions.has("monitors.write")) return null;
  return <NetworksSheet networks={(await pageCall(monitorsOperations.networks, {})).networks} />;
}

export default async function MonitorsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const asked = readMonitorsParams(params);
  const { actor, now } = await pageContext();
  const [list, work] = await Promise.all([pageCall(monitorsOperations.list, asked), currentWork({ actor })]);
  const marks = new Map(work.filter(({ isUnderWay }) => isUnderWay).flatMap((window) => window.monitors.map((slug) => [slug, <WorkMark key={slug} window={window} />] as const)));
  const url = { pathname: "/monitors", params };
  const isOutside = list.dataUntil !== null && list.total > 0 && list.summary.availability.ratio === null && list.window.id !== "all";
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Monitors" }]} actions={<NewMonitor permissions={actor.permissions} />} />
      <Page>
        <PageHeader title="Monitors" description={listNote(list)} />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Groups chosen={asked.group ?? "sites"} />
          <div className="flex flex-wrap gap-2">
            <Networks permissions={actor.permissions} />
            <Button asChild size="sm"><Link href="/monitors/outages">All outages</Link></Button>
          </div>
        </div>
        {list.known === 0 ? null : <MonitorsSummary list={list} zone={actor.zone} />}
        {isOutside ? (
          <Banner title={`Nothing was checked in the ${windowWords[list.window.id]}.`} action={<Button asChild size="sm"><Link href={withParams(url, { window: "all", cursor: null })}>Whole record</Link></Button>}>
            The record ends on {formatDateTime(list.dataUntil, actor.zone, "date")}.
          </Banner>
        ) : null}
        {list.known === 0 ? null : <FilterBar search={{ placeholder: "Filter monitors" }} filters={[{ param: "status", label: "Status", options: statusOptions }, windowFilter(list, asked.window !== undefined)]} />}
        <MonitorsTable list={list} url={url} reader={{ now, zone: actor.zone }} window={asked.window} marks={marks} />
      </Page>
    </>
  );
}
