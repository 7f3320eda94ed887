import Link from "next/link";
import type { WindowDetail } from "#contract/maintenance";
import { ApprovalCard } from "@/components/kit/approval-card";
import { DescriptionList } from "@/components/kit/description-list";
import { Timestamp } from "@/components/kit/timestamp";
import { ConflictList, DependentsNote, ImpactFigures, OccurrenceList } from "@/components/maintenance/consequences";
import { EndSeries } from "@/components/maintenance/end-series";
import { RecordNote } from "@/components/maintenance/record-note";
import { ReviewButton } from "@/components/maintenance/window-actions";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount, formatDateTime, formatDuration, formatNumber } from "@/lib/format";

interface CardProps {
  detail: WindowDetail;
  reader: { now: string; zone: string };
}

const link = "text-link underline underline-offset-3";

function ticketWords({ ticketsPerWindow, pastWindows }: WindowDetail["impact"]): string {
  if (ticketsPerWindow === null) return "No earlier window to compare tickets with.";
  const earlier = formatCount(pastWindows, "earlier window");
  return ticketsPerWindow === 0 ? `No ticket was opened in ${earlier}.` : `On average ${formatNumber(ticketsPerWindow, { digits: 1 })} tickets were opened in ${earlier}.`;
}

export function ConsequencesCard({ detail, canExempt }: CardProps & { canExempt: boolean }) {
  const { impact, conflicts, row } = detail;
  const freezes = canExempt ? conflicts.filter(({ kind, href }) => href !== null && (kind === "hard_freeze" || kind === "soft_freeze")) : [];
  return (
    <Card>
      <CardHeader title="Consequences" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <ImpactFigures impact={impact} />
        <ConflictList conflicts={conflicts} none="Nothing stands in its way." />
        {freezes.map(({ href, text }) => <Link key={text} href={`${href}&exempt=${row.number}`} className={`${link} justify-self-start text-sm`}>Exempt this window: {text}</Link>)}
        <p className="text-xs text-fg-3">{impact.dependents.length === 0 ? "No other service needs these." : `Needed by ${impact.dependents.slice(0, 6).join(", ")}${impact.dependents.length > 6 ? ` and ${impact.dependents.length - 6} more` : ""}.`} {ticketWords(impact)}</p>
        <DependentsNote impact={impact} isHarmless={row.impact === "none"} />
      </CardBody>
    </Card>
  );
}

/** Incidents of its services that began while it went on or soon after. */
export function IncidentsCard({ detail, reader }: CardProps) {
  if (detail.row.startedAt === null) return null;
  return (
    <Card>
      <CardHeader title="Incidents" detail="during it, or within four hours" />
      <CardBody className="text-sm">
        {detail.incidents.length === 0 ? <p className="text-fg-3">None of its services had one.</p> : null}
        <ul className="divide-y divide-line empty:hidden">
          {detail.incidents.map(({ number, title, severity, startedAt }) => <li key={number} className="flex flex-wrap gap-x-2 py-1.5"><Link href={`/incidents/${number}`} className={link}>INC-{number} {title}</Link><span className="text-fg-3">{severity}</span><span className="ml-auto text-xs text-fg-3"><Timestamp iso={startedAt} now={reader.now} zone={reader.zone} /></span></li>)}
        </ul>
      </CardBody>
    </Card>
  );
}

export function PlanCard({ detail, reader, canWrite }: CardProps & { canWrite: boolean }) {
  const { row, services } = detail;
  const same = row.zone === reader.zone;
  return (
    <Card>
      <CardHeader title="Plan" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <DescriptionList
          items={[
            { term: "Services", description: <>{services.map(({ slug, name, tier }) => <span key={slug} className="mr-3 whitespace-nowrap"><Link href={`/services/${slug}`} className={link}>{name}</Link> <span className="text-xs text-fg-3">tier {tier}</span></span>)}</> },
            { term: row.zone, description: `${formatDateTime(row.startsAt, row.zone)} – ${formatDateTime(row.endsAt, row.zone, "time")}` },
            ...(same ? [] : [{ term: "Yours", description: `${formatDateTime(row.startsAt, reader.zone)} – ${formatDateTime(row.endsAt, reader.zone, "time")}` }]),
            ...(row.zone === "UTC" ? [] : [{ term: "UTC", description: `${formatDateTime(row.startsAt, "UTC", "time")} – ${formatDateTime(row.endsAt, "UTC", "time")}` }]),
            { term: "Kind", description: `${row.kind}, ${row.risk} risk, ${row.impact === "none" ? "no impact" : row.impact}` },
            { term: "Team", description: row.team?.name ?? null },
            { term: "Notice", description: detail.noticeMs === 0 ? "none promised" : formatDuration(detail.noticeMs) },
            ...(detail.lateNotice === null ? [] : [{ term: "Less notice", description: detail.lateNotice }]),
            { term: "Begins", description: row.isAutomatic ? "by itself" : "by hand" },
            { term: "Requested by", description: detail.requestedBy },
            { term: "SLOs without it", description: detail.exclusions.length === 0 ? <span className="text-fg-3">none: its time counts</span> : <>{detail.exclusions.map(({ slo }) => <Link key={slo.slug} href={`/slos/${slo.slug}`} className={`${link} mr-2`}>{slo.name}</Link>)}</> },
          ]}
        />
        {detail.repeats === null ? null : (
          <div className="grid gap-2 border-t border-line pt-3">
            <p className="text-sm">Repeats: <code className="font-mono text-xs">{detail.repeats.rrule}</code>{row.isOverride ? ", changed on its own" : ""}{detail.repeats.endedAt === null ? "" : ", ended"}</p>
            <OccurrenceList occurrences={detail.repeats.next} zones={{ reader: reader.zone, service: row.zone }} />
            {canWrite && detail.repeats.endedAt === null ? <div className="flex justify-end"><EndSeries number={row.number} /></div> : null}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

export function WindowApprovalCard({ detail, reader }: CardProps) {
  const { policy, standing, approvals, row } = detail;
  return <ApprovalCard policy={policy} given={Math.min(standing.given, policy.required)} approvals={approvals} reader={reader} review={(approvalId) => <ReviewButton number={row.number} approvalId={approvalId} />} />;
}

export function RecordCard({ detail, reader, canWrite }: CardProps & { canWrite: boolean }) {
  return (
    <Card>
      <CardHeader title="Record" detail="newest first" />
      <CardBody>
        <ol className="divide-y divide-line text-sm" aria-label="Record">
          {[...detail.timeline].reverse().map((entry) => (
            <li key={entry.seq} className="grid gap-x-3 py-2 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
              <span className="text-xs leading-5 whitespace-nowrap text-fg-3"><Timestamp iso={entry.at} now={reader.now} zone={reader.zone} show="full" /></span>
              <span className="min-w-0 wrap-anywhere whitespace-pre-line">{entry.text} <span className="text-xs whitespace-nowrap text-fg-3">{entry.actorName}</span></span>
            </li>
          ))}
        </ol>
        {canWrite ? <div className="border-t border-line pt-3"><RecordNote number={detail.row.number} /></div> : null}
      </CardBody>
    </Card>
  );
}
