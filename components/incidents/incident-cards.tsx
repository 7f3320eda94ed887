import Link from "next/link";
import type { ReactNode } from "react";
import type { z } from "zod";
import type { incidentDetailSchema } from "#contract/incidents";
import { AddAction } from "@/components/incidents/add-action";
import { EditAction } from "@/components/incidents/edit-action";
import type { Reader } from "@/components/incidents/incidents-table";
import { LinkAlert } from "@/components/incidents/link-alert";
import { LinkTicket } from "@/components/incidents/link-ticket";
import { TickAction } from "@/components/incidents/tick-action";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format";

export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

export interface CardProps {
  incident: IncidentDetail;
  reader: Reader;
  canWrite: boolean;
}

const nothing = (words: string) => <p className="text-sm text-fg-3">{words}</p>;
/** A day without a time is the same day everywhere. */
const dayOf = (on: string): string => formatDateTime(on, "UTC", "day");
const link = "text-link underline underline-offset-3";

function Rows<T>({ items, empty, row }: { items: readonly T[]; empty: string; row: (item: T) => ReactNode }) {
  return items.length === 0 ? nothing(empty) : <ul className="divide-y divide-line text-sm">{items.map(row)}</ul>;
}

export function ActionsCard({ incident, canWrite, people }: CardProps & { people: readonly string[] }) {
  return (
    <Card>
      <CardHeader title="Tasks and actions" actions={canWrite ? <AddAction number={incident.row.number} people={people} /> : undefined} />
      <CardBody>
        <Rows items={incident.actions} empty="Nothing is to be done yet." row={(action) => (
          <li key={action.id} className="flex items-start gap-2 py-2">
            {canWrite ? <TickAction action={action} /> : null}
            <span className={action.doneAt === null ? "min-w-0 flex-1" : "min-w-0 flex-1 text-fg-3 line-through"}>{action.title}</span>
            <span className="shrink-0 text-xs text-fg-3">{action.owner}{action.dueOn === null ? "" : `${action.owner === "" ? "" : ", "}${action.isOverdue ? "was due" : "due"} ${dayOf(action.dueOn)}`}</span>
            {canWrite ? <EditAction action={action} people={people} /> : null}
          </li>
        )} />
      </CardBody>
    </Card>
  );
}

const shownNearby = 5;

/** What began on the affected services beside it, to be linked with one press. */
function Nearby({ incident: { nearbyAlerts, row }, canWrite }: CardProps) {
  if (nearbyAlerts.length === 0) return null;
  const more = nearbyAlerts.length - shownNearby;
  return (
    <div className="grid gap-1">
      <p className="text-xs text-fg-3">Began on an affected service, not linked</p>
      <ul className="divide-y divide-line text-sm">
        {nearbyAlerts.slice(0, shownNearby).map((alert) => (
          <li key={alert.number} className="flex items-center gap-2 py-1.5">
            <Link href={`/alerts/${alert.number}`} className={`${link} min-w-0 truncate`}>{alert.title}</Link>
            <span className="ml-auto shrink-0">{canWrite ? <LinkAlert number={row.number} alert={alert.number} /> : null}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-xs text-fg-3">{more} more stand in the timeline.</p> : null}
    </div>
  );
}

export function LinksCard({ incident, reader, canWrite }: CardProps) {
  return (
    <Card>
      <CardHeader title="Alerts and tickets" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <Rows items={incident.alerts} empty="No alert is linked." row={(alert) => <li key={alert.number} className="flex gap-2 py-1.5"><Link href={`/alerts/${alert.number}`} className={link}>{alert.title}</Link><span className="ml-auto shrink-0 text-xs text-fg-3"><Timestamp iso={alert.startedAt} now={reader.now} zone={reader.zone} /></span></li>} />
        <Nearby incident={incident} reader={reader} canWrite={canWrite} />
        <Rows items={incident.tickets} empty="No ticket is linked." row={(ticket) => <li key={ticket.number} className="flex gap-2 py-1.5"><Link href={`/tickets/${ticket.number}`} className={`${link} shrink-0`}>{ticket.number}</Link><span className="min-w-0 truncate">{ticket.subject}</span><span className="ml-auto shrink-0 text-xs text-fg-3">{ticket.state}</span></li>} />
        {canWrite ? <LinkTicket number={incident.row.number} /> : null}
      </CardBody>
    </Card>
  );
}

export function SimilarCard({ incident, reader }: CardProps) {
  return (
    <Card>
      <CardHeader title="Earlier ones of this service" />
      <CardBody><Rows items={incident.similar} empty="None is on record." row={(other) => <li key={other.number} className="flex gap-2 py-1.5"><Link href={`/incidents/${other.number}`} className={`${link} shrink-0`}>INC-{other.number}</Link><span className="min-w-0 truncate">{other.title}</span><span className="ml-auto shrink-0 text-xs text-fg-3">{other.rootCause === null ? "" : `${other.rootCause}, `}<Timestamp iso={other.startedAt} now={reader.now} zone={reader.zone} /></span></li>} /></CardBody>
    </Card>
  );
}
