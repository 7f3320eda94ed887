import { cn } from "@/lib/cn";
import { availabilityText, daysSummary, utcDayText } from "@/components/monitors/monitor-words";

export interface DayBar {
  day: string;
  ratio: number | null;
  observedMs: number;
  downMs: number;
}

export interface DayBarsProps {
  days: readonly DayBar[];
  /** Of what: the monitor's name. */
  label: string;
  size?: "small" | "large";
}

/** Any downtime is visible, however short it was: about three pixels of the bar. */
const leastShare = { small: 1 / 6, large: 1 / 36 } as const;

const titleOf = (day: DayBar): string => `${utcDayText(day.day)}: ${availabilityText(day.ratio)}`;

/** One bar a UTC day, oldest first. The dark part is time down; a hatched bar is a day without data. Figures stand in the table beside it. */
export function DayBars({ days, label, size = "small" }: DayBarsProps) {
  const isLarge = size === "large";
  return (
    <span role="img" aria-label={`${label}, by day: ${daysSummary(days)}.`} className={cn("flex items-stretch", isLarge ? "h-28 gap-0.5" : "h-5 w-max gap-px")}>
      {days.map((day) => (
        <span key={day.day} title={titleOf(day)} className={cn("flex flex-col overflow-hidden", isLarge ? "min-w-0.5 flex-1 rounded-sm" : "w-1 rounded-xs", day.ratio === null ? "hatch" : "bg-track")}>
          {day.ratio === null || day.downMs === 0 ? null : <span className="block bg-crit" style={{ height: `${Math.max(leastShare[size], day.downMs / day.observedMs) * 100}%` }} />}
        </span>
      ))}
    </span>
  );
}
