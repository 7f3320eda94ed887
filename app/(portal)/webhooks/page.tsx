import type { Metadata } from "next";
import type { z } from "zod";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { AddWebhook, WebhookActions } from "@/components/webhooks/webhook-forms";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { webhooksOperations } from "@/server/webhooks";
import { eventTopics, type WebhookRow } from "#contract/webhooks";

export const metadata: Metadata = { title: "Webhooks" };

type Delivery = z.output<typeof webhooksOperations.deliveries.output>["items"][number];
type Reader = { now: string; zone: string };

const topicName = (topic: string): string => Object.entries(eventTopics).find(([name]) => name === topic)?.[1] ?? topic;

function State({ row, now, zone }: { row: WebhookRow } & Reader) {
  if (!row.isEnabled) return <StatusBadge status="queued" label="Paused" />;
  if (row.failedAt === null) return <StatusBadge status="succeeded" label="On" />;
  return <span className="grid gap-1"><StatusBadge status="failed" label="Failing" /><span className="text-xs text-fg-2 wrap-anywhere">{row.error} <Timestamp iso={row.failedAt} now={now} zone={zone} /></span></span>;
}

const webhookColumns = (reader: Reader): Column<WebhookRow>[] => [
  { id: "name", header: "Name", isPrimary: true, cell: (row) => <span className="font-medium wrap-anywhere">{row.name}</span> },
  { id: "host", header: "Leads to", cell: (row) => row.host ?? "sealed with another key" },
  { id: "topics", header: "Events", cell: (row) => <span className="text-fg-2">{row.topics.map(topicName).join(", ")}</span> },
  { id: "state", header: "State", cell: (row) => <State row={row} {...reader} /> },
  { id: "actions", header: "Actions", cell: (row) => <WebhookActions webhook={row} /> },
];

const badges = { sent: ["succeeded", "Sent"], waiting: ["queued", "Waiting"], failed: ["failed", "Failed, tried again"], given_up: ["failed", "Given up"] } as const;

const deliveryColumns = ({ now, zone }: Reader): Column<Delivery>[] => [
  { id: "topic", header: "Event", isPrimary: true, cell: (row) => topicName(row.topic) },
  { id: "webhook", header: "Webhook", cell: (row) => row.webhook },
  { id: "status", header: "Status", cell: (row) => <StatusBadge status={badges[row.status][0]} label={badges[row.status][1]} /> },
  { id: "attempts", header: "Tries", align: "end", cell: (row) => row.attempts },
  { id: "at", header: "Happened", cell: (row) => <Timestamp iso={row.at} now={now} zone={zone} /> },
  { id: "error", header: "Fault", cell: (row) => <span className="text-fg-2 wrap-anywhere">{row.error ?? ""}</span> },
];

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [params, { actor, now }] = await Promise.all([searchParams, pageContext()]);
  const cursor = typeof params.cursor === "string" ? params.cursor : null;
  const [webhooks, log] = await Promise.all([pageCall(webhooksOperations.list, {}), pageCall(webhooksOperations.deliveries, { cursor })]);
  const reader = { now, zone: actor.zone };
  return (
    <>
      <TopBar crumbs={[{ label: "Administration" }, { label: "Webhooks" }]} />
      <Page>
        <PageHeader title="Webhooks" description="Other systems that are told of events: signed, tried again when they are down, and written down." actions={<AddWebhook />} />
        <DataTable caption="Webhooks" columns={webhookColumns(reader)} rows={webhooks.items} rowKey={(row) => row.id} empty={<EmptyState kind="none" title="No webhooks yet">Add an address to tell another system when a ticket is opened or an incident moves on.</EmptyState>} />
        <section aria-labelledby="deliveries" className="grid gap-3">
          <h2 id="deliveries" className="text-lg font-semibold">Deliveries</h2>
          <DataTable caption="Deliveries" columns={deliveryColumns(reader)} rows={log.items} rowKey={(row) => row.id} empty={<EmptyState kind="none" title="Nothing told yet">What is told to a webhook stands here, with what became of it.</EmptyState>} />
          <Pagination url={{ pathname: "/webhooks", params }} nextCursor={log.nextCursor} summary={formatCount(log.items.length, "delivery", "deliveries")} />
        </section>
      </Page>
    </>
  );
}
