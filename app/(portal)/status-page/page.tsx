import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import type { ListComponentsOutput } from "#contract/status";
import { AddMonitors, CreateComponent } from "@/components/status/component-forms";
import { ComponentsTable } from "@/components/status/components-table";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { pageCall } from "@/server/api/page";
import { statusOperations } from "@/server/status";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Status page" };

const described = ({ items }: ListComponentsOutput): string => {
  const shown = items.filter(({ isPublic }) => isPublic).length;
  return items.length === 0 ? "What customers see of your services, signed out." : `${shown} of ${items.length} components are shown to the public at /status, with public incidents and planned work.`;
};

export default async function StatusPageAdmin() {
  const [list, { services }] = await Promise.all([pageCall(statusOperations.listComponents, {}), loadChoices()]);
  const choices = { services, monitors: list.monitors.map(({ slug, name }) => ({ slug, name })) };
  const waiting = list.monitors.filter(({ isShown }) => !isShown).length;
  const add = waiting > 0 ? <AddMonitors count={waiting} /> : null;
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Status page" }]} actions={<CreateComponent choices={choices} />} />
      <Page>
        <PageHeader
          title="Status page"
          description={described(list)}
          actions={<>{list.items.length > 0 ? add : null}<Button asChild><a href="/status" target="_blank" rel="noreferrer">Open the public page<ExternalLink aria-hidden /></a></Button></>}
        />
        <ComponentsTable rows={list.items} choices={choices} action={add} />
      </Page>
    </>
  );
}
