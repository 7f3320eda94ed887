import type { Metadata } from "next";
import type { AlertDelivery, ChannelRow } from "#contract/alerts";
import { DeliveryState } from "@/components/alerts/alert-cards";
import { deliveryWords, matcherText } from "@/components/alerts/alert-words";
import { ChannelForm, RemoveChannelButton, TestChannelButton } from "@/components/alerts/channel-forms";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardHeader } from "@/components/ui/card";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { loadChoices } from "../../services/load-choices";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "Channels" };

interface Reader {
  now: string;
  zone: string;
  canWrite: boolean;
  teams: Awaited<ReturnType<typeof loadChoices>>["teams"];
}

const none = <span className="text-fg-3">never used</span>;

const channelColumns = ({ now, zone, canWrite, teams }: Reader): Column<ChannelRow>[] => [
  { id: "name", header: "Channel", isPrimary: true, cell: ({ name, isEnabled }) => <>{name}{isEnabled ? "" : " (off)"}</> },
  { id: "kind", header: "Kind", cell: ({ kind, template }) => template ?? deliveryWords[kind] ?? kind },
  { id: "to", header: "Leads to", className: "wrap-anywhere", cell: ({ leadsTo }) => leadsTo },
  { id: "team", header: "Team", cell: ({ team }) => team?.name ?? "all" },
  { id: "hears", header: "Hears", cell: ({ severity, matchers }) => <>{severity === "page" ? "pages" : "all"}{matchers.length === 0 ? "" : <span className="block font-mono text-xs text-fg-3">{matchers.map(matcherText).join(", ")}</span>}</> },
  { id: "last", header: "Last message", cell: ({ last }) => (last === null ? none : <span className="inline-flex flex-wrap items-baseline gap-2"><DeliveryState status={last.status} /><Timestamp iso={last.at} now={now} zone={zone} className="text-fg-3" /></span>) },
  { id: "act", header: "Test, edit and remove", isHeaderHidden: true, align: "end", cell: (row) => (canWrite ? <span className="inline-flex gap-1"><TestChannelButton channel={row} /><ChannelForm channel={row} teams={teams} /><RemoveChannelButton channel={row} /></span> : null) },
];

const deliveryColumns = ({ now, zone }: Reader): Column<AlertDelivery>[] => [
  { id: "what", header: "Message", isPrimary: true, cell: ({ title, error }) => <span className="wrap-anywhere">{title}{error === null ? null : <span className="block text-xs font-normal text-crit-text">{error}</span>}</span> },
  { id: "who", header: "Told", className: "wrap-anywhere", cell: ({ channel, recipient }) => (channel === null ? recipient : `${channel}: ${recipient}`) },
  { id: "how", header: "How", cell: ({ kind }) => deliveryWords[kind] ?? kind },
  { id: "state", header: "State", cell: ({ status }) => <DeliveryState status={status} /> },
  { id: "tries", header: "Tries", align: "end", cell: ({ attempts }) => attempts },
  { id: "at", header: "When", cell: ({ sentAt, createdAt }) => <Timestamp iso={sentAt ?? createdAt} now={now} zone={zone} show="full" /> },
];

export default async function ChannelsPage() {
  const { actor, now } = await pageContext();
  const [channels, deliveries, choices] = await Promise.all([pageCall(alertsOperations.channels, {}), pageCall(alertsOperations.deliveries, { limit: 50 }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const reader = { now, zone: actor.zone, canWrite: actor.permissions.has("alerts.write"), teams: choices.teams };
  return (
    <AlertsPage current="channels" title="Channels" description="How alerts are told beside the portal, and what was told." actions={reader.canWrite ? <ChannelForm teams={choices.teams} /> : null}>
      <DataTable caption="Channels" columns={channelColumns(reader)} rows={channels.items} rowKey={({ slug }) => slug} empty={<EmptyState kind="none" title="No channel yet">Pages go by e-mail to who is on call; a channel tells a group as well.</EmptyState>} />
      <Card>
        <CardHeader title="Delivery log" detail="the newest 50" />
        <DataTable caption="Deliveries" isBare columns={deliveryColumns(reader)} rows={deliveries.items} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="Nothing was told yet">Each message is listed here with its outcome.</EmptyState>} />
      </Card>
    </AlertsPage>
  );
}
