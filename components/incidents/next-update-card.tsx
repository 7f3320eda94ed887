import type { IncidentDetail } from "@/components/incidents/incident-cards";
import type { Reader } from "@/components/incidents/incidents-table";
import { NextUpdateForm } from "@/components/incidents/next-update";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDuration } from "@/lib/format";

interface NextUpdateCardProps {
  incident: IncidentDetail;
  reader: Reader;
  canWrite: boolean;
}

const minuteMs = 60_000;

/** When those who wait are to hear the next, what they heard last, and the words for it. Nothing once the incident is resolved. */
export function NextUpdateCard({ incident, reader, canWrite }: NextUpdateCardProps) {
  const { nextUpdate, row } = incident;
  if (nextUpdate === null) return null;
  const last = incident.timeline.filter(({ kind }) => kind === "update").at(-1);
  const untilMs = Math.round((Date.parse(nextUpdate.dueAt) - Date.parse(reader.now)) / minuteMs) * minuteMs;
  return (
    <Card className="xl:col-start-2 xl:row-start-1">
      <CardHeader title="Next update" detail={`${row.severity.toUpperCase()}: every ${formatDuration(nextUpdate.everyMinutes * minuteMs)}`} actions={nextUpdate.isOverdue && untilMs < 0 ? <StatusBadge status="warn" label={`${formatDuration(-untilMs)} late`} /> : <span className="text-sm">{untilMs < minuteMs ? "due now" : `due in ${formatDuration(untilMs)}`}</span>} />
      <CardBody className="grid gap-3">
        {last === undefined ? <p className="text-sm text-fg-3">Nobody has been told anything yet.</p> : (
          <blockquote className="grid gap-1 border-l-2 border-line pl-3 text-sm text-fg-2">
            <p className="line-clamp-4 whitespace-pre-line wrap-anywhere">{last.text}</p>
            <footer className="text-xs text-fg-3">{last.actorName}, <Timestamp iso={last.at} now={reader.now} zone={reader.zone} /></footer>
          </blockquote>
        )}
        {canWrite ? <NextUpdateForm incident={incident} reader={reader} /> : null}
      </CardBody>
    </Card>
  );
}
