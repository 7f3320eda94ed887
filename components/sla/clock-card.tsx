import type { ExplainedClock, ExplainedTicket } from "#contract/sla";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { ClockWalk } from "@/components/sla/clock-walk";
import { clockWords, formatHours, kindWords, stateStatus } from "@/components/sla/sla-words";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";

interface Reader {
  now: string;
  zone: string;
}

/** The share of the target that has elapsed; a late clock is full. */
function ClockBar({ clock }: { clock: ExplainedClock }) {
  const share = Math.min(1, clock.elapsedMs / clock.targetMs);
  const tone = clock.state === "breached" ? "bg-crit" : clock.state === "met" ? "bg-ok" : clock.state === "paused" ? "bg-fg-3" : "bg-fg";
  return (
    <div aria-hidden className="h-1 overflow-hidden rounded-full bg-muted">
      <div className={`h-full rounded-full ${tone}`} style={{ width: `${share * 100}%` }} />
    </div>
  );
}

function ClockLine({ clock, now, zone }: Reader & { clock: ExplainedClock }) {
  return (
    <li className="grid gap-1.5 border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
        <span className="font-medium">{kindWords[clock.kind]}</span>
        {clock.state === "running" ? <span className="font-medium">{clockWords(clock)}</span> : <StatusBadge status={stateStatus[clock.state]} label={clockWords(clock)} />}
      </div>
      <ClockBar clock={clock} />
      <div className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-fg-3">
        <span>
          {clock.stoppedAt !== null ? (
            <>stopped <Timestamp iso={clock.stoppedAt} now={now} zone={zone} show="full" /></>
          ) : clock.dueAt === null ? (
            clock.state === "paused" ? `stands with ${formatHours(clock.remainingMs)} left` : "no due time"
          ) : (
            <>{clock.state === "breached" ? "was due" : "due"} <Timestamp iso={clock.dueAt} now={now} zone={zone} show="full" /></>
          )}
        </span>
        <ClockWalk clock={clock} zone={zone} />
      </div>
    </li>
  );
}

/** The clocks of a ticket: what is left of each promise, when it is due, and how that came about. */
export function ClockCard({ ticket, reader }: { ticket: ExplainedTicket; reader: Reader }) {
  // A change of priority may have brought another policy since a clock stopped: what is still owed says which one holds.
  const held = ticket.clocks.findLast(({ stoppedAt }) => stoppedAt === null) ?? ticket.clocks.at(-1);
  return (
    <Card>
      <CardHeader title="Service level" />
      {ticket.clocks.length === 0 ? <p className="px-4 py-3 text-sm text-fg-3">No policy fits this ticket, so nothing is promised for it.</p> : (
        <ul>{ticket.clocks.map((clock) => <ClockLine key={clock.kind} clock={clock} {...reader} />)}</ul>
      )}
      {held === undefined ? null : <CardFooter>{held.policy} · counts by {held.calendar} ({held.zone})</CardFooter>}
    </Card>
  );
}
