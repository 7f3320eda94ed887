import type { Metadata } from "next";
import { Banner } from "@/components/kit/banner";
import { Markdown } from "@/components/kit/markdown";
import { Page, PageHeader } from "@/components/kit/page-header";
import { RunbookAside } from "@/components/knowledge/runbook-aside";
import { sectionName } from "@/components/knowledge/section-name";
import { TopBar } from "@/components/shell/top-bar";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";

export const metadata: Metadata = { title: "Runbook" };

export default async function RunbookPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, now } = await pageContext();
  const runbook = await pageCall(knowledgeOperations.getRunbook, { slug });
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Runbooks", href: "/runbooks" }, { label: runbook.title }]} />
      <Page>
        <PageHeader title={runbook.title} description={sectionName(runbook.section)} />
        {runbook.isEdited ? <Banner tone="info" title="Edited here since its import.">The next import leaves this text as it is.</Banner> : null}
        <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <article aria-label={runbook.title} className="min-w-0">
            <Markdown shift={0}>{runbook.markdown}</Markdown>
          </article>
          <RunbookAside runbook={runbook} reader={{ now, zone: actor.zone }} />
        </div>
      </Page>
    </>
  );
}
