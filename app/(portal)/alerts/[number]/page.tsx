import type { Metadata } from "next";
import Link from "next/link";
import type { AlertDetail } from "#contract/alerts";
import { AcknowledgeButton } from "@/components/alerts/acknowledge-button";
import { BeforeCard, BudgetsCard, DeliveriesCard, HistoryCard, OnCallCard } from "@/components/alerts/alert-cards";
import { AlertState } from "@/components/alerts/alert-state";
import { severityWords, sourceWord } from "@/components/alerts/alert-words";
import { DeclareButton } from "@/components/alerts/declare-button";
import { NoteForm } from "@/components/alerts/note-form";
import { WhatChangedCard } from "@/components/deployments/what-changed-card";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import { SubjectRunbooks } from "@/components/runbooks/subject-runbooks";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatDuration } from "@/lib/format";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { deploymentsOperations } from "@/server/deployments";
import { runbooksOperations } from "@/server/runbooks";

export const metadata: Metadata = { title: "Alert" };

interface Reader {
  now: string;
  zone: string;
}

function Facts({ alert, reader }: { alert: AlertDetail; reader: Reader }) {
  const { row } = alert;
  const labels = Object.entries(alert.labels);
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Service", description: row.service ? <Link href={`/services/${row.service.slug}`} className="text-link underline underline-offset-3">{row.service.name}</Link> : null },
            { term: "Team", description: row.team?.name ?? null },
            { term: "Source", description: alert.href === null ? sourceWord(row.source) : <a href={alert.href} rel="noreferrer noopener" className="text-link underline underline-offset-3">{sourceWord(row.source)}</a> },
            { term: "Seen", description: <>{row.occurrences}×, last <Timestamp iso={row.lastSeenAt} now={reader.now} zone={reader.zone} /></> },
            { term: "Incident", description: row.incident === null ? null : <Link href={`/incidents/${row.incident}`} className="text-link underline underline-offset-3">INC-{row.incident}</Link> },
            { term: "Labels", description: labels.length === 0 ? null : <span className="font-mono text-xs">{labels.map(([name, value]) => `${name}="${value}"`).join("  ")}</span> },
          ]}
        />
      </CardBody>
    </Card>
  );
}

function since({ row }: AlertDetail, { zone }: Reader): string {
  const began = formatDateTime(row.startedAt, zone);
  const lasted = formatDuration(row.durationMs);
  return row.endedAt === null ? `Since ${began}, for ${lasted}` : `From ${began} to ${formatDateTime(row.endedAt, zone)}, for ${lasted}`;
}

function Actions({ alert, permissions }: { alert: AlertDetail; permissions: ReadonlySet<string> }) {
  const { row, others } = alert;
  const canAcknowledge = row.status === "firing" && row.acknowledgedAt === null && permissions.has("alerts.write");
  const canDeclare = row.incident === null && permissions.has("incidents.write");
  const canSilence = row.status === "firing" && permissions.has("alerts.write");
  if (!canAcknowledge && !canDeclare && !canSilence) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canAcknowledge ? <AcknowledgeButton number={row.number} others={others} /> : null}
      {canDeclare ? <DeclareButton alert={row} /> : null}
      {canSilence ? <Button asChild size="lg"><Link href={`/alerts/silences?alert=${row.number}`}>Silence</Link></Button> : null}
    </div>
  );
}

export default async function AlertPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor, now } = await pageContext();
  const alert = await pageCall(alertsOperations.get, { number: Number(number) });
  const changes = actor.permissions.has("catalog.read") && alert.row.service !== null ? await pageCall(deploymentsOperations.whatChanged, { alert: alert.row.number, minutes: 1_440, limit: 12 }) : null;
  const runbooks = actor.permissions.has("knowledge.read") ? await pageCall(runbooksOperations.suggest, { type: "alert", number }) : null;
  const reader = { now, zone: actor.zone };
  const { row, others } = alert;
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Alerts", href: "/alerts" }, { label: `Alert ${row.number}` }]} />
      <Page>
        <PageHeader title={row.title} aside={<><AlertState alert={row} /><span className="text-sm text-fg-3">{severityWords[row.severity]}{row.service === null ? "" : <> on <Link href={`/services/${row.service.slug}`} className="text-link underline underline-offset-3">{row.service.name}</Link></>}</span></>} description={<>{since(alert, reader)}{row.acknowledgedBy === null ? "" : `. Acknowledged by ${row.acknowledgedBy}`}{row.silencedUntil === null ? "" : `. Silenced until ${formatDateTime(row.silencedUntil, reader.zone)}`}</>} />
        {alert.description === "" ? null : <p className="max-w-224 text-base whitespace-pre-line wrap-anywhere">{alert.description}</p>}
        <Actions alert={alert} permissions={actor.permissions} />
        {others === 0 ? null : <p className="text-sm"><Link href={`/alerts?group=${row.number}&status=firing`} className="text-link underline underline-offset-3">{others} more of the same fire</Link></p>}
        {/* On a phone one column: what burns, what changed, what to do, what it was last time, who is next. */}
        <div className="grid gap-4 xl:grid-cols-2 xl:items-start">
          <div className="grid min-w-0 gap-4">
            <BudgetsCard alert={alert} />
            {changes === null ? null : <WhatChangedCard found={changes} reader={reader} detail="in the day before, on the service and what it depends on" />}
            {runbooks === null ? null : <SubjectRunbooks found={runbooks} subject={{ type: "alert", number }} canRun={actor.permissions.has("runbooks.run")} />}
            <BeforeCard alert={alert} reader={reader} hasRunbooks={runbooks !== null} />
          </div>
          <div className="grid min-w-0 gap-4">
            <OnCallCard alert={alert} reader={reader} />
            <DeliveriesCard alert={alert} reader={reader} />
            <HistoryCard alert={alert} reader={reader}>{actor.permissions.has("alerts.write") ? <NoteForm number={row.number} /> : null}</HistoryCard>
            <Facts alert={alert} reader={reader} />
          </div>
        </div>
      </Page>
    </>
  );
}
