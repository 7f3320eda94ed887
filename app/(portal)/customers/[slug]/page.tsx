import type { Metadata } from "next";
import { EditCustomerSheet } from "@/components/catalog/customer-sheets";
import { RelatedTable } from "@/components/catalog/related-table";
import { RemoveCustomer } from "@/components/catalog/remove-entity";
import { ownedColumns } from "@/components/catalog/tables";
import { customerTierWords } from "@/components/catalog/words";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { loadChoices } from "../../services/load-choices";
import { RecentTickets } from "../../services/recent-tickets";

interface Params {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await params).slug };
}

export default async function CustomerPage({ params }: Params) {
  const { slug } = await params;
  const reader = await pageContext();
  const { actor, now } = reader;
  const customer = await pageCall(catalogOperations.getCustomer, { slug });
  const choices = actor.permissions.has("catalog.write") ? await loadChoices() : null;
  const actions = choices ? (
    <>
      <RemoveCustomer customer={customer} />
      <EditCustomerSheet customer={customer} services={choices.services} />
    </>
  ) : undefined;
  return (
    <>
      <TopBar crumbs={[{ label: "Customers", href: "/customers" }, { label: customer.name }]} actions={actions} />
      <Page>
        <PageHeader title={customer.name} aside={<Badge tone={customer.tier === "enterprise" ? "accent" : "neutral"}>{customerTierWords[customer.tier]}</Badge>} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <RelatedTable title="Uses" columns={ownedColumns} rows={customer.services} path="/services" none="It uses no service" />
            <RecentTickets filter={{ customer: [customer.slug] }} href={`/tickets?customer=${customer.slug}`} reader={reader} />
          </div>
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <Card>
              <CardHeader title="Details" />
              <CardBody>
                <DescriptionList
                  items={[
                    { term: "Region", description: customer.region },
                    { term: "Also called", description: customer.aliases.length > 0 ? customer.aliases.join(", ") : null },
                    { term: "Slug", description: <span className="font-mono text-xs">{customer.slug}</span> },
                    { term: "Created", description: <Timestamp iso={customer.createdAt} now={now} zone={actor.zone} /> },
                  ]}
                />
              </CardBody>
            </Card>
          </div>
        </div>
      </Page>
    </>
  );
}
