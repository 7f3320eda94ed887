import type { ReactNode } from "react";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { SlaTabs, type SlaTab } from "@/components/sla/sla-tabs";

export interface SlaPageProps {
  current: SlaTab;
  title: string;
  description: string;
  actions?: ReactNode;
  /** In the top bar: an export. */
  barActions?: ReactNode;
  children: ReactNode;
}

/** The frame of the pages about service levels. */
export function SlaPage({ current, title, description, actions, barActions, children }: SlaPageProps) {
  return (
    <>
      <TopBar crumbs={[{ label: "Support" }, { label: "Service levels", href: "/sla" }, ...(current === "due" ? [] : [{ label: title }])]} actions={barActions} />
      <Page>
        <PageHeader title={title} description={description} actions={actions} />
        <SlaTabs current={current} />
        {children}
      </Page>
    </>
  );
}
