import type { ReactNode } from "react";
import { AccountsTabs, type AccountsTab } from "@/components/accounts/accounts-tabs";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import type { Actor } from "@/server/platform/auth/actor";

export interface AccountsPageProps {
  actor: Actor;
  current: AccountsTab;
  title: string;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
}

const tabsFor = ({ permissions }: Actor): AccountsTab[] => [
  ...(permissions.has("accounts.read") ? (["users", "roles", "sessions"] as const) : []), "tokens", ...(permissions.has("audit.read") ? (["audit"] as const) : []),
];

/** The frame that the pages about accounts share. */
export function AccountsPage({ actor, current, title, description, actions, children }: AccountsPageProps) {
  return (
    <>
      <TopBar crumbs={[{ label: "Administration" }, { label: title }]} actions={actions} />
      <Page>
        <PageHeader title={title} description={description} />
        <AccountsTabs current={current} tabs={tabsFor(actor)} />
        {children}
      </Page>
    </>
  );
}
