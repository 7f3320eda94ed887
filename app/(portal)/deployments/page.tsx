import type { Metadata } from "next";
import Link from "next/link";
import { listDeploymentsInput, outcomes } from "#contract/deployments";
import { listInput } from "@/components/catalog/list-input";
import { DeliveryStrip } from "@/components/deployments/delivery-strip";
import { outcomeWords } from "@/components/deployments/deployment-words";
import { DeploymentsTable } from "@/components/deployments/deployments-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { pageCall, pageCallIfReady, pageContext } from "@/server/api/page";
import { deploymentsOperations } from "@/server/deployments";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Deployments" };

const outcomeOptions = [{ value: "not_succeeded", label: "failed or rolled back" }, ...outcomes.map((value) => ({ value, label: outcomeWords[value].toLowerCase() }))];

function Empty({ isFiltered, canImport }: { isFiltered: boolean; canImport: boolean }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No deployment matches" action={<Button asChild><Link href="/deployments">Clear the filters</Link></Button>}>Other deployments may be on record.</EmptyState>;
  return <EmptyState kind="none" title="No deployment on record" action={canImport ? <Button asChild><Link href="/imports">Import a list</Link></Button> : <Button asChild><Link href="/maintenance">See the calendar</Link></Button>}>CI tells of them with POST /api/v1/deployments or the command line; a list comes in as CSV.</EmptyState>;
}

export default async function DeploymentsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listDeploymentsInput, params);
  const [list, figures, choices] = await Promise.all([pageCall(deploymentsOperations.list, input), pageCallIfReady(deploymentsOperations.figures, { service: input.service, days: 30 }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const url = { pathname: "/deployments", params };
  const isFiltered = Boolean(input.q ?? input.service ?? input.environment ?? input.outcome ?? input.from ?? input.to);
  const service = choices.services.find(({ slug }) => slug === input.service);
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Deployments" }]} />
      <Page>
        <PageHeader title="Deployments" description={`What reached which environment. The figures are those of ${service?.name ?? "all services"} in production over the last 30 days.`} aside={<Link href="/changes/updates" className="text-sm text-link underline underline-offset-3">Update cycles</Link>} />
        {figures === null ? <p role="status" className="text-sm text-fg-3">The figures were not ready in time, so they are left out. Reload the page to see them.</p> : <DeliveryStrip figures={figures} />}
        <FilterBar
          search={{ placeholder: "Search releases" }}
          filters={[
            { param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) }, { param: "environment", label: "Environment", options: list.environments.map((value) => ({ value, label: value })) },
            { param: "outcome", label: "Outcome", options: outcomeOptions },
          ]}
        />
        <DeploymentsTable deployments={list.items} reader={{ now, zone: actor.zone }} url={url} empty={<Empty isFiltered={isFiltered} canImport={actor.permissions.has("deployments.push")} />} footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "deployment")}`} />} />
      </Page>
    </>
  );
}
