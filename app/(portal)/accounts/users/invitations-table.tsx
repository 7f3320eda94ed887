import { RevokeButton } from "@/components/accounts/revoke-button";
import { RoleBadges } from "@/components/accounts/role-badges";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { InvitationView } from "#contract/accounts";

export interface InvitationsTableProps {
  invitations: readonly InvitationView[];
  now: string;
  zone: string;
  mayManage: boolean;
}

export function InvitationsTable({ invitations, now, zone, mayManage }: InvitationsTableProps) {
  const columns: Column<InvitationView>[] = [
    { id: "email", header: "E-mail", cell: (each) => each.email, isPrimary: true },
    { id: "roles", header: "Roles", cell: (each) => <RoleBadges roles={each.roles} customerName={each.customerName} /> },
    { id: "status", header: "Status", cell: (each) => <StatusBadge status={each.isExpired ? "expired" : "invited"} /> },
    { id: "expires", header: "Until", cell: (each) => <Timestamp iso={each.expiresAt} now={now} zone={zone} /> },
    ...(mayManage ? [{ id: "actions", header: "Actions", isHeaderHidden: true, align: "end" as const, cell: (each: InvitationView) => <RevokeButton kind="invitation" id={each.id} name={each.email} /> }] : []),
  ];
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">Open invitations</h2>
      <DataTable caption="Open invitations" columns={columns} rows={invitations} rowKey={(each) => each.id} />
    </section>
  );
}
