import type { Metadata } from "next";
import Link from "next/link";
import { catalogLimits } from "#contract/catalog";
import { monitorWindows, type MonitorDetail } from "#contract/monitors";
import { LineTrend } from "@/components/kit/charts/line-trend";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { WorkNotice } from "@/components/maintenance/work-notice";
import { ChangesCard } from "@/components/monitors/changes-card";
import { CheckCard, LastChecks } from "@/components/monitors/check-cards";
import { ClaimCard } from "@/components/monitors/claim-card";
import { DaysCard } from "@/components/monitors/days-card";
import { MonitorActions } from "@/components/monitors/monitor-actions";
import { MonitorFigures } from "@/components/monitors/monitor-figures";
import { EditMonitorSheet } from "@/components/monitors/monitor-sheets";
import { MonitorStatus, originWord } from "@/components/monitors/monitor-status";
import { isWebAddress, windowWords } from "@/components/monitors/monitor-words";
import { OutagesTable } from "@/components/monitors/outages-table";
import { prepareLatency } from "@/components/monitors/prepare-latency";
import { readWindow } from "@/components/monitors/read-params";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { monitorsOperations } from "@/server/monitors";
import { currentWork } from "../../maintenance/current-work";

export const metadata: Metadata = { title: "Monitor" };

function Address({ url }: { url: string }) {
  if (url === "") return <>no address</>;
  if (!isWebAddress(url)) return <>{url}</>;
  return <a href={url} rel="noreferrer noopener" target="_blank" className="text-link wrap-anywhere underline underline-offset-3">{url}</a>;
}

function Latency({ monitor, zone }: { monitor: MonitorDetail; zone: string }) {
  if (monitor.latencySeries.points.length === 0) {
    return (
      <Card>
        <CardHeader title="Latency" detail={windowWords[monitor.window.id]} />
        <EmptyState kind="none" title="No data">No answered check in this window has a response time.</EmptyState>
      </Card>
    );
  }
  const trend = prepareLatency(monitor.latencySeries, zone);
  return (
    <LineTrend
      title="Latency"
      unit={`response time of answered checks, each ${trend.bucket}`}
      kind="duration"
      grain={trend.grain}
      zone={trend.zone}
      series={trend.series}
      footer={<span>Failed checks are left out. A gap is time without a measurement.</span>}
    />
  );
}

function Outages({ monitor, reader }: { monitor: MonitorDetail; reader: { now: string; zone: string } }) {
  return (
    <Card>
      <CardHeader title="Outages" detail={`${windowWords[monitor.window.id]}, newest first`} actions={<Link href={`/monitors/outages?monitor=${monitor.slug}`} className="px-2 text-sm text-link hover:underline">All</Link>} />
      <OutagesTable
        outages={monitor.outages}
        reader={reader}
        caption={`Outages of ${monitor.name}`}
        isBare
        empty={<EmptyState kind="none" title={monitor.availability.ratio === null ? "No data" : "No outage"}>{monitor.availability.ratio === null ? "Nothing was checked in this window." : "No check in this window found it down."}</EmptyState>}
      />
    </Card>
  );
}

/** Changing it, for those who may and where there is something to change. */
async function Actions({ monitor, permissions }: { monitor: MonitorDetail; permissions: ReadonlySet<string> }) {
  const { settings } = monitor;
  if (settings === null || monitor.isDemo || !permissions.has("monitors.write")) return null;
  const services = permissions.has("catalog.read") ? (await pageCall(catalogOperations.listServices, { limit: catalogLimits.page })).items : [];
  return (
    <>
      <EditMonitorSheet monitor={monitor} settings={settings} services={services.map(({ slug, name }) => ({ slug, name }))} />
      <MonitorActions monitor={monitor} version={settings.version} isHeartbeat={settings.check.kind === "heartbeat"} />
    </>
  );
}

interface MonitorPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export default async function MonitorPage({ params, searchParams }: MonitorPageProps) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  const { actor, now } = await pageContext();
  const asked = readWindow(query);
  const [monitor, work] = await Promise.all([pageCall(monitorsOperations.get, { slug, ...(asked ? { window: asked } : {}) }), currentWork({ actor })]);
  const reader = { now, zone: actor.zone };
  const lastCheck = monitor.lastCheckAt === null ? "never checked" : `last check ${formatDateTime(monitor.lastCheckAt, reader.zone)} (${reader.zone})`;
  const options = monitorWindows.filter((id) => asked !== undefined || id !== monitor.window.id).map((value) => ({ value, label: windowWords[value] }));
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Monitors", href: "/monitors" }, { label: monitor.name }]} actions={<Actions monitor={monitor} permissions={actor.permissions} />} />
      <Page>
        <PageHeader title={monitor.name} aside={<MonitorStatus monitor={monitor} zone={reader.zone} />} description={<><Address url={monitor.url} /> · {originWord(monitor)}, {lastCheck}</>} />
        <WorkNotice windows={work.filter(({ monitors }) => monitors.includes(slug))} zone={reader.zone} />
        <FilterBar filters={[{ param: "window", label: "Window", anyLabel: asked === undefined ? windowWords[monitor.window.id] : "as the data suggests", options }]} />
        <MonitorFigures monitor={monitor} zone={reader.zone} />
        <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:items-start">
          <DaysCard monitor={monitor} />
          {monitor.isWatched ? <CheckCard monitor={monitor} reader={reader} /> : <ClaimCard monitor={monitor} zone={reader.zone} />}
        </div>
        <Latency monitor={monitor} zone={reader.zone} />
        <Outages monitor={monitor} reader={reader} />
        {monitor.isWatched ? <LastChecks monitor={monitor} reader={reader} /> : null}
        {monitor.settings === null || monitor.isDemo ? null : <ChangesCard monitor={monitor} reader={reader} />}
      </Page>
    </>
  );
}
