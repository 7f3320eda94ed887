import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Page, PageHeader } from "@/components/kit/page-header";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { BoardTable, RequestsTable, ReviewsTable } from "@/components/knowledge/board-tables";
import { TopBar } from "@/components/shell/top-bar";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";

export const metadata: Metadata = { title: "Freshness of documents" };

function Part({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-2">
      <h2 className="text-base font-semibold">{title} <span className="text-xs font-normal text-fg-3">{detail}</span></h2>
      {children}
    </section>
  );
}

export default async function BoardPage() {
  const { actor, now } = await pageContext();
  const [board, spaces] = await Promise.all([pageCall(knowledgeOperations.docBoard, {}), pageCall(knowledgeOperations.listDocs, {})]);
  const reader = { now, zone: actor.zone };
  const { counts } = board;
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Documents", href: "/docs" }, { label: "Freshness board" }]} />
      <Page>
        <PageHeader title="Freshness board" description="What keeps documents true: reviews that are due, stale pages that many read, and what people looked for in vain." />
        <SummaryStrip
          label="Documents"
          items={[
            { label: "Published here", value: counts.documents }, { label: "Overdue", value: counts.overdue, ...(counts.overdue > 0 ? { tone: "critical" as const } : {}) }, { label: "Due in 14 days", value: counts.due, ...(counts.due > 0 ? { tone: "warn" as const } : {}) },
            { label: "Never reviewed", value: counts.never }, { label: "With broken links", value: counts.broken, ...(counts.broken > 0 ? { tone: "warn" as const } : {}) }, { label: "Searches unanswered", value: counts.requests },
          ]}
        />
        {board.inReview.length === 0 ? null : <Part title="Waiting for review" detail="somebody else than the writer publishes"><ReviewsTable rows={board.inReview} reader={reader} /></Part>}
        <Part title="To look at" detail="overdue first, then due, then never reviewed"><BoardTable rows={board.items} caption="Documents to look at" empty="Every document is current" reader={reader} /></Part>
        {board.readAndStale.length === 0 ? null : <Part title="Read most and not current" detail="look at these first"><BoardTable rows={board.readAndStale} caption="Read most and not current" empty="None" reader={reader} /></Part>}
        <Part title="Searches without a result" detail="what is missing, most wanted first"><RequestsTable requests={board.requests} spaces={spaces.items.filter((space) => !space.isShipped)} reader={reader} /></Part>
      </Page>
    </>
  );
}
