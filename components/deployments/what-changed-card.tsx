import Link from "next/link";
import type { ReactNode } from "react";
import type { ChangeEvent, WhatChangedOutput } from "#contract/deployments";
import { kindMarks, kindWords, stepsAway } from "@/components/deployments/deployment-words";
import type { Reader } from "@/components/deployments/deployments-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { formatDuration } from "@/lib/format";

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What stands behind an event: whose, and how far from the service that is asked about. */
function aside({ service, distance, actor }: ChangeEvent): string {
  return [service === null ? "" : service.name, stepsAway(distance), actor === "" ? "" : `by ${actor}`].filter((part) => part !== "").join(", ");
}

function Event({ event, to, reader }: { event: ChangeEvent; to: string; reader: Reader }) {
  const beforeMs = Date.parse(to) - Date.parse(event.at);
  const away = `${formatDuration(Math.abs(beforeMs))} ${beforeMs < 0 ? "after" : "before"}`;
  return (
    <li className="grid gap-x-3 gap-y-0.5 py-2 sm:grid-cols-[8.5rem_minmax(0,1fr)]">
      <span className="text-fg-3"><Timestamp iso={event.at} now={reader.now} zone={reader.zone} show="time" /> <span className="whitespace-nowrap">{away}</span></span>
      <span className="grid min-w-0 gap-0.5">
        <span className="wrap-anywhere">{event.href === null ? capital(event.text) : <Link href={event.href} className="text-link underline underline-offset-3">{capital(event.text)}</Link>}</span>
        <span className="flex flex-wrap items-center gap-x-2 text-xs text-fg-3"><StatusBadge status={kindMarks[event.kind]} label={kindWords[event.kind]} />{aside(event)}</span>
      </span>
    </li>
  );
}

export interface WhatChangedCardProps {
  found: WhatChangedOutput;
  /** The instant from which distances in time are told; the end of the time looked at unless it is said. */
  around?: string;
  reader: Reader;
  title?: string;
  detail: string;
  /** Where more of it is, or a longer time. */
  actions?: ReactNode;
}

/** What changed before something began, the newest first: the first thing to suspect. */
export function WhatChangedCard({ found: { items, to, services, hidden, isCut }, around, reader, title = "What changed before", detail, actions }: WhatChangedCardProps) {
  const others = services.length - 1;
  return (
    <Card>
      <CardHeader title={title} detail={detail} actions={actions} />
      <CardBody className="py-1 text-sm">
        {items.length === 0 ? <p className="py-3 text-fg-3">{others > 0 ? "Nothing that the portal knows of changed on the service or on what it depends on." : "Nothing that the portal knows of changed."}</p> : <ol className="divide-y divide-line">{items.map((event) => <Event key={`${event.kind} ${event.at} ${event.text}`} event={event} to={around ?? to} reader={reader} />)}</ol>}
      </CardBody>
      {hidden.length > 0 || isCut ? <CardFooter>{isCut ? "More changed than is shown. " : ""}{hidden.length > 0 ? `Hidden from your role: ${hidden.map((kind) => kindWords[kind].toLowerCase()).join(", ")}.` : ""}</CardFooter> : null}
    </Card>
  );
}
