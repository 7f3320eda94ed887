import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { SloEditor } from "@/components/slo/slo-editor";
import { pageContext } from "@/server/api/page";
import { loadSloChoices } from "../load-slo-choices";

export const metadata: Metadata = { title: "New SLO" };

export default async function NewSloPage() {
  const { actor } = await pageContext();
  if (!actor.permissions.has("slo.write")) forbidden();
  const choices = await loadSloChoices();
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "SLOs", href: "/slos" }, { label: "New SLO" }]} />
      <Page>
        <PageHeader title="New SLO" description="A promise, and the budget for breaking it. The preview shows what it would have given so far." />
        <SloEditor choices={choices} zone={actor.zone} />
      </Page>
    </>
  );
}
