import type { Metadata } from "next";
import { AccountsPage } from "../accounts-page";
import { choice, param, type SearchParams } from "../search-params";
import { InvitationsTable } from "./invitations-table";
import { InviteDialog } from "@/components/accounts/invite-dialog";
import { RoleBadges } from "@/components/accounts/role-badges";
import { roleLabel } from "@/components/accounts/role-text";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { accountsOperations } from "@/server/accounts";
import { pageCall, pageContext } from "@/server/api/page";
import { roleSchema, userStatusSchema, type UserView } from "#contract/accounts";

export const metadata: Metadata = { title: "Users" };

const filters = [
  { param: "role", label: "Role", options: roleSchema.options.map((role) => ({ value: role, label: roleLabel(role) })) },
  { param: "status", label: "Status", options: [{ value: "active", label: "Active" }, { value: "inactive", label: "Deactivated" }] },
];

const columnsFor = (now: string, zone: string): Column<UserView>[] => [
  { id: "name", header: "Name", cell: (user) => user.name, isPrimary: true },
  { id: "email", header: "E-mail", cell: (user) => <span className="text-fg-2">{user.email}</span> },
  { id: "roles", header: "Roles", cell: (user) => <RoleBadges roles={user.roles} customerName={user.customerName} /> },
  { id: "status", header: "Status", cell: (user) => <StatusBadge status={user.status === "active" ? "active" : "deactivated"} /> },
  { id: "factor", header: "Second factor", cell: (user) => (user.totpEnabled ? "on" : <span className="text-fg-3">off</span>), priority: 3 },
  { id: "seen", header: "Last seen", cell: (user) => <Timestamp iso={user.lastSeenAt} now={now} zone={zone} /> },
];

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = { query: param(params, "q"), role: choice(params, "role", roleSchema), status: choice(params, "status", userStatusSchema), cursor: param(params, "cursor") };
  const mayManage = actor.permissions.has("accounts.manage");
  const [users, invitations, customers] = await Promise.all([
    pageCall(accountsOperations.listUsers, input), pageCall(accountsOperations.listInvitations, {}), mayManage ? pageCall(accountsOperations.customerChoices, {}) : { items: [] },
  ]);
  const url = { pathname: "/accounts/users", params };
  return (
    <AccountsPage
      actor={actor} current="users" title="Users" description="Who may sign in, and as what."
      actions={mayManage ? <InviteDialog customers={customers.items} zone={actor.zone} /> : undefined}
    >
      <FilterBar search={{ placeholder: "Filter by name or address" }} filters={filters} />
      <DataTable
        caption="Users" columns={columnsFor(now, actor.zone)} rows={users.items} rowKey={(user) => user.id} rowHref={(user) => `/accounts/users/${user.id}`}
        empty={<EmptyState kind="no-match" title="Nobody matches">Change or clear the filters.</EmptyState>}
        footer={<Pagination url={url} nextCursor={users.nextCursor} summary={`${users.items.length} of ${users.total ?? users.items.length}`} />}
      />
      {invitations.items.length === 0 ? null : <InvitationsTable invitations={invitations.items} now={now} zone={actor.zone} mayManage={mayManage} />}
    </AccountsPage>
  );
}
