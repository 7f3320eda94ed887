import { Check } from "lucide-react";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { AccountsPage } from "../accounts-page";
import { roleLabel, roleText } from "@/components/accounts/role-text";
import { DataTable, type Column } from "@/components/kit/data-table";
import { pageContext } from "@/server/api/page";
import { permissions, permissionsOfRole, roleNames, type Permission } from "@/server/platform/auth/permissions";

export const metadata: Metadata = { title: "Roles" };

const columns: Column<Permission>[] = [
  { id: "permission", header: "Permission", cell: (permission) => <span className="font-mono text-xs">{permission}</span>, isPrimary: true },
  ...roleNames.map((role) => ({
    id: role, header: roleLabel(role), className: "text-center",
    cell: (permission: Permission) => (permissionsOfRole[role].includes(permission) ? <><Check aria-hidden className="inline size-4" /><span className="sr-only">yes</span></> : <><span aria-hidden className="text-fg-3">–</span><span className="sr-only">no</span></>),
  })),
];

export default async function RolesPage() {
  const { actor } = await pageContext();
  if (!actor.permissions.has("accounts.read")) forbidden();
  return (
    <AccountsPage actor={actor} current="roles" title="Roles" description="What each role may do. A person may hold several; a requester holds only that one and sees one customer.">
      <ul className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {roleNames.map((role) => (
          <li key={role}>
            <span className="font-medium">{roleLabel(role)}</span> <span className="text-fg-3">{roleText[role]}</span>
          </li>
        ))}
      </ul>
      <DataTable caption="Permissions of each role" columns={columns} rows={permissions} rowKey={(permission) => permission} phone="scroll" />
    </AccountsPage>
  );
}
