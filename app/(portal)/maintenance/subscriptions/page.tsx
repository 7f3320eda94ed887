import type { Metadata } from "next";
import type { NoticePromiseHours, SubscriptionRow } from "#contract/maintenance";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { MaintenanceTabs } from "@/components/maintenance/maintenance-tabs";
import { audienceWords, deliveryState, kindWords } from "@/components/maintenance/notices/notice-words";
import { PromisesForm } from "@/components/maintenance/notices/promises-form";
import { RemoveSubscriptionButton, SubscriptionForm, TestSubscriptionButton, type SubscriptionFormProps } from "@/components/maintenance/notices/subscription-forms";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { maintenanceOperations } from "@/server/maintenance";
import { loadChoices } from "../../services/load-choices";

export const metadata: Metadata = { title: "Subscribers" };

interface Reader {
  now: string;
  zone: string;
  canWrite: boolean;
  choices: Pick<SubscriptionFormProps, "services" | "customers">;
}

const about = ({ service, customer }: SubscriptionRow): string => (service ? service.name : customer ? `services of ${customer.name}` : "every service");
const quiet = <span className="text-fg-3">nothing yet</span>;

const columns = ({ now, zone, canWrite, choices }: Reader): Column<SubscriptionRow>[] => [
  { id: "name", header: "Subscriber", isPrimary: true, cell: ({ name }) => name },
  { id: "audience", header: "Reads as", cell: ({ audience }) => audienceWords[audience] },
  { id: "to", header: "Told by", className: "wrap-anywhere", cell: ({ kind, leadsTo }) => <>{leadsTo ?? ""} <span className="text-fg-3">{kindWords[kind]}</span></> },
  { id: "about", header: "About", cell: about },
  { id: "last", header: "Last message", cell: ({ last }) => (last === null ? quiet : <span className="inline-flex flex-wrap items-baseline gap-2"><StatusBadge {...deliveryState(last.status)} /><Timestamp iso={last.at} now={now} zone={zone} className="text-fg-3" /></span>) },
  { id: "act", header: "Test, edit and remove", isHeaderHidden: true, align: "end", cell: (row) => canWrite && <span className="inline-flex gap-1"><TestSubscriptionButton subscription={row} /><SubscriptionForm subscription={row} {...choices} /><RemoveSubscriptionButton subscription={row} /></span> },
];

function promised({ customers, services }: NoticePromiseHours): string {
  const parts = [...Object.entries(customers).map(([tier, hours]) => `${tier} customers ${hours} h`), ...Object.entries(services).map(([tier, hours]) => `tier ${tier} services ${hours} h`)];
  return parts.length === 0 ? "No notice is promised by tier." : `Promised notice: ${parts.join(", ")}.`;
}

const one = (value: PageParams[string]): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

export default async function SubscribersPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const canWrite = actor.permissions.has("maintenance.write");
  const canRead = actor.permissions.has("catalog.read");
  const audience = (["customer", "team", "internal"] as const).find((each) => each === params.audience);
  const [list, promises, choices, customers] = await Promise.all([
    pageCall(maintenanceOperations.subscriptions, { service: one(params.service), audience, cursor: one(params.cursor) }), pageCall(maintenanceOperations.noticePromises, {}),
    canRead ? loadChoices() : { teams: [], services: [] }, canRead ? pageCall(catalogOperations.listCustomers, { limit: 200 }) : { items: [] },
  ]);
  const forms = { services: choices.services, customers: customers.items.map(({ slug, name }) => ({ slug, name })) };
  const filters = [{ param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) }, { param: "audience", label: "Reads as", options: Object.entries(audienceWords).map(([value, label]) => ({ value, label })) }];
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Calendar", href: "/maintenance" }, { label: "Subscribers" }]} actions={canWrite ? <SubscriptionForm {...forms} /> : null} />
      <Page>
        <MaintenanceTabs current="subscribers" />
        <PageHeader title="Subscribers" description="Who is told of planned work, on which services and how." actions={actor.permissions.has("maintenance.approve") ? <PromisesForm promises={promises} /> : null} />
        <p className="text-sm text-fg-3">{promised(promises)} The status page and its <a href="/status.rss" className="text-link underline underline-offset-3">RSS feed</a> show public windows once they are announced.</p>
        <FilterBar filters={filters} />
        <DataTable caption="Subscribers" columns={columns({ now, zone: actor.zone, canWrite, choices: forms })} rows={list.items} rowKey={({ id }) => id} empty={one(params.service) || audience ? <EmptyState kind="no-match" title="No subscriber fits">Widen the filters.</EmptyState> : <EmptyState kind="none" title="No subscriber yet">Nobody is told of planned work but by the calendar and the status page.</EmptyState>} footer={<Pagination url={{ pathname: "/maintenance/subscriptions", params }} nextCursor={list.nextCursor} summary={formatCount(list.total, "subscriber")} />} />
      </Page>
    </>
  );
}
