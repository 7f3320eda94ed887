"use client";

import { CircleAlert, CircleArrowRight, Flag, Mail, Megaphone, PenLine, ScrollText, SquareCheck, Ticket, TrendingUp, User, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import type { Reader } from "@/components/incidents/incidents-table";
import { entriesIn, timelineViews, type TimelineEntry, type TimelineView } from "@/components/incidents/timeline-kinds";
import { Timestamp } from "@/components/kit/timestamp";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { cn } from "@/lib/cn";

const kinds: Readonly<Record<string, { Icon: LucideIcon; word: string }>> = {
  declared: { Icon: Flag, word: "Declared" }, status: { Icon: CircleArrowRight, word: "State" }, severity: { Icon: TrendingUp, word: "Severity" }, role: { Icon: User, word: "Role" }, alert: { Icon: CircleAlert, word: "Alert" },
  message: { Icon: Mail, word: "Message" },
  note: { Icon: PenLine, word: "Note" }, update: { Icon: Megaphone, word: "Update" }, task: { Icon: SquareCheck, word: "Task" }, ticket: { Icon: Ticket, word: "Ticket" }, postmortem: { Icon: ScrollText, word: "Postmortem" },
};
const other = { Icon: PenLine, word: "Entry" };

/** What people wrote is read; what the portal wrote down is looked up. */
const isWritten = ({ kind }: TimelineEntry): boolean => kind === "note" || kind === "update";

function Item({ entry, reader }: { entry: TimelineEntry; reader: Reader }) {
  const { Icon, word } = kinds[entry.kind] ?? other;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 py-2 sm:grid-cols-[8.5rem_1rem_minmax(0,1fr)]">
      <span className="text-xs leading-5 whitespace-nowrap text-fg-3 max-sm:col-start-2 max-sm:row-start-2"><Timestamp iso={entry.at} now={reader.now} zone={reader.zone} show="full" /></span>
      <span className="pt-0.5 text-fg-3 max-sm:row-start-1"><Icon aria-hidden className="size-4" /><span className="sr-only">{word}</span></span>
      <span className={cn("min-w-0 wrap-anywhere whitespace-pre-line max-sm:row-start-1", isWritten(entry) ? "text-fg" : "text-fg-2")}>
        {entry.alert === null ? entry.text : <Link href={`/alerts/${entry.alert}`} className="hover:underline">{entry.text}</Link>} <span className="text-xs whitespace-nowrap text-fg-3">{entry.actorName}</span> {entry.isPublic ? <Badge tone="info">public</Badge> : null}
      </span>
    </li>
  );
}

const segments: { value: TimelineView; label: string }[] = [{ value: "all", label: "All" }, { value: "notes", label: "Notes" }, { value: "states", label: "States" }, { value: "alerts", label: "Alerts" }, { value: "messages", label: "Messages" }];

/** What happened, newest first: what people wrote, and what states, alerts and messages add by themselves. */
export function TimelineCard({ timeline, reader, children }: { timeline: readonly TimelineEntry[]; reader: Reader; children: ReactNode }) {
  const [view, setView] = useQueryState("timeline", parseAsStringLiteral(timelineViews).withDefault("all"));
  const entries = entriesIn(timeline, view);
  return (
    <Card>
      <CardHeader title="Timeline" detail="newest first" actions={<SegmentedControl label="Entries shown" value={view} onChange={(next) => void setView(next)} segments={segments} />} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {children}
        {entries.length === 0 ? <p className="text-sm text-fg-3">There is no entry of this kind.</p> : (
          <ol className="divide-y divide-line text-sm" aria-label="Timeline">
            {entries.map((entry, at) => <Item key={`${entry.at} ${entry.seq ?? `added ${at}`}`} entry={entry} reader={reader} />)}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}
