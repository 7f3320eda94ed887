import type { Metadata } from "next";
import { RoleBadges } from "@/components/accounts/role-badges";
import { RolesForm } from "@/components/accounts/roles-form";
import { SessionsTable } from "@/components/accounts/sessions-table";
import { UserActions } from "@/components/accounts/user-actions";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { accountsOperations } from "@/server/accounts";
import { pageCall, pageContext } from "@/server/api/page";
import type { UserView } from "#contract/accounts";
import Link from "next/link";

export const metadata: Metadata = { title: "User" };

const itemsFor = (user: UserView, now: string, zone: string) => [
  { term: "E-mail", description: user.email },
  { term: "Roles", description: <RoleBadges roles={user.roles} customerName={user.customerName} /> },
  { term: "Second factor", description: user.totpEnabled ? "on" : "off" },
  { term: "Time zone", description: user.zone },
  { term: "Since", description: <Timestamp iso={user.createdAt} now={now} zone={zone} /> },
  { term: "Last seen", description: <Timestamp iso={user.lastSeenAt} now={now} zone={zone} /> },
];

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, now } = await pageContext();
  const mayManage = actor.permissions.has("accounts.manage");
  const [user, sessions, customers] = await Promise.all([
    pageCall(accountsOperations.getUser, { id }), pageCall(accountsOperations.listSessions, { userId: id }), mayManage ? pageCall(accountsOperations.customerChoices, {}) : { items: [] },
  ]);
  const access = { roles: user.roles, customerId: user.customerId };
  const actions = mayManage ? <UserActions user={{ id, name: user.name, isActive: user.status === "active", hasSecondFactor: user.totpEnabled }} zone={actor.zone} /> : undefined;
  return (
    <>
      <TopBar crumbs={[{ label: "Users", href: "/accounts/users" }, { label: user.name }]} />
      <Page>
        <PageHeader title={user.name} aside={<StatusBadge status={user.status === "active" ? "active" : "deactivated"} />} actions={actions} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card>
            <CardHeader title="Details" actions={actor.permissions.has("audit.read") ? <Link href={`/accounts/audit?entity=${id}`} className="rounded-sm px-2 text-sm text-link hover:underline">What was changed</Link> : null} />
            <CardBody>
              <DescriptionList items={itemsFor(user, now, actor.zone)} />
            </CardBody>
          </Card>
          {mayManage ? (
            <Card>
              <CardHeader title="Roles" />
              <CardBody>
                <RolesForm key={JSON.stringify(access)} user={{ id, name: user.name }} initial={access} customers={customers.items} />
              </CardBody>
            </Card>
          ) : null}
        </div>
        <section className="grid gap-3">
          <h2 className="text-base font-semibold">Sessions</h2>
          <SessionsTable sessions={sessions.items} now={now} zone={actor.zone} mayEnd={mayManage} />
        </section>
      </Page>
    </>
  );
}
