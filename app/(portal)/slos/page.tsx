import type { Metadata } from "next";
import Link from "next/link";
import { listSlosInput, type ListSlosOutput, type SloStatusName } from "#contract/slo";
import { listInput } from "@/components/catalog/list-input";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { ExportMenu } from "@/components/slo/export-menu";
import { ImportSlosSheet } from "@/components/slo/import-slos-sheet";
import { ListSwitch } from "@/components/slo/list-switch";
import { NewSloButton } from "@/components/slo/new-slo-button";
import { SlosSummary } from "@/components/slo/slos-summary";
import { SlosTable } from "@/components/slo/slos-table";
import { Button } from "@/components/ui/button";
import { pageCall, pageContext } from "@/server/api/page";
import { sloOperations } from "@/server/slo";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "SLOs" };

const statusWords: Readonly<Record<SloStatusName, string>> = { exhausted: "exhausted", at_risk: "at risk", healthy: "healthy", no_data: "no data", misconfigured: "misconfigured", paused: "paused" };
const statusOptions = Object.entries(statusWords).map(([value, label]) => ({ value, label }));
const dayChoices = [{ label: "28 days", param: null }, { label: "90 days", param: "90" }];
const accountChoices = [{ label: "Adjusted", param: null, hint: "Excluded time is taken out" }, { label: "Raw", param: "raw", hint: "Excluded time counts" }];
const optionOf = ({ slug, name }: { slug: string; name: string }) => ({ value: slug, label: name });

/** By the labels that exist; left out where there are none, unless the address names one. */
const labelFilter = (labels: readonly { label: string; slos: number }[], asked: string | undefined) =>
  labels.length === 0 && asked === undefined ? [] : [{ param: "label", label: "Label", options: labels.map(({ label, slos }) => ({ value: label, label: `${label} (${slos})` })) }];

function Empty({ isFiltered, canWrite }: { isFiltered: boolean; canWrite: boolean }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No SLO matches" action={<Button asChild><Link href="/slos">Clear the filters</Link></Button>}>Others are there with another name, status, owner or label.</EmptyState>;
  const action = canWrite ? <Button asChild variant="primary"><Link href="/slos/new">New SLO</Link></Button> : undefined;
  return <EmptyState kind="none" title="No SLOs yet" action={action}>An SLO states what share of time or requests has to be good, and shows how much may still go wrong.</EmptyState>;
}

function Evaluated({ list, reader }: { list: ListSlosOutput; reader: { now: string; zone: string } }) {
  if (list.summary.evaluatedAt === null) return null;
  return <span className="text-xs text-fg-3 max-md:hidden">Evaluated <Timestamp iso={list.summary.evaluatedAt} now={reader.now} zone={reader.zone} /></span>;
}

export default async function SlosPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listSlosInput, params);
  const canSeeCatalog = actor.permissions.has("catalog.read");
  const [list, labels, choices] = await Promise.all([pageCall(sloOperations.list, input), pageCall(sloOperations.labels, {}), canSeeCatalog ? loadChoices() : { teams: [], services: [] }]);
  const url = { pathname: "/slos", params };
  const reader = { now, zone: actor.zone };
  const canWrite = actor.permissions.has("slo.write");
  const isFiltered = Boolean(input.q ?? input.status ?? input.owner ?? input.service ?? input.label);
  const hasAny = list.total > 0 || isFiltered;
  const report = hasAny ? <Button asChild size="sm"><Link href="/slos/report">Report</Link></Button> : null;
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "SLOs" }]} actions={<><Evaluated list={list} reader={reader} />{report}{hasAny ? <ExportMenu /> : null}{canWrite ? <ImportSlosSheet hasDemo={list.items.some(({ isDemo }) => isDemo)} /> : null}{canWrite ? <NewSloButton /> : null}</>} />
      <Page>
        <PageHeader title="SLOs" description="What each service promises, and how much of its error budget is left." />
        {hasAny ? <SlosSummary list={list} url={url} reader={reader} /> : null}
        {hasAny ? (
          <FilterBar
            search={{ placeholder: "Filter SLOs" }}
            filters={[{ param: "status", label: "Status", options: statusOptions }, { param: "owner", label: "Team", options: choices.teams.map(optionOf) }, { param: "service", label: "Service", options: choices.services.map(optionOf) }, ...labelFilter(labels.items, input.label)]}
            actions={<><ListSwitch label="Days of the line" name="days" choices={dayChoices} url={url} /><ListSwitch label="Excluded time" name="account" choices={accountChoices} url={url} /></>}
          />
        ) : null}
        <SlosTable list={list} account={input.account} shownDays={input.days} url={url} empty={<Empty isFiltered={isFiltered} canWrite={canWrite} />} />
      </Page>
    </>
  );
}
