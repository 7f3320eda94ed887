import type { Metadata } from "next";
import Link from "next/link";
import type { ServiceDetail } from "#contract/catalog";
import { RelatedTable } from "@/components/catalog/related-table";
import { RetireService } from "@/components/catalog/retire-service";
import { EditServiceSheet } from "@/components/catalog/service-sheets";
import { monitorColumns, neighbourColumns, runbookColumns, serviceCustomerColumns } from "@/components/catalog/tables";
import { lifecycleWords, tierWords } from "@/components/catalog/words";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { WorkNotice } from "@/components/maintenance/work-notice";
import { pageCall, pageContext, type PageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { currentWork } from "../../maintenance/current-work";
import { loadChoices } from "../load-choices";
import { RecentTickets } from "../recent-tickets";
import { ServiceIncidents, ServiceSlos } from "../service-reliability";

interface Params {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await params).slug };
}

function Details({ service, reader }: { service: ServiceDetail; reader: PageContext }) {
  return (
    <Card>
      <CardHeader title="Details" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Owner", description: service.owner ? <Link href={`/teams/${service.owner.slug}`} className="text-link hover:underline">{service.owner.name}</Link> : null },
            { term: "Region", description: service.region },
            { term: "Also called", description: service.aliases.length > 0 ? service.aliases.join(", ") : null },
            { term: "Slug", description: <span className="font-mono text-xs">{service.slug}</span> },
            { term: "Created", description: <Timestamp iso={service.createdAt} now={reader.now} zone={reader.actor.zone} /> },
          ]}
        />
      </CardBody>
    </Card>
  );
}

export default async function ServicePage({ params }: Params) {
  const { slug } = await params;
  const reader = await pageContext();
  const [service, work] = await Promise.all([pageCall(catalogOperations.getService, { slug }), currentWork(reader, slug)]);
  const choices = reader.actor.permissions.has("catalog.write") ? await loadChoices() : null;
  const actions = choices ? (
    <>
      {service.lifecycle === "retired" ? null : <RetireService service={service} />}
      <EditServiceSheet service={service} choices={choices} />
    </>
  ) : undefined;
  const badges = (
    <>
      <Badge tone={service.tier === 1 ? "accent" : "neutral"}>{tierWords(service.tier)}</Badge>
      <Badge tone="outline">{lifecycleWords[service.lifecycle]}</Badge>
    </>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Services", href: "/services" }, { label: service.name }]} actions={actions} />
      <Page>
        <PageHeader title={service.name} description={service.description === "" ? undefined : service.description} aside={badges} />
        <WorkNotice windows={work} zone={reader.actor.zone} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <RelatedTable title="Needs" columns={neighbourColumns} rows={service.dependencies} path="/services" none="It needs no other service" />
            <RelatedTable title="Needed by" columns={neighbourColumns} rows={service.dependents} path="/services" none="No other service needs it" />
            <RelatedTable title="Customers" columns={serviceCustomerColumns} rows={service.customers} path="/customers" none="No customer uses it" />
            <ServiceIncidents service={service.slug} reader={reader} />
            <RecentTickets filter={{ service: [service.slug] }} href={`/tickets?service=${service.slug}`} reader={reader} />
          </div>
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <Details service={service} reader={reader} />
            <ServiceSlos service={service.slug} reader={reader} />
            {service.monitors === null ? null : <RelatedTable title="Monitors" columns={monitorColumns} rows={service.monitors} path="/monitors" none="Nothing watches it" />}
            {service.runbooks === null ? null : <RelatedTable title="Runbooks" columns={runbookColumns} rows={service.runbooks} path="/runbooks" none="No runbook is about it" />}
          </div>
        </div>
      </Page>
    </>
  );
}
