import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ListRunbooksOutput } from "#contract/knowledge";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { readRunbooksParams } from "@/components/knowledge/read-params";
import { RunbooksTable, type Reader } from "@/components/knowledge/runbooks-table";
import { groupBySection, sectionName } from "@/components/knowledge/section-name";
import { ProofState } from "@/components/runbooks/run-badges";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { knowledgeOperations } from "@/server/knowledge";
import { runbooksOperations } from "@/server/runbooks";

export const metadata: Metadata = { title: "Runbooks" };

const orderOptions = [{ value: "title", label: "by title" }, { value: "-updated", label: "newest first" }];

function Empty({ known }: { known: number }) {
  if (known > 0) return <EmptyState kind="no-match" title="No runbook matches" action={<Button asChild><Link href="/runbooks">Clear the filters</Link></Button>}>Every word must occur in the title, the alert or the text.</EmptyState>;
  return (
    <EmptyState kind="none" title="No runbooks yet" action={<Button asChild><Link href="/imports">Import runbooks</Link></Button>}>
      Bring a directory of Markdown files, also with “npm run -s cli -- import runbooks DIR”.
    </EmptyState>
  );
}

interface SectionsProps {
  list: ListRunbooksOutput;
  reader: Reader;
  proofOf: (slug: string) => ReactNode;
}

function Sections({ list, reader, proofOf }: SectionsProps) {
  return groupBySection(list.items).map(({ section, rows }) => (
    <section key={section} aria-label={sectionName(section)} className="grid gap-2">
      <h2 className="text-base font-semibold">
        {sectionName(section)} <span className="text-xs font-normal text-fg-3">{formatCount(rows.length, "runbook")}</span>
      </h2>
      <RunbooksTable runbooks={rows} caption={`Runbooks: ${sectionName(section)}`} reader={reader} proofOf={proofOf} withSection={false} />
    </section>
  ));
}

export default async function RunbooksPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const asked = readRunbooksParams(params);
  const { actor, now } = await pageContext();
  const [list, coverage] = await Promise.all([pageCall(knowledgeOperations.listRunbooks, asked), pageCall(runbooksOperations.coverage, {})]);
  const states = new Map(coverage.states.map(({ slug, state }) => [slug, state]));
  const proofOf = (slug: string): ReactNode => <ProofState state={states.get(slug) ?? "unproven"} />;
  const reader = { now, zone: actor.zone };
  const url = { pathname: "/runbooks", params };
  const sectionOptions = list.sections.filter(({ section }) => section !== "").map(({ section, count }) => ({ value: section, label: `${section} (${count})` }));
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Runbooks" }]} />
      <Page>
        <PageHeader title="Runbooks" description="What to do when an alert fires, by section." aside={<span className="flex gap-3 text-sm"><Link href="/runbooks/runs" className="text-link underline underline-offset-3">Runs</Link><Link href="/runbooks/coverage" className="text-link underline underline-offset-3">Coverage</Link></span>} />
        {list.known === 0 ? null : <FilterBar search={{ placeholder: "Search title, alert or text" }} filters={[{ param: "section", label: "Section", options: sectionOptions }, { param: "sort", label: "Order", anyLabel: "by section", options: orderOptions }]} />}
        {list.items.length === 0 ? (
          <div className="rounded-lg border border-line bg-card"><Empty known={list.known} /></div>
        ) : asked.sort === undefined || asked.sort === "section" ? (
          <Sections list={list} reader={reader} proofOf={proofOf} />
        ) : (
          <RunbooksTable runbooks={list.items} caption="Runbooks" reader={reader} proofOf={proofOf} withSection />
        )}
        {list.items.length === 0 ? null : <Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "runbook")}`} />}
      </Page>
    </>
  );
}
