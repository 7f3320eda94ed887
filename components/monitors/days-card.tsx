import type { MonitorDetail } from "#contract/monitors";
import { ChartCard } from "@/components/kit/charts/chart-card";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { DayBars } from "@/components/monitors/day-bars";
import { availabilityText, daysSummary, utcDayText } from "@/components/monitors/monitor-words";
import { formatDuration } from "@/lib/format";

export interface DaysCardProps {
  monitor: Pick<MonitorDetail, "name" | "days" | "claim">;
}

/** The source counts whole minutes: half a minute of difference is rounding. */
const tolerance = 0.5;

function sourceCell(day: MonitorDetail["days"][number]): string {
  if (day.sourceDownMinutes === null) return "names none";
  const differs = Math.abs(day.downMs / 60_000 - day.sourceDownMinutes) > tolerance;
  return `${day.sourceDownMinutes} min${differs ? " (differs)" : ""}`;
}

/** Availability of each UTC day as bars, and as a table with the source's minutes beside ours. */
export function DaysCard({ monitor }: DaysCardProps) {
  const { days, claim, name } = monitor;
  const first = days[0];
  const last = days.at(-1);
  const hasClaim = claim?.minutesDownByDay !== null && claim !== null;
  const rows = days.toReversed().map((day) => ({
    key: day.day, name: utcDayText(day.day),
    cells: [availabilityText(day.ratio), formatDuration(day.observedMs), day.ratio === null ? "no data" : formatDuration(day.downMs), ...(hasClaim ? [sourceCell(day)] : [])],
  }));
  return (
    <ChartCard
      title="Availability by day"
      unit="share of each UTC day that was not down"
      chart={
        first === undefined || last === undefined ? (
          <p className="py-8 text-center text-sm text-fg-3">Nothing was checked in this window.</p>
        ) : (
          <div className="grid gap-1.5">
            <DayBars days={days} label={name} size="large" />
            <p aria-hidden className="flex justify-between text-xs text-fg-3">
              <span>{utcDayText(first.day)}</span>
              {first === last ? null : <span>{utcDayText(last.day)}</span>}
            </p>
          </div>
        )
      }
      table={<ChartTable caption={`Availability of ${name} by UTC day`} first="Day" columns={["Availability", "Observed", "Down", ...(hasClaim ? [`${claim.generator}: down`] : [])]} rows={rows} />}
      footer={<span>{daysSummary(days)}</span>}
    />
  );
}
