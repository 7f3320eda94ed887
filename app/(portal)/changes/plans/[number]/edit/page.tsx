import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { planName } from "@/components/changes/change-words";
import { draftOf } from "@/components/changes/plan-draft";
import { PlanEditor } from "@/components/changes/plan-editor";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { pageCall, pageContext } from "@/server/api/page";
import { changesOperations } from "@/server/changes";
import { loadChoices } from "../../../../services/load-choices";

export const metadata: Metadata = { title: "Edit plan" };

export default async function EditPlanPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor } = await pageContext();
  if (!actor.permissions.has("maintenance.write")) forbidden();
  const [detail, { services }] = await Promise.all([pageCall(changesOperations.get, { number: Number(number) }), actor.permissions.has("catalog.read") ? loadChoices() : { services: [] }]);
  const { row } = detail;
  const offered = row.service !== null && !services.some(({ slug }) => slug === row.service?.slug) ? [row.service, ...services] : services;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Plans", href: "/changes" }, { label: planName(row.number), href: `/changes/plans/${row.number}` }, { label: "Edit" }]} />
      <Page>
        <PageHeader title={`Edit ${planName(row.number)}`} description={row.status === "approved" || row.status === "requested" ? "What was approved has to be approved again. Runs under way keep the plan as it was." : "Runs under way keep the plan as it was."} />
        <PlanEditor services={offered} edited={{ number: row.number, version: row.version, draft: draftOf(detail) }} />
      </Page>
    </>
  );
}
