import type { Metadata } from "next";
import Link from "next/link";
import type { DocDetail } from "#contract/knowledge";
import { Banner } from "@/components/kit/banner";
import { Page, PageHeader } from "@/components/kit/page-header";
import { DocActions } from "@/components/knowledge/doc-actions";
import { DocAside } from "@/components/knowledge/doc-aside";
import { DocMarkdown } from "@/components/knowledge/doc-markdown";
import { RateDoc } from "@/components/knowledge/rate-doc";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";

export const metadata: Metadata = { title: "Document" };

const pendingWords = { draft: "is a draft", in_review: "waits for review", rejected: "was sent back", published: "is published" } as const;

function Remarks({ doc }: { doc: DocDetail }) {
  const { pending } = doc;
  return (
    <>
      {doc.state === "draft" ? <Banner tone="info" title="Draft.">Only people who write documents see this page. Publish a version to show it.</Banner> : null}
      {doc.state === "archived" ? <Banner tone="warn" title="Archived.">Readers no longer see this document.</Banner> : null}
      {pending === null ? null : (
        <Banner tone="note" title={`Version ${pending.number} ${pendingWords[pending.state]}.`} action={<Button asChild size="sm" variant="outline"><Link href={`/docs/${doc.slug}/history?version=${pending.number}`}>See the changes</Link></Button>}>
          Written by {pending.authorName}{pending.reviewNote === "" ? "" : `; “${pending.reviewNote}”`}.
        </Banner>
      )}
      {doc.canEdit && doc.freshness === "overdue" ? <Banner tone="warn" title="Review overdue.">It was to be looked at by {doc.reviewBy}. Read it, correct it, and press Reviewed.</Banner> : null}
    </>
  );
}

export default async function DocPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, now } = await pageContext();
  const doc = await pageCall(knowledgeOperations.getDoc, { slug, isReading: true });
  const place = [doc.space?.title, doc.section].filter((part) => part !== undefined && part !== "").join(", ");
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Documents", href: "/docs" }, { label: doc.title }]} />
      <Page>
        <PageHeader title={doc.title} description={place} actions={doc.canEdit ? <DocActions doc={doc} /> : undefined} />
        <Remarks doc={doc} />
        <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <article aria-label={doc.title} className="min-w-0">
            <DocMarkdown>{doc.markdown}</DocMarkdown>
            <div className="max-w-224"><RateDoc slug={slug} own={doc.useful.own} /></div>
          </article>
          <DocAside doc={doc} reader={{ now, zone: actor.zone }} />
        </div>
      </Page>
    </>
  );
}
