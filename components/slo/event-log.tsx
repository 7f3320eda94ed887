import type { SloDetail } from "#contract/slo";
import { StatusMark, type Tone } from "@/components/kit/status-mark";
import { Timestamp } from "@/components/kit/timestamp";
import { burnText } from "@/components/slo/slo-words";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDuration } from "@/lib/format";

export interface EventLogProps {
  slo: Pick<SloDetail, "events" | "alerts">;
  reader: { now: string; zone: string };
}

const toneOf = (kind: string, text: string): Tone => {
  if (kind === "alert_began") return text.startsWith("Page") ? "critical" : "warn";
  if (kind === "alert_ended" || text.endsWith("healthy")) return "ok";
  if (kind === "freeze_opened") return text.startsWith("Hard") ? "critical" : "warn";
  if (kind === "freeze_closed") return "ok";
  if (kind === "freeze_overridden" || kind === "override_ended") return "info";
  if (text.endsWith("exhausted")) return "critical";
  return text.endsWith("at risk") ? "warn" : "none";
};

/** Alerts that fire now, then what happened, newest first. */
export function EventLog({ slo: { events, alerts }, reader }: EventLogProps) {
  const firing = alerts.filter(({ isFiring }) => isFiring);
  return (
    <Card className="flex flex-col">
      <CardHeader title="Alerts and status" detail={firing.length === 0 ? "no alert fires" : `${firing.length} firing`} />
      <ul aria-label="Alerts and status" tabIndex={0} className="max-h-80 divide-y divide-line overflow-y-auto text-sm -outline-offset-2">
        {firing.map((alert) => (
          <li key={`${alert.severity}-${alert.longMs}`} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 px-4 py-2.5">
            <StatusMark tone={alert.severity === "page" ? "critical" : "warn"} className="mt-0.5" />
            <span>
              <span className="font-medium">{alert.severity === "page" ? "Page" : "Ticket"} alert firing</span>
              <span className="block text-fg-3">{formatDuration(alert.longMs)} burn {burnText(alert.longBurn)}, above {burnText(alert.factor)}</span>
            </span>
          </li>
        ))}
        {events.map((event) => (
          <li key={`${event.at}-${event.kind}-${event.text}`} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 px-4 py-2.5">
            <StatusMark tone={toneOf(event.kind, event.text)} className="mt-0.5" />
            <span>
              <span className="block first-letter:uppercase">{event.text}</span>
              <span className="block text-xs text-fg-3"><Timestamp iso={event.at} now={reader.now} zone={reader.zone} show="full" /></span>
            </span>
          </li>
        ))}
        {firing.length + events.length === 0 ? <li className="px-4 py-6 text-center text-fg-3">Nothing has happened yet.</li> : null}
      </ul>
    </Card>
  );
}
