import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { DocSpaceCard } from "@/components/knowledge/doc-space";
import { NewDoc, NewSpace } from "@/components/knowledge/new-doc";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";

export const metadata: Metadata = { title: "Documents" };

const quiet = "text-sm text-link underline underline-offset-3";

export default async function DocsPage() {
  const { actor } = await pageContext();
  const { items } = await pageCall(knowledgeOperations.listDocs, {});
  const canWrite = actor.permissions.has("knowledge.write");
  const isInside = actor.scope.kind !== "customers";
  const own = items.filter((space) => !space.isShipped);
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Documents" }]} actions={canWrite ? <NewDoc spaces={own} /> : undefined} />
      <Page>
        <PageHeader
          title="Documents"
          description="Guides, policies and how the portal works, by space."
          actions={canWrite ? <><NewSpace /><Button asChild variant="outline"><Link href="/docs/board">Freshness board</Link></Button></> : undefined}
        />
        <form action="/search" role="search" className="flex max-w-120 gap-2">
          <input type="hidden" name="kind" value="document" />
          <Input name="q" type="search" size="lg" required maxLength={200} aria-label="Search documents" placeholder="Search documents" className="min-w-0 flex-1" />
          <Button type="submit" variant="outline" size="lg">Search</Button>
        </form>
        {items.length === 0 ? <div className="rounded-lg border border-line bg-card"><EmptyState kind="none" title="No documents for you yet">When somebody publishes a document for your role, it stands here.</EmptyState></div> : null}
        {items.map((space) => <DocSpaceCard key={space.slug} space={space} />)}
        {isInside ? (
          <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-fg-3">
            <Link href="/docs/api" className={quiet}>Reference of the REST API</Link>
            <Link href="/docs/tools" className={quiet}>Reference of the MCP tools</Link>
          </p>
        ) : null}
      </Page>
    </>
  );
}
