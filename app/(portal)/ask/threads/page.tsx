import type { Metadata } from "next";
import type { z } from "zod";
import Link from "next/link";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { RemoveThread } from "@/components/query/remove-thread";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { threadListInput } from "#contract/query";

export const metadata: Metadata = { title: "Conversations" };

type ThreadRow = z.output<typeof operations.query.listThreads.output>["items"][number];

const columnsFor = (now: string, zone: string): Column<ThreadRow>[] => [
  { id: "title", header: "Conversation", isPrimary: true, cell: (row) => <span className="wrap-anywhere">{row.title}</span> },
  { id: "updated", header: "Last question", cell: (row) => <Timestamp iso={row.updatedAt} now={now} zone={zone} /> },
  { id: "actions", header: "Actions", isHeaderHidden: true, align: "end", cell: (row) => <RemoveThread id={row.id} title={row.title} /> },
];

const ask = (
  <Button asChild variant="primary">
    <Link href="/ask">Ask a question</Link>
  </Button>
);

export default async function ThreadsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [params, { actor, now }] = await Promise.all([searchParams, pageContext()]);
  const read = threadListInput.safeParse({ q: params.q, cursor: params.cursor ?? null });
  const input = read.success ? read.data : threadListInput.parse({});
  const { items, nextCursor } = await pageCall(operations.query.listThreads, input);
  const url = { pathname: "/ask/threads", params };
  const empty = input.q === "" ? <EmptyState kind="none" title="No conversations yet" action={ask}>What you ask is kept here for 30 days after its last question.</EmptyState> : <EmptyState kind="no-match" title="No conversation matches">Clear the search to see all.</EmptyState>;
  return (
    <>
      <TopBar crumbs={[{ label: "Ask", href: "/ask" }, { label: "Conversations" }]} actions={ask} />
      <Page>
        <PageHeader title="Conversations" description="Your own questions, the latest first. They are kept for 30 days after the last question; nobody else sees them." />
        <FilterBar search={{ placeholder: "Find by title" }} />
        <DataTable caption="Conversations" columns={columnsFor(now, actor.zone)} rows={items} rowKey={(row) => row.id} rowHref={(row) => `/ask?thread=${encodeURIComponent(row.id)}`} url={url} empty={empty} footer={<Pagination url={url} nextCursor={nextCursor} summary={`${items.length} shown`} />} />
      </Page>
    </>
  );
}
