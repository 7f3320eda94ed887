import { ArrowRight, CircleDot, CornerUpLeft, Flag, Pencil, Reply, Split, Star, StickyNote, TrendingUp, UserRound, type LucideIcon } from "lucide-react";
import { Timestamp } from "@/components/kit/timestamp";
import { StateBadge } from "@/components/tickets/state-badge";
import { eventWords, fieldWords } from "@/components/tickets/ticket-words";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount, formatDuration } from "@/lib/format";
import type { TicketEvent } from "#contract/tickets";
import { stateSpans, type StateSpan } from "#core/tickets";

const icons: Record<TicketEvent["kind"], LucideIcon> = { opened: CircleDot, state: Flag, assigned: UserRound, reassigned: Split, priority: Flag, updated: Pencil, replied: Reply, noted: StickyNote, escalated: TrendingUp, level: TrendingUp, rated: Star };

const sla = (value: string | null): string => (value === null ? "not stated" : value === "true" ? "not missed" : "missed");
/** Where the desk itself keeps the log, what is not named is none; another desk may simply not know it. */
function shown(field: string, value: string | null, isImported: boolean): string {
  if (field === "madeSla") return sla(value);
  if (value === null) return isImported ? "unknown" : field === "assignee" ? "nobody" : "none";
  return field === "priority" ? value.toUpperCase() : value;
}

function Changes({ event, isImported }: { event: TicketEvent; isImported: boolean }) {
  const changes = Object.entries(event.changes);
  if (event.kind === "opened") return event.team === null ? null : <p className="text-fg-2">with {event.team.name}</p>;
  return (
    <ul className="grid gap-0.5">
      {changes.map(([field, [before, after]]) => (
        <li key={field} className="flex flex-wrap items-center gap-x-1.5 text-fg-2">
          <span className="text-fg-3">{fieldWords[field] ?? field}</span>
          <span>{shown(field, before, isImported)}</span>
          <ArrowRight aria-hidden className="size-3 text-fg-3" />
          <span className="sr-only">to</span>
          <span className="font-medium text-fg">{shown(field, after, isImported)}</span>
        </li>
      ))}
    </ul>
  );
}

interface EventItemProps {
  event: TicketEvent;
  isImported: boolean;
  now: string;
  zone: string;
}

function EventItem({ event, isImported, now, zone }: EventItemProps) {
  const Icon = event.isReopening ? CornerUpLeft : icons[event.kind];
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-b border-line px-4 py-2 text-sm last:border-b-0">
      <Icon aria-hidden className="mt-0.5 size-3.5 text-fg-3" />
      <div className="grid min-w-0 gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{event.isReopening ? "Reopened" : eventWords[event.kind]}</span>
          {event.actor === "" ? null : <span className="text-fg-3">{event.actor}</span>}
          <Timestamp iso={event.at} now={now} zone={zone} show="full" className="ml-auto text-xs text-fg-3" />
        </div>
        {event.escalation === undefined ? null : <p className="text-fg-2">{event.escalation.reason}: <span className="font-medium text-fg">{event.escalation.to}</span></p>}
        <Changes event={event} isImported={isImported} />
      </div>
    </li>
  );
}

function SpanHeading({ span }: { span: StateSpan }) {
  const lasts = span.durationMs === null ? "the last state" : span.to === null ? `for ${formatDuration(span.durationMs)} so far` : `for ${formatDuration(span.durationMs)}`;
  return (
    <h3 className="flex items-center gap-2 border-b border-line bg-bg px-4 py-1.5 text-xs font-normal text-fg-3 [section+section>&]:border-t">
      <StateBadge state={span.state} kind={span.stateKind} />
      {lasts}
    </h3>
  );
}

export interface TicketHistoryProps {
  events: readonly TicketEvent[];
  isImported: boolean;
  now: string;
  zone: string;
}

/** Everything that the log says, in its order, under the state in which it happened and how long that state lasted. */
export function TicketHistory({ events, isImported, now, zone }: TicketHistoryProps) {
  const spans = stateSpans(events, Date.parse(now));
  return (
    <Card aria-labelledby="ticket-history" className="overflow-hidden">
      <CardHeader title="History" titleId="ticket-history" detail={formatCount(events.length, "event")} />
      {spans.map((span) => (
        <section key={span.firstSeq} aria-label={`${span.state}, from event ${span.firstSeq}`}>
          <SpanHeading span={span} />
          <ol>
            {events.filter((event) => event.seq >= span.firstSeq && event.seq <= span.lastSeq).map((event) => (
              <EventItem key={event.seq} event={event} isImported={isImported} now={now} zone={zone} />
            ))}
          </ol>
        </section>
      ))}
    </Card>
  );
}
