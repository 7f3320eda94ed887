import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PlanEditor } from "@/components/changes/plan-editor";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { pageContext } from "@/server/api/page";
import { loadChoices } from "../../../services/load-choices";

export const metadata: Metadata = { title: "New plan" };

export default async function NewPlanPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { service } = await searchParams;
  const { actor } = await pageContext();
  if (!actor.permissions.has("maintenance.write")) forbidden();
  const { services } = actor.permissions.has("catalog.read") ? await loadChoices() : { services: [] };
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Plans", href: "/changes" }, { label: "New plan" }]} />
      <Page>
        <PageHeader title="New plan" description="It begins as a draft. Every step that changes something should have a way back." />
        <PlanEditor services={services} {...(typeof service === "string" && services.some(({ slug }) => slug === service) ? { service } : {})} />
      </Page>
    </>
  );
}
