import type { MonitorDetail } from "#contract/monitors";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { alertWord, availabilityText } from "@/components/monitors/monitor-words";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatDuration } from "@/lib/format";

export interface ClaimCardProps {
  monitor: MonitorDetail;
  zone: string;
}

const minuteMs = 60_000;

function totalDownMs(claim: NonNullable<MonitorDetail["claim"]>): number | null {
  if (claim.minutesDownByDay === null) return null;
  return Object.values(claim.minutesDownByDay).reduce((sum, minutes) => sum + minutes * minuteMs, 0);
}

/** Our figures over the whole record beside those that the source itself states. */
export function ClaimCard({ monitor, zone }: ClaimCardProps) {
  const { claim, wholeAvailability } = monitor;
  const time = (iso: string | null | undefined) => (iso === null || iso === undefined ? "no data" : formatDateTime(iso, zone));
  const ofClaim = (text: (value: NonNullable<typeof claim>) => string) => (claim === null ? "says nothing" : text(claim));
  const rows = [
    { key: "availability", name: "Availability", cells: [availabilityText(wholeAvailability.ratio), ofClaim((value) => availabilityText(value.uptimeRatio.all))] },
    { key: "down", name: "Time down", cells: [wholeAvailability.ratio === null ? "no data" : formatDuration(wholeAvailability.downMs), ofClaim((value) => formatDuration(totalDownMs(value)))] },
    { key: "status", name: "Last status", cells: [monitor.status === "none" ? "never checked" : monitor.status, ofClaim((value) => value.status ?? "no data")] },
    { key: "from", name: "Watched from", cells: [time(monitor.firstCheckAt), ofClaim((value) => time(value.startedAt))] },
    { key: "to", name: "Watched to", cells: [time(monitor.lastCheckAt), ofClaim((value) => time(value.updatedAt))] },
  ];
  return (
    <Card>
      <CardHeader title="Ours and the source's" detail="whole record" />
      <ChartTable caption="Our figures and the source's, whole record" first="Figure" columns={["Quarterdeck", claim?.generator ?? "Source"]} rows={rows} />
      <CardFooter>Ours is weighted by time: a status holds until the next check; before the first check and after the last there is no data. Alert: {alertWord(monitor)}.</CardFooter>
    </Card>
  );
}
