import type { Metadata } from "next";
import Link from "next/link";
import { listRunsInput, runPurposes, runStatuses } from "#contract/changes";
import { listInput } from "@/components/catalog/list-input";
import { purposeWords, runWords } from "@/components/changes/change-words";
import { RunsTable } from "@/components/changes/runs-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { changesOperations } from "@/server/changes";
import { loadChoices } from "../../services/load-choices";

export const metadata: Metadata = { title: "Runs of changes" };

export default async function RunsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listRunsInput, params);
  const [list, choices] = await Promise.all([pageCall(changesOperations.runs, input), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const url = { pathname: "/changes/runs", params };
  const isFiltered = Boolean(input.status ?? input.purpose ?? input.service ?? input.plan);
  const empty = isFiltered ? <EmptyState kind="no-match" title="No run matches" action={<Button asChild><Link href="/changes/runs">Clear the filters</Link></Button>}>Other runs may be on record.</EmptyState> : <EmptyState kind="none" title="No run yet" action={<Button asChild><Link href="/changes">See the plans</Link></Button>}>A run carries out a plan, and keeps what happened.</EmptyState>;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Plans", href: "/changes" }, { label: "Runs" }]} />
      <Page>
        <PageHeader title="Runs of changes" description="What was carried out, how it went, and who did it." />
        <FilterBar
          filters={[
            { param: "status", label: "State", options: [{ value: "active", label: "under way" }, { value: "over", label: "over" }, ...runStatuses.map((value) => ({ value, label: runWords[value] }))] },
            { param: "purpose", label: "As", options: runPurposes.map((value) => ({ value, label: purposeWords[value] })) }, { param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) },
          ]}
        />
        <RunsTable caption="Runs" runs={list.items} reader={{ now, zone: actor.zone }} empty={empty} footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "run")}`} />} />
      </Page>
    </>
  );
}
