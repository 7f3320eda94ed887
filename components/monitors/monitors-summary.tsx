import type { ListMonitorsOutput } from "#contract/monitors";
import { Figure } from "@/components/kit/figure";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { availabilityText, windowWords } from "@/components/monitors/monitor-words";
import { formatCount, formatDateTime, formatDuration, formatNumber } from "@/lib/format";

export interface MonitorsSummaryProps {
  list: ListMonitorsOutput;
  zone: string;
}

function statusDetail({ up, degraded, down, none }: ListMonitorsOutput["summary"]["byStatus"]): string {
  const parts = [up > 0 ? `${up} up` : "", degraded > 0 ? `${degraded} degraded` : "", down > 0 ? `${down} down` : "", none > 0 ? `${none} never checked` : ""].filter((part) => part !== "");
  return parts.length === 0 ? "none" : `${parts.join(", ")} at the last check`;
}

export function MonitorsSummary({ list, zone }: MonitorsSummaryProps) {
  const { summary, window } = list;
  const { availability } = summary;
  const hasData = availability.ratio !== null;
  return (
    <SummaryStrip
      label="Monitors at a glance"
      items={[
        { label: "Monitors", value: formatNumber(list.total), detail: statusDetail(summary.byStatus), tone: summary.byStatus.down > 0 ? "critical" : undefined },
        { label: "Availability", value: availabilityText(availability.ratio), detail: hasData ? `${formatDuration(availability.observedMs)} observed in all` : `nothing checked in the ${windowWords[window.id]}` },
        { label: "Time down", value: hasData ? formatDuration(availability.downMs) : "no data", detail: "all monitors together" },
        { label: "Outages", value: hasData ? <Figure value={formatNumber(summary.outages)} href="/monitors/outages" /> : "no data", detail: hasData ? `began in the ${windowWords[window.id]}` : windowWords[window.id] },
        { label: "Data until", value: list.dataUntil === null ? "no data" : formatDateTime(list.dataUntil, zone, "date"), detail: window.id === "all" && hasData ? `whole record, from ${formatDateTime(window.from, zone, "date")}` : `figures: ${windowWords[window.id]}` },
      ].map(({ tone, ...item }) => (tone === undefined ? item : { ...item, tone: tone as "critical" }))}
    />
  );
}

/** What the list holds, in words. */
export function listNote(list: ListMonitorsOutput): string {
  if (list.known === 0) return "Availability, outages and latency of your sites.";
  if (list.items.length > 0 && list.items.every(({ isDemo }) => isDemo)) return `${formatCount(list.known, "monitor")} of the demo organisation: their checks are made up.`;
  const watched = list.items.filter(({ isWatched }) => isWatched).length;
  if (watched === 0) return `${formatCount(list.known, "site")}, from imported records and not watched live: a status is that of the last check.`;
  return watched === list.items.length ? `${formatCount(list.known, "monitor")}, checked by this portal.` : `${formatCount(list.known, "monitor")}, some checked by this portal and some from imported records, whose status is that of the last check.`;
}
