import type { Metadata } from "next";
import { listCustomersSchema } from "#contract/catalog";
import { CreateCustomerSheet } from "@/components/catalog/customer-sheets";
import { ImportSheet } from "@/components/catalog/import-sheet";
import { listInput } from "@/components/catalog/list-input";
import { customerColumns } from "@/components/catalog/tables";
import { customerTierWords, optionsOf } from "@/components/catalog/words";
import { DataTable } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { demoOperations } from "@/server/demo";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const input = listInput(listCustomersSchema, params);
  const [customers, choices, demo] = await Promise.all([pageCall(catalogOperations.listCustomers, input), loadChoices(), pageCall(demoOperations.status, {})]);
  const canWrite = actor.permissions.has("catalog.write");
  const url = { pathname: "/customers", params };
  const importSheet = canWrite ? <ImportSheet hasDemo={demo.hasDemo} /> : undefined;
  const actions = canWrite ? (
    <>
      {importSheet}
      <CreateCustomerSheet services={choices.services} />
    </>
  ) : undefined;
  const empty =
    (input.q ?? input.tier) ? (
      <EmptyState kind="no-match" title="No customer matches">Clear a filter to see more.</EmptyState>
    ) : (
      <EmptyState kind="none" title="No customers yet" action={importSheet}>
        Import a YAML list of your customers, or create the first one.
      </EmptyState>
    );
  return (
    <>
      <TopBar crumbs={[{ label: "Support" }, { label: "Customers" }]} actions={actions} />
      <Page>
        <PageHeader title="Customers" description="Who uses your services, and which ones." />
        <FilterBar search={{ placeholder: "Find a customer" }} filters={[{ param: "tier", label: "Tier", options: optionsOf(customerTierWords) }]} />
        <DataTable
          caption="Customers"
          columns={customerColumns}
          rows={customers.items}
          rowKey={(row) => row.slug}
          rowHref={(row) => `/customers/${row.slug}`}
          url={url}
          empty={empty}
          footer={<Pagination url={url} nextCursor={customers.nextCursor} summary={`${customers.items.length} of ${formatCount(customers.total, "customer")}`} />}
        />
      </Page>
    </>
  );
}
