import Link from "next/link";
import type { ReactNode } from "react";
import type { AlertDetail } from "#contract/alerts";
import { actorWord, eventWord, stepWords, toldBy } from "@/components/alerts/alert-words";
import type { Reader } from "@/components/alerts/alerts-table";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Status } from "@/components/kit/status-map";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatNumber, formatRatio } from "@/lib/format";

interface CardProps {
  alert: AlertDetail;
  reader: Reader;
}

const linkClass = "text-link underline underline-offset-3";
const Quiet = ({ children }: { children: ReactNode }) => <p className="text-sm text-fg-3">{children}</p>;
const sloStatuses: Readonly<Record<string, Status>> = { healthy: "healthy", at_risk: "at_risk", exhausted: "exhausted", paused: "paused" };

/** Who is woken, and who is next. */
export function OnCallCard({ alert: { onCall, steps, row }, reader }: CardProps) {
  const time = (iso: string): string => formatDateTime(iso, reader.zone, "time");
  const pending = row.status === "firing" && row.acknowledgedAt === null && row.silencedUntil === null && row.incident === null;
  return (
    <Card>
      <CardHeader title="Who is on call" />
      <CardBody className="grid gap-2 text-sm">
        {onCall === null ? <Quiet>{row.team === null ? "The alert belongs to no team, so everybody who operates is told." : `${row.team.name} has no rota, so the whole team is told.`}</Quiet> : (
          <>
            <p><span className="font-medium">{onCall.now?.person ?? "Nobody"}</span> <span className="text-fg-3">{onCall.now ? `until ${formatDateTime(onCall.now.to, reader.zone)}` : "is on call now"}</span></p>
            <p className="text-fg-2">Next: {onCall.next?.person ?? "nobody else"}</p>
          </>
        )}
        <ol className="grid gap-1 border-t border-line pt-2">
          {steps.map(({ to, dueAt, isTaken }) => <li key={to} className="flex justify-between gap-2"><span>{stepWords[to]}</span><span className="text-fg-3">{isTaken ? `told (due ${time(dueAt)})` : pending ? `at ${time(dueAt)}` : "not needed"}</span></li>)}
        </ol>
      </CardBody>
    </Card>
  );
}

/** What the service's error budgets look like now. */
export function BudgetsCard({ alert: { budgets } }: { alert: AlertDetail }) {
  return (
    <Card>
      <CardHeader title="Error budget" />
      <CardBody className="grid gap-2 text-sm">
        {budgets.length === 0 ? <Quiet>The service has no SLO, so there is no budget to burn.</Quiet> : budgets.map(({ slug, name, status, remaining, burnHour }) => (
          <div key={slug} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Link href={`/slos/${slug}`} className={linkClass}>{name}</Link>
            <span className="flex flex-wrap items-baseline gap-x-3">
              <StatusBadge status={sloStatuses[status] ?? "no_data"} />
              <span className="whitespace-nowrap">{remaining === null ? "no data" : `${formatRatio(remaining)} left`}</span>
              <span className="whitespace-nowrap text-fg-3">{burnHour === null ? "burn not known" : `burns ${formatNumber(burnHour, { digits: 1 })}× in the last hour`}</span>
            </span>
          </div>
        ))}
      </CardBody>
    </Card>
  );
}

/** What it was last time, and the runbook that the alert itself names. `hasRunbooks`: those of the portal stand beside it, the one that it names among them. */
export function BeforeCard({ alert: { runbook, lastIncident, earlier, annotations }, reader, hasRunbooks }: CardProps & { hasRunbooks: boolean }) {
  const address = annotations.runbook_url;
  return (
    <Card>
      <CardHeader title={hasRunbooks ? "Last time" : "Runbook and last time"} />
      <CardBody className="grid gap-3 text-sm">
        {runbook && !hasRunbooks ? <p>Runbook: <Link href={`/runbooks/${runbook.slug}`} className={linkClass}>{runbook.title}</Link></p> : address && /^https?:/.test(address) ? <p><a href={address} rel="noreferrer noopener" className={linkClass}>Runbook of the source</a></p> : hasRunbooks ? null : <Quiet>No runbook names this alert.</Quiet>}
        {lastIncident ? <p>Last incident of the service: <Link href={`/incidents/${lastIncident.number}`} className={linkClass}>INC-{lastIncident.number} {lastIncident.title}</Link> <span className="text-fg-3"><Timestamp iso={lastIncident.startedAt} now={reader.now} zone={reader.zone} />{lastIncident.rootCause ? `, cause: ${lastIncident.rootCause}` : ""}</span></p> : <Quiet>The service has no earlier incident on record.</Quiet>}
        {earlier.length === 0 ? <Quiet>This alert has not fired before.</Quiet> : (
          <ul className="grid gap-1">
            {earlier.map(({ number, title, startedAt, incident }) => <li key={number}><Link href={`/alerts/${number}`} className={linkClass}>{title}</Link> <span className="text-fg-3"><Timestamp iso={startedAt} now={reader.now} zone={reader.zone} />{incident === null ? "" : `, INC-${incident}`}</span></li>)}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

/** What happened, in order. */
export function HistoryCard({ alert: { events }, reader, children }: CardProps & { children?: ReactNode }) {
  return (
    <Card>
      <CardHeader title="History" />
      <CardBody className="grid gap-3 text-sm">
        <ol className="grid gap-1.5">
          {events.map(({ seq, at, kind, actorName, text }) => (
            <li key={seq} className="grid gap-x-3 md:grid-cols-[9rem_minmax(0,1fr)]">
              <Timestamp iso={at} now={reader.now} zone={reader.zone} show="full" className="text-fg-3" />
              <span className="wrap-anywhere"><span className="font-medium">{eventWord(kind)}</span>{text === "" ? "" : `: ${text}`} <span className="text-fg-3">{actorWord(actorName)}</span></span>
            </li>
          ))}
        </ol>
        {children}
      </CardBody>
    </Card>
  );
}

const deliveryStates: Readonly<Record<string, { status: Status; label: string }>> = {
  waiting: { status: "queued", label: "Waiting" }, sent: { status: "succeeded", label: "Sent" }, kept: { status: "warn", label: "Kept: no mail server" }, failed: { status: "warn", label: "Failed, tries again" }, given_up: { status: "failed", label: "Not delivered" },
};

export function DeliveryState({ status }: { status: string }) {
  const { status: mark, label } = deliveryStates[status] ?? { status: "none" as const, label: status };
  return <StatusBadge status={mark} label={label} />;
}

/** Exactly who was told what, when and how. */
export function DeliveriesCard({ alert: { deliveries, row }, reader }: CardProps) {
  return (
    <Card>
      <CardHeader title="Who was told" />
      <CardBody className="grid gap-2 text-sm">
        {deliveries.length === 0 ? <Quiet>{row.status === "firing" ? "Nobody has been told yet." : "No message about it is on record."}</Quiet> : deliveries.map((delivery) => (
          <div key={delivery.id} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="wrap-anywhere">{delivery.channel ?? delivery.recipient} <span className="text-fg-3">{toldBy(delivery.kind)}: {delivery.title}</span></span>
            <span className="flex items-baseline gap-3"><DeliveryState status={delivery.status} /><span className="text-fg-3"><Timestamp iso={delivery.sentAt ?? delivery.createdAt} now={reader.now} zone={reader.zone} show="full" /></span></span>
            {delivery.error === null ? null : <span className="w-full text-xs text-crit-text wrap-anywhere">{delivery.error}</span>}
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
