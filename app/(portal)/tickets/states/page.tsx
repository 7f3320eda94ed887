import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { StateList } from "@/components/tickets/state-list";
import { StatesForm } from "@/components/tickets/states-form";
import { pageCall, pageContext } from "@/server/api/page";
import { can } from "@/server/platform/auth/actor";
import { ticketsOperations } from "@/server/tickets";

export const metadata: Metadata = { title: "States of tickets" };

/** What the desk calls the states of its tickets, and what each means. */
export default async function StatesPage() {
  const [{ items }, { actor }] = await Promise.all([pageCall(ticketsOperations.states, {}), pageContext()]);
  return (
    <>
      <TopBar crumbs={[{ label: "Queue", href: "/tickets/queue" }, { label: "States" }]} />
      <Page width="prose">
        <PageHeader title="States of tickets" description="Names are the desk's own; each means open, waiting, resolved or closed, and clocks go by the meaning. Of each meaning one is the default." />
        {can(actor, "platform.manage") ? <StatesForm states={items} /> : <StateList states={items} />}
      </Page>
    </>
  );
}
