import type { Metadata } from "next";
import { gaps, gapKinds, listBlindSpotsInput } from "#contract/blind-spots";
import { BlindSpotsSummary } from "@/components/blind-spots/blind-spots-summary";
import { BlindSpotsTable } from "@/components/blind-spots/blind-spots-table";
import { gapWords, kindWords } from "@/components/blind-spots/gap-words";
import { listInput } from "@/components/catalog/list-input";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { blindSpotsOperations } from "@/server/blind-spots";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Blind spots" };

const gapOptions = gaps.map((gap) => ({ value: gap, label: gapWords[gap].label }));
const kindOptions = gapKinds.map((kind) => ({ value: kind, label: kindWords[kind] }));
const optionOf = ({ slug, name }: { slug: string; name: string }) => ({ value: slug, label: name });

function Empty({ isFiltered, hasServices }: { isFiltered: boolean; hasServices: boolean }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No gap matches">Clear the filters to see the others.</EmptyState>;
  if (!hasServices) return <EmptyState kind="none" title="Nothing to look at yet">Gaps are found in the services of the catalogue, and in monitors and SLOs.</EmptyState>;
  return <EmptyState kind="none" title="No blind spots">Every live service has an owner, somebody on call, a monitor, an SLO and a runbook, and everything that is measured has data.</EmptyState>;
}

export default async function BlindSpotsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listBlindSpotsInput, params);
  const [list, choices] = await Promise.all([pageCall(blindSpotsOperations.list, input), loadChoices()]);
  const isFiltered = Boolean(input.gap ?? input.kind ?? input.team ?? input.service ?? input.tier);
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Blind spots" }]} />
      <Page>
        <PageHeader title="Blind spots" description="What nobody would notice failing, or would not know what to do about. The most critical services first." />
        <BlindSpotsSummary list={list} />
        <FilterBar filters={[{ param: "gap", label: "Gap", options: gapOptions }, { param: "kind", label: "Kind", options: kindOptions }, { param: "team", label: "Owner", options: choices.teams.map(optionOf) }, { param: "service", label: "Service", options: choices.services.map(optionOf) }]} />
        <BlindSpotsTable items={list.items} reader={{ now, zone: actor.zone }} empty={<Empty isFiltered={isFiltered} hasServices={list.services.total > 0} />} footer={<Pagination url={{ pathname: "/blind-spots", params }} nextCursor={null} summary={`${list.items.length} of ${formatCount(list.total, "gap")}`} />} />
      </Page>
    </>
  );
}
