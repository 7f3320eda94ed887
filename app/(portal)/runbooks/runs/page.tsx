import type { Metadata } from "next";
import Link from "next/link";
import { listRunbookRunsInput, runbookRunStatuses, runSubjectTypes } from "#contract/runbooks";
import { listInput } from "@/components/catalog/list-input";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { runWords } from "@/components/runbooks/run-words";
import { RunsTable } from "@/components/runbooks/runs-table";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { runbooksOperations } from "@/server/runbooks";

export const metadata: Metadata = { title: "Runs of runbooks" };

export default async function RunbookRunsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listRunbookRunsInput, params);
  const list = await pageCall(runbooksOperations.runs, input);
  const url = { pathname: "/runbooks/runs", params };
  const isFiltered = Boolean(input.status ?? input.subject ?? input.runbook);
  const empty = isFiltered ? <EmptyState kind="no-match" title="No run matches" action={<Button asChild><Link href="/runbooks/runs">Clear the filters</Link></Button>}>Other runs may be on record.</EmptyState> : <EmptyState kind="none" title="No run yet" action={<Button asChild><Link href="/runbooks">See the runbooks</Link></Button>}>A run goes through a runbook step by step, and keeps what happened.</EmptyState>;
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Runbooks", href: "/runbooks" }, { label: "Runs" }]} />
      <Page>
        <PageHeader title="Runs of runbooks" description={input.runbook === undefined ? "What was carried out, for what, and whether it helped." : `Runs of ${list.items[0]?.runbook.title ?? input.runbook}.`} aside={input.runbook === undefined ? undefined : <Link href="/runbooks/runs" className="text-sm text-link underline underline-offset-3">All runs</Link>} />
        <FilterBar
          filters={[
            { param: "status", label: "State", options: [{ value: "active", label: "under way" }, { value: "over", label: "over" }, ...runbookRunStatuses.map((value) => ({ value, label: runWords[value] }))] },
            { param: "subject", label: "For", options: runSubjectTypes.map((value) => ({ value, label: value === "window" ? "maintenance window" : value })) },
          ]}
        />
        <RunsTable caption="Runs" runs={list.items} reader={{ now, zone: actor.zone }} empty={empty} footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "run")}`} />} />
      </Page>
    </>
  );
}
