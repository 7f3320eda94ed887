import { RevokeButton } from "@/components/accounts/revoke-button";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { Badge } from "@/components/ui/badge";
import { describeAgent } from "#core/accounts";
import type { SessionView } from "#contract/accounts";
import type { ReactNode } from "react";

export interface SessionsTableProps {
  sessions: readonly SessionView[];
  now: string;
  zone: string;
  /** Name the person: for a list of everybody's sessions. */
  hasPeople?: boolean;
  mayEnd: boolean;
  footer?: ReactNode;
}

export function SessionsTable({ sessions, now, zone, hasPeople = false, mayEnd, footer }: SessionsTableProps) {
  const device = (session: SessionView) => (
    <span className="inline-flex flex-wrap items-center gap-2">
      {describeAgent(session.userAgent)}
      {session.isCurrent ? <Badge tone="accent">this one</Badge> : null}
    </span>
  );
  const columns: Column<SessionView>[] = [
    ...(hasPeople ? [{ id: "person", header: "Person", cell: (session: SessionView) => session.userName, isPrimary: true }] : []),
    { id: "device", header: "Device", cell: device, isPrimary: !hasPeople },
    { id: "address", header: "Address", cell: (session) => (session.address === "" ? <span className="text-fg-3">unknown</span> : <span className="font-mono text-xs">{session.address}</span>) },
    { id: "seen", header: "Last used", cell: (session) => <Timestamp iso={session.lastSeenAt} now={now} zone={zone} /> },
    { id: "begun", header: "Signed in", cell: (session) => <Timestamp iso={session.createdAt} now={now} zone={zone} />, priority: 3 },
    { id: "ends", header: "Ends", cell: (session) => <Timestamp iso={session.expiresAt} now={now} zone={zone} />, priority: 3 },
    ...(mayEnd
      ? [{ id: "actions", header: "Actions", isHeaderHidden: true, align: "end" as const, cell: (session: SessionView) => <RevokeButton kind="session" id={session.id} name={hasPeople ? session.userName : describeAgent(session.userAgent)} /> }]
      : []),
  ];
  return <DataTable caption="Sessions" columns={columns} rows={sessions} rowKey={(session) => session.id} footer={footer} empty={<EmptyState kind="none" title="No live sessions">Nobody is signed in here at the moment.</EmptyState>} />;
}
