import type { Metadata } from "next";
import { listServicesSchema } from "#contract/catalog";
import { ImportSheet } from "@/components/catalog/import-sheet";
import { listInput } from "@/components/catalog/list-input";
import { CreateServiceSheet } from "@/components/catalog/service-sheets";
import { serviceColumns } from "@/components/catalog/tables";
import { lifecycleWords, optionsOf, tierOptions } from "@/components/catalog/words";
import { DataTable } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { parseSort, type PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { demoOperations } from "@/server/demo";
import { loadChoices } from "./load-choices";

export const metadata: Metadata = { title: "Services" };

export default async function ServicesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const input = listInput(listServicesSchema, params);
  const [services, choices, demo] = await Promise.all([pageCall(catalogOperations.listServices, input), loadChoices(), pageCall(demoOperations.status, {})]);
  const canWrite = actor.permissions.has("catalog.write");
  const isFiltered = Boolean(input.q ?? input.tier ?? input.owner ?? input.lifecycle);
  const url = { pathname: "/services", params };
  const importSheet = canWrite ? <ImportSheet hasDemo={demo.hasDemo} /> : undefined;
  const actions = canWrite ? (
    <>
      {importSheet}
      <CreateServiceSheet choices={choices} />
    </>
  ) : undefined;
  const empty = isFiltered ? (
    <EmptyState kind="no-match" title="No service matches">Clear a filter to see more; retired services are shown only when asked for.</EmptyState>
  ) : (
    <EmptyState kind="none" title="No services yet" action={importSheet}>
      Import a YAML list of your services, or create the first one.
    </EmptyState>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Organisation" }, { label: "Services" }]} actions={actions} />
      <Page>
        <PageHeader title="Services" description="What you run, who owns it and what it needs." />
        <FilterBar
          search={{ placeholder: "Find a service" }}
          filters={[
            { param: "tier", label: "Tier", options: tierOptions },
            { param: "owner", label: "Owner", options: [...choices.teams.map(({ slug, name }) => ({ value: slug, label: name })), { value: "none", label: "no owner" }] },
            { param: "lifecycle", label: "Lifecycle", options: optionsOf(lifecycleWords), anyLabel: "in use" },
          ]}
        />
        <DataTable
          caption="Services"
          columns={serviceColumns}
          rows={services.items}
          rowKey={(row) => row.slug}
          rowHref={(row) => `/services/${row.slug}`}
          sort={parseSort(input.sort, serviceColumns.map((column) => column.id))}
          url={url}
          empty={empty}
          footer={<Pagination url={url} nextCursor={services.nextCursor} summary={`${services.items.length} of ${formatCount(services.total, "service")}`} />}
        />
      </Page>
    </>
  );
}
