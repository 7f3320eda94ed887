import type { Metadata } from "next";
import Link from "next/link";
import { WhatChangedCard } from "@/components/deployments/what-changed-card";
import { AffectedServices, mostSpent } from "@/components/incidents/affected-services";
import { CourseCard } from "@/components/incidents/course-card";
import { EditIncident } from "@/components/incidents/edit-incident";
import { EntryForm } from "@/components/incidents/entry-form";
import { ActionsCard, LinksCard, SimilarCard, type IncidentDetail } from "@/components/incidents/incident-cards";
import { causeWords, statusOf, statusWords } from "@/components/incidents/incident-words";
import { MoveOn } from "@/components/incidents/move-on";
import { NextUpdateCard } from "@/components/incidents/next-update-card";
import { PostmortemCard } from "@/components/incidents/postmortem-card";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { StatusSteps } from "@/components/incidents/status-steps";
import { TimelineCard } from "@/components/incidents/timeline-card";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { SubjectRunbooks } from "@/components/runbooks/subject-runbooks";
import { ImpactCard } from "@/components/tickets/impact-card";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount, formatDateTime, formatDuration, formatRatio } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { deploymentsOperations } from "@/server/deployments";
import { incidentsOperations } from "@/server/incidents";
import { runbooksOperations } from "@/server/runbooks";
import { ticketsOperations } from "@/server/tickets";
import { loadChoices } from "../../services/load-choices";

export const metadata: Metadata = { title: "Incident" };

const after = (ms: number | null): string => (ms === null ? "not yet" : formatDuration(ms));

function Figures({ incident }: { incident: IncidentDetail }) {
  const { row, durations } = incident;
  const most = mostSpent(incident.services);
  return (
    <SummaryStrip
      label="Figures"
      items={[
        { label: row.resolvedAt === null ? "Lasting" : "Lasted", value: formatDuration(row.durationMs) },
        { label: "Acknowledged after", value: after(durations.acknowledgeMs) },
        { label: "Mitigated after", value: after(durations.mitigateMs) },
        { label: "Budget spent", value: most === null ? "no data" : most.share <= 0 ? "none" : formatDuration(Math.round(most.minutes * 60_000)), detail: most === null || most.share <= 0 ? undefined : `${formatRatio(most.share)} of that of ${most.service}` },
        { label: "Tickets", value: String(row.tickets), detail: formatCount(row.alerts, "alert") },
      ]}
    />
  );
}

function About({ incident, zone }: { incident: IncidentDetail; zone: string }) {
  const { row } = incident;
  const services = incident.services.map(({ slug, name }) => <Link key={slug} href={`/services/${slug}`} className="mr-2 text-link underline underline-offset-3">{name}</Link>);
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Services", description: services.length === 0 ? null : <>{services}</> },
            { term: "Team", description: row.team?.name ?? null },
            { term: "Commander", description: row.commander },
            { term: "Communicator", description: incident.communicator },
            { term: "Root cause", description: row.rootCause === null ? <span className="text-fg-3">not known yet</span> : causeWords[row.rootCause] },
            { term: "Noticed by", description: incident.detectedBy },
            { term: "Declared", description: formatDateTime(incident.declaredAt, zone) },
            { term: "Repeats", description: incident.repeatOf === null ? null : <Link href={`/incidents/${incident.repeatOf}`} className="text-link underline underline-offset-3">INC-{incident.repeatOf}</Link> },
          ]}
        />
      </CardBody>
    </Card>
  );
}

interface ControlsProps {
  incident: IncidentDetail;
  people: readonly string[];
  services: readonly { slug: string; name: string }[];
}

function Controls({ incident, people, services }: ControlsProps) {
  const { row, version } = incident;
  return (
    <>
      <EditIncident number={row.number} version={version} people={people} services={services} values={{ title: row.title, summary: incident.summary, severity: row.severity, rootCause: row.rootCause, commander: row.commander ?? "", communicator: incident.communicator ?? "", services: incident.services.map(({ slug }) => slug), repeatOf: incident.repeatOf === null ? "" : `INC-${incident.repeatOf}`, audience: incident.isPublic ? "public" : "inside" }} />
      <MoveOn number={row.number} version={version} from={row.status} next={incident.next} />
    </>
  );
}

/** All services, and those named already even where the catalog is hidden. */
const offered = (all: readonly { slug: string; name: string }[], named: IncidentDetail["services"]) => [...named, ...all.filter(({ slug }) => !named.some((one) => one.slug === slug))];

export default async function IncidentPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor, now } = await pageContext();
  const [incident, { course }] = await Promise.all([pageCall(incidentsOperations.get, { number: Number(number) }), pageCall(incidentsOperations.course, { number: Number(number) })]);
  const canWrite = actor.permissions.has("incidents.write");
  const canSee = actor.permissions.has("catalog.read");
  const canKnow = actor.permissions.has("knowledge.read");
  const [people, choices, changes, impact, runbooks] = await Promise.all([canWrite ? pageCall(incidentsOperations.people, {}) : { items: [] }, canWrite && canSee ? loadChoices() : { teams: [], services: [] }, canSee && incident.row.service !== null ? pageCall(deploymentsOperations.whatChanged, { incident: incident.row.number, minutes: 1_440, limit: 6 }) : null, actor.permissions.has("tickets.write") ? pageCall(ticketsOperations.impact, { incident: Number(number) }) : null, canKnow ? pageCall(runbooksOperations.suggest, { type: "incident", number }) : null]);
  const names = people.items.map(({ name }) => name);
  const card = { incident, reader: { now, zone: actor.zone }, canWrite };
  const { row } = incident;
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Incidents", href: "/incidents" }, { label: `INC-${row.number}` }]} />
      <Page>
        <PageHeader className="max-sm:*:basis-full" title={row.title} aside={<><SeverityBadge severity={row.severity} /><StatusBadge status={statusOf(row)} label={statusWords[row.status]} /></>} description={`INC-${row.number}, began ${formatDateTime(row.startedAt, actor.zone)}`} actions={canWrite ? <Controls incident={incident} people={names} services={offered(choices.services, incident.services)} /> : undefined} />
        <StatusSteps row={row} zone={actor.zone} />
        <Figures incident={incident} />
        {incident.summary === "" ? null : <p className="max-w-224 text-base whitespace-pre-line wrap-anywhere">{incident.summary}</p>}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:grid-rows-[auto_1fr] xl:items-start">
          <NextUpdateCard {...card} />
          <div className="grid min-w-0 gap-4 xl:col-start-1 xl:row-span-2 xl:row-start-1">
            {course === null ? null : <CourseCard course={course} row={{ startedAt: row.startedAt, mitigatedAt: row.mitigatedAt, resolvedAt: row.resolvedAt }} declaredAt={incident.declaredAt} zone={actor.zone} />}
            <AffectedServices services={incident.services} />
            {changes === null ? null : <WhatChangedCard found={changes} reader={card.reader} detail="in the day before it began, on the service and what it depends on" />}
            <TimelineCard timeline={incident.timeline} reader={card.reader}>{canWrite ? <EntryForm number={row.number} isPublic={incident.isPublic} hasUpdates={incident.nextUpdate === null} /> : null}</TimelineCard>
            <PostmortemCard {...card} people={names} />
          </div>
          <div className={incident.nextUpdate === null ? "grid min-w-0 gap-4 xl:col-start-2 xl:row-span-2 xl:row-start-1" : "grid min-w-0 gap-4 xl:col-start-2 xl:row-start-2"}>
            <About incident={incident} zone={actor.zone} />
            {runbooks === null ? null : <SubjectRunbooks found={runbooks} subject={{ type: "incident", number }} canRun={actor.permissions.has("runbooks.run")} />}
            <ActionsCard {...card} people={names} />
            <LinksCard {...card} />
            {impact === null ? null : <ImpactCard {...impact} />}
            <SimilarCard {...card} />
          </div>
        </div>
      </Page>
    </>
  );
}
