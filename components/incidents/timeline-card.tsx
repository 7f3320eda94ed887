import { CircleAlert, CircleArrowRight, Flag, Megaphone, PenLine, ScrollText, SquareCheck, Ticket, TrendingUp, User, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { IncidentDetail } from "@/components/incidents/incident-cards";
import type { Reader } from "@/components/incidents/incidents-table";
import { Timestamp } from "@/components/kit/timestamp";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";

type Entry = IncidentDetail["timeline"][number];

const kinds: Readonly<Record<string, { Icon: LucideIcon; word: string }>> = {
  declared: { Icon: Flag, word: "Declared" }, status: { Icon: CircleArrowRight, word: "State" }, severity: { Icon: TrendingUp, word: "Severity" }, role: { Icon: User, word: "Role" }, alert: { Icon: CircleAlert, word: "Alert" },
  note: { Icon: PenLine, word: "Note" }, update: { Icon: Megaphone, word: "Update" }, task: { Icon: SquareCheck, word: "Task" }, ticket: { Icon: Ticket, word: "Ticket" }, postmortem: { Icon: ScrollText, word: "Postmortem" },
};
const other = { Icon: PenLine, word: "Entry" };

/** What people wrote is read; what the portal wrote down is looked up. */
const isWritten = ({ kind }: Entry): boolean => kind === "note" || kind === "update";

function Item({ entry, reader }: { entry: Entry; reader: Reader }) {
  const { Icon, word } = kinds[entry.kind] ?? other;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 py-2 sm:grid-cols-[8.5rem_1rem_minmax(0,1fr)]">
      <span className="text-xs leading-5 whitespace-nowrap text-fg-3 max-sm:col-start-2 max-sm:row-start-2"><Timestamp iso={entry.at} now={reader.now} zone={reader.zone} show="full" /></span>
      <span className="pt-0.5 text-fg-3 max-sm:row-start-1"><Icon aria-hidden className="size-4" /><span className="sr-only">{word}</span></span>
      <span className={cn("min-w-0 wrap-anywhere whitespace-pre-line max-sm:row-start-1", isWritten(entry) ? "text-fg" : "text-fg-2")}>
        {entry.text} <span className="text-xs whitespace-nowrap text-fg-3">{entry.actorName}</span> {entry.isPublic ? <Badge tone="info">public</Badge> : null}
      </span>
    </li>
  );
}

export function TimelineCard({ incident, reader, children }: { incident: IncidentDetail; reader: Reader; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title="Timeline" detail="newest first" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {children}
        <ol className="divide-y divide-line text-sm" aria-label="Timeline">
          {[...incident.timeline].reverse().map((entry) => <Item key={entry.seq} entry={entry} reader={reader} />)}
        </ol>
      </CardBody>
    </Card>
  );
}
