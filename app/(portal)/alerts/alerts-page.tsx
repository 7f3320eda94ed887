import type { ReactNode } from "react";
import { AlertsTabs, type AlertsTab } from "@/components/alerts/alerts-tabs";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";

export interface AlertsPageProps {
  current: AlertsTab;
  title: string;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame that the pages about alerts share. */
export function AlertsPage({ current, title, description, actions, children }: AlertsPageProps) {
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Alerts", href: "/alerts" }, { label: title }]} actions={actions} />
      <Page>
        <PageHeader title={title} description={description} />
        <AlertsTabs current={current} />
        {children}
      </Page>
    </>
  );
}
