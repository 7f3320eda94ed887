import type { Metadata } from "next";
import Link from "next/link";
import { listDeliveriesInput, type AlertDelivery } from "#contract/alerts";
import { DeliveryState } from "@/components/alerts/alert-cards";
import { deliveryWords } from "@/components/alerts/alert-words";
import { listInput } from "@/components/catalog/list-input";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Pagination } from "@/components/kit/pagination";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "Delivery log" };

const statusOptions = [{ value: "waiting", label: "waiting" }, { value: "sent", label: "sent" }, { value: "kept", label: "kept" }, { value: "failed", label: "failed, tried again" }, { value: "given_up", label: "given up" }];

const columnsFor = ({ now, zone }: { now: string; zone: string }): Column<AlertDelivery>[] => [
  { id: "what", header: "Message", isPrimary: true, cell: ({ title, error }) => <span className="wrap-anywhere">{title}{error === null ? null : <span className="block text-xs font-normal text-crit-text">{error}</span>}</span> },
  { id: "who", header: "Told", className: "wrap-anywhere", cell: ({ channel, recipient }) => (channel === null ? recipient : `${channel}: ${recipient}`) },
  { id: "how", header: "How", className: "whitespace-nowrap", cell: ({ kind }) => deliveryWords[kind] ?? kind },
  { id: "state", header: "State", cell: ({ status }) => <DeliveryState status={status} /> },
  { id: "tries", header: "Tries", inLine: "named", align: "end", cell: ({ attempts }) => attempts },
  { id: "at", header: "When", cell: ({ sentAt, createdAt }) => <Timestamp iso={sentAt ?? createdAt} now={now} zone={zone} show="full" /> },
];

const noMatch = <EmptyState kind="no-match" title="No message matches" action={<Button asChild><Link href="/alerts/deliveries">Clear the filters</Link></Button>}>Other messages may be on record.</EmptyState>;
const noneYet = <EmptyState kind="none" title="Nothing was told yet">Each message is listed here with its outcome.</EmptyState>;

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const channels = (await pageCall(alertsOperations.channels, {})).items;
  const given = listInput(listDeliveriesInput, params);
  const input = { ...given, channel: channels.some(({ slug }) => slug === given.channel) ? given.channel : undefined };
  const { items, nextCursor, total } = await pageCall(alertsOperations.deliveries, input);
  const isFiltered = (input.channel ?? input.status) !== undefined;
  return (
    <AlertsPage current="deliveries" title="Delivery log" description="Who was told what, when and how, and what came of it.">
      <FilterBar filters={[{ param: "channel", label: "Channel", options: channels.map(({ slug, name }) => ({ value: slug, label: name })) }, { param: "status", label: "State", options: statusOptions }]} />
      <DataTable caption="Deliveries" phone="lines" columns={columnsFor({ now, zone: actor.zone })} rows={items} rowKey={({ id }) => id} empty={isFiltered ? noMatch : noneYet} footer={<Pagination url={{ pathname: "/alerts/deliveries", params }} nextCursor={nextCursor} summary={`${items.length} of ${formatCount(total, "message")}`} />} />
    </AlertsPage>
  );
}
