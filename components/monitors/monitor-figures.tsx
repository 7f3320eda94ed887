import type { MonitorDetail } from "#contract/monitors";
import { Figure } from "@/components/kit/figure";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { availabilityText, doFiguresDiffer, windowWords } from "@/components/monitors/monitor-words";
import { formatDateTime, formatDuration, formatNumber } from "@/lib/format";

export interface MonitorFiguresProps {
  monitor: MonitorDetail;
  zone: string;
}

const sourceDetail = (monitor: MonitorDetail): string => {
  const ours = monitor.wholeAvailability.ratio;
  const theirs = monitor.claim?.uptimeRatio.all ?? null;
  if (theirs === null) return "no claim in the import";
  return doFiguresDiffer(ours, theirs) ? `whole record; ours ${availabilityText(ours)}` : "whole record, as ours";
};

export function MonitorFigures({ monitor, zone }: MonitorFiguresProps) {
  const { availability, latency, window } = monitor;
  const hasData = availability.ratio !== null;
  return (
    <SummaryStrip
      label={`${monitor.name} at a glance`}
      items={[
        { label: `Availability, ${windowWords[window.id]}`, value: availabilityText(availability.ratio), detail: hasData ? `${formatDuration(availability.observedMs)} observed` : "nothing was checked" },
        ...(monitor.isWatched ? [] : [{ label: `${monitor.claim?.generator ?? "Source"} says`, value: availabilityText(monitor.claim?.uptimeRatio.all ?? null), detail: sourceDetail(monitor) }]),
        { label: "Outages", value: hasData ? <Figure value={formatNumber(monitor.outageCount)} href={`/monitors/outages?monitor=${monitor.slug}`} /> : "no data", detail: hasData ? `${formatDuration(availability.downMs)} down` : windowWords[window.id] },
        { label: "Latency p50 / p95", value: latency.p50Ms === null ? "no data" : `${formatDuration(latency.p50Ms)} / ${formatDuration(latency.p95Ms)}`, detail: `${formatNumber(latency.samples)} measured of ${formatNumber(monitor.checks)} checks` },
        { label: "Last check", value: monitor.lastCheckAt === null ? "never" : formatDateTime(monitor.lastCheckAt, zone, "date"), detail: monitor.lastCheckAt === null ? "no data" : formatDateTime(monitor.lastCheckAt, zone, "time") },
      ]}
    />
  );
}
