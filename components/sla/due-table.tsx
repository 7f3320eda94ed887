import Link from "next/link";
import type { ReactNode } from "react";
import type { DueRow } from "#contract/sla";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { formatHours, kindWords } from "@/components/sla/sla-words";
import { formatRatio } from "@/lib/format";

interface Reader {
  now: string;
  zone: string;
}

function Left({ row }: { row: DueRow }) {
  const leftMs = row.targetMs - row.elapsedMs;
  if (row.state === "breached") return <StatusBadge status="breached" label={leftMs < 0 ? `${formatHours(-leftMs)} over` : "late"} />;
  if (row.dueAt === null) return <StatusBadge status="paused" label={`stands, ${formatHours(leftMs)} left`} />;
  if (leftMs <= row.targetMs / 4) return <StatusBadge status="due_soon" label={`${formatHours(leftMs)} left`} />;
  // Without a mark, its words stand in line with those that have one.
  return <span className="pl-5.5 whitespace-nowrap max-md:pl-0">{formatHours(leftMs)} left</span>;
}

function Risk({ row }: { row: DueRow }) {
  if (row.state === "breached") return <span className="text-fg-3">late</span>;
  if (row.breachChance === null) return <span className="text-fg-3" title={`Only ${row.sample} finished tickets took as long`}>too few to say</span>;
  return <span title={`Of ${row.sample} tickets of this priority that took as long`} className={row.breachChance >= 0.5 ? "font-medium" : undefined}>{formatRatio(row.breachChance, { digits: 0 })}</span>;
}

export function DueTable({ rows, reader, empty, footer }: { rows: readonly DueRow[]; reader: Reader; empty: ReactNode; footer?: ReactNode }) {
  const columns: Column<DueRow>[] = [
    { id: "ticket", header: "Ticket", isPrimary: true, cell: ({ number, subject }) => <span className="block max-w-88 truncate max-md:max-w-none max-md:whitespace-normal"><span className="text-fg-3">{number}</span> {subject}</span> },
    { id: "kind", header: "Promise", cell: ({ kind }) => kindWords[kind] },
    { id: "left", header: "Left", cell: (row) => <Left row={row} /> },
    { id: "due", header: "Due", inLine: "named", cell: ({ dueAt }) => <Timestamp iso={dueAt} now={reader.now} zone={reader.zone} show="full" none="stands" /> },
    { id: "risk", header: "Chance of breach", inLine: "named", align: "end", cell: (row) => <Risk row={row} /> },
    { id: "priority", header: "Priority", cell: ({ priority }) => priority?.toUpperCase() ?? <span className="text-fg-3">not stated</span> },
    { id: "team", header: "Group", priority: 3, cell: ({ team }) => (team === null ? <span className="text-fg-3">none</span> : <Link href={`/sla?team=${encodeURIComponent(team.slug)}`} className="rounded-sm hover:underline">{team.name}</Link>) },
    { id: "assignee", header: "Assignee", priority: 3, cell: ({ assignee }) => assignee ?? <span className="text-fg-3">nobody</span> },
    { id: "customer", header: "Customer", priority: 3, cell: ({ customer }) => customer ?? <span className="text-fg-3">none</span> },
  ];
  return <DataTable caption="Open promises by when they are due" phone="lines" columns={columns} rows={rows} rowKey={({ number, kind }) => `${number} ${kind}`} rowHref={({ number }) => `/tickets/${encodeURIComponent(number)}`} empty={empty} footer={footer} />;
}
