import type { MonitorDetail } from "#contract/monitors";
import { DataTable, type Column } from "@/components/kit/data-table";
import { DescriptionList } from "@/components/kit/description-list";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { MonitorSettings } from "@/components/monitors/monitor-draft";
import { alertWord } from "@/components/monitors/monitor-words";
import type { Reader } from "@/components/monitors/monitors-table";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDuration } from "@/lib/format";

type LastCheck = MonitorDetail["lastChecks"][number];

const columnsFor = (reader: Reader): Column<LastCheck>[] => [
  { id: "at", header: "Checked", isPrimary: true, cell: (row) => <Timestamp iso={row.at} now={reader.now} zone={reader.zone} show="seconds" /> },
  { id: "status", header: "Found", cell: (row) => <StatusBadge status={row.status} /> },
  { id: "http", header: "HTTP", align: "end", cell: (row) => row.httpStatus ?? <span className="text-fg-3">none</span> },
  { id: "latency", header: "Took", align: "end", cell: (row) => (row.latencyMs === null ? <span className="text-fg-3">not measured</span> : formatDuration(row.latencyMs)) },
];

export function LastChecks({ monitor, reader }: { monitor: MonitorDetail; reader: Reader }) {
  return (
    <Card>
      <CardHeader title="Last checks" detail={monitor.isDemo ? "made up, as is everything of the demo" : "single checks are kept for seven days"} />
      <DataTable caption={`Last checks of ${monitor.name}`} columns={columnsFor(reader)} rows={monitor.lastChecks} rowKey={(row) => row.at} isBare empty={<EmptyState kind="none" title="No check is kept">{monitor.isPaused ? "It is paused." : "The first one is on its way."}</EmptyState>} />
    </Card>
  );
}

function asked({ check }: MonitorSettings): string {
  if (check.kind === "tcp") return `opens a TCP connection to ${check.host}, port ${check.port}`;
  if (check.kind === "heartbeat") return "waits for a heartbeat";
  const parts = [`expects ${check.expectedStatus.join(", ")}`, check.bodyMatch === null ? "" : `the body ${check.bodyMatch.kind} “${check.bodyMatch.text}”`, check.jsonPath === null ? "" : `${check.jsonPath.path} ${check.jsonPath.comparison} ${check.jsonPath.value}`.trim()];
  return `${check.method}, ${parts.filter((part) => part !== "").join("; ")}`;
}

function rhythm({ check, intervalMs, timeoutMs, retries }: MonitorSettings): string {
  if (check.kind === "heartbeat") return `expected every ${formatDuration(intervalMs)}, ${formatDuration(check.graceMs)} of grace`;
  return `every ${formatDuration(intervalMs)}, at most ${formatDuration(timeoutMs)}, down after ${retries === 1 ? "one failure" : `${retries} failures in a row`}`;
}

/** How it is checked and what the last check said. */
export function CheckCard({ monitor, reader }: { monitor: MonitorDetail; reader: Reader }) {
  const { settings, lastSeen } = monitor;
  const time = (iso: string | null) => (iso === null ? "none yet" : <Timestamp iso={iso} now={reader.now} zone={reader.zone} show="full" />);
  const items = [
    { term: "Last check", description: lastSeen === null ? "none yet" : lastSeen.reason },
    ...(lastSeen?.certificateEndsAt ? [{ term: "Certificate ends", description: time(lastSeen.certificateEndsAt) }] : []),
    ...(settings === null ? [] : [
      { term: "Check", description: asked(settings) }, { term: "Rhythm", description: rhythm(settings) },
      ...(settings.check.kind === "heartbeat" ? [{ term: "Last heartbeat", description: time(settings.lastBeatAt) }] : []),
      ...(settings.degradedMs === null ? [] : [{ term: "Slow beyond", description: formatDuration(settings.degradedMs) }]),
      ...(settings.secretHeaders.length === 0 ? [] : [{ term: "Secret headers", description: settings.secretHeaders.join(", ") }]),
      { term: "Service", description: settings.service?.name ?? "none" },
    ]),
    { term: "Alert", description: alertWord(monitor) },
    ...(monitor.flappingSince === null ? [] : [{ term: "Flapping since", description: time(monitor.flappingSince) }]),
  ];
  return (
    <Card>
      <CardHeader title="How it is checked" detail={monitor.isDemo ? "a story: nothing is asked" : settings === null ? "a part of this portal" : "by this portal"} />
      <CardBody><DescriptionList items={items} /></CardBody>
    </Card>
  );
}
