import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { sloDefinitionSchema } from "#contract/slo";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { SloEditor } from "@/components/slo/slo-editor";
import { titleOf } from "@/components/slo/slo-words";
import { pageCall, pageContext } from "@/server/api/page";
import { sloOperations } from "@/server/slo";
import { loadSloChoices } from "../../load-slo-choices";

export const metadata: Metadata = { title: "Edit SLO" };

export default async function EditSloPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor } = await pageContext();
  if (!actor.permissions.has("slo.write")) forbidden();
  const [slo, choices] = await Promise.all([pageCall(sloOperations.get, { slug }), loadSloChoices()]);
  const title = titleOf(slo.row);
  return (
    <>
      <TopBar crumbs={[{ label: "SLOs", href: "/slos" }, { label: title, href: `/slos/${slug}` }, { label: "Edit" }]} />
      <Page>
        <PageHeader title={`Edit ${title}`} description={`Version ${slo.version}. The old definition stays on record under its number.`} />
        <SloEditor choices={choices} zone={actor.zone} edited={{ slug, version: slo.version, definition: sloDefinitionSchema.parse(slo.definition) }} />
      </Page>
    </>
  );
}
