import type { CalendarView } from "#contract/sla";
import { StatusBadge } from "@/components/kit/status-badge";
import { CalendarSheet } from "@/components/sla/calendar-sheet";
import { weekLines, writeIntervals } from "@/components/sla/hours-text";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { formatCount, formatDateTime } from "@/lib/format";

interface Reader {
  now: string;
  zone: string;
  canWrite: boolean;
}

function CalendarCard({ calendar, reader }: { calendar: CalendarView; reader: Reader }) {
  const { isOpenNow, changesAt, zone } = calendar;
  const coming = calendar.holidays.filter(({ on }) => on >= reader.now.slice(0, 10)).toSorted((a, b) => a.on.localeCompare(b.on)).slice(0, 4);
  const until = changesAt === null ? "always" : `until ${formatDateTime(changesAt, zone, "weekday")}, ${formatDateTime(changesAt, zone, "time")}`;
  return (
    <Card>
      <CardHeader title={calendar.name} detail={zone} actions={reader.canWrite ? <CalendarSheet calendar={calendar} zone={reader.zone} /> : null} />
      <CardBody className="grid gap-3 text-sm">
        <p><StatusBadge status={isOpenNow ? "active" : "paused"} label={isOpenNow ? "Open" : "Closed"} /> <span className="text-fg-3">{until}</span></p>
        <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
          {weekLines(calendar.week).map(({ days, hours }) => <div key={days} className="contents"><dt className="text-fg-3">{days}</dt><dd>{hours}</dd></div>)}
        </dl>
        {coming.length === 0 ? null : (
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1 border-t border-line pt-2" aria-label={`Next holidays of ${calendar.name}`}>
            {coming.map(({ on, name, open }) => <div key={on} className="contents"><dt className="text-fg-3">{formatDateTime(`${on}T12:00:00Z`, "UTC", "day")}</dt><dd>{name}{open.length === 0 ? "" : `, open ${writeIntervals(open)}`}</dd></div>)}
          </dl>
        )}
      </CardBody>
      <CardFooter>{formatCount(calendar.policies, "policy counts", "policies count")} by it · {formatCount(calendar.holidays.length, "holiday")} on record</CardFooter>
    </Card>
  );
}

export function CalendarCards({ calendars, reader }: { calendars: readonly CalendarView[]; reader: Reader }) {
  return <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-3 xl:items-start">{calendars.map((calendar) => <CalendarCard key={calendar.id} calendar={calendar} reader={reader} />)}</div>;
}
