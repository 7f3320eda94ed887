import type { Metadata } from "next";
import type { ChannelRow } from "#contract/alerts";
import { DeliveryState } from "@/components/alerts/alert-cards";
import { channelWord, matcherText } from "@/components/alerts/alert-words";
import { ChannelForm, RemoveChannelButton, TestChannelButton } from "@/components/alerts/channel-forms";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
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
  { id: "kind", header: "Kind", cell: channelWord },
  { id: "to", header: "Leads to", className: "wrap-anywhere", cell: ({ leadsTo }) => leadsTo },
  { id: "team", header: "Team", cell: ({ team }) => team?.name ?? "all" },
  { id: "hears", header: "Hears", cell: ({ severity, matchers }) => <>{severity === "page" ? "pages" : "all"}{matchers.length === 0 ? "" : <span className="block font-mono text-xs text-fg-3">{matchers.map(matcherText).join(", ")}</span>}</> },
  { id: "last", header: "Last message", cell: ({ last }) => (last === null ? none : <span className="inline-flex flex-wrap items-baseline gap-2"><DeliveryState status={last.status} /><Timestamp iso={last.at} now={now} zone={zone} className="text-fg-3" /></span>) },
  { id: "act", header: "Test, edit and remove", isHeaderHidden: true, align: "end", cell: (row) => (canWrite ? <span className="inline-flex gap-1"><TestChannelButton channel={row} /><ChannelForm channel={row} teams={teams} /><RemoveChannelButton channel={row} /></span> : null) },
];

export default async function ChannelsPage() {
  const { actor, now } = await pageContext();
  const [channels, choices] = await Promise.all([pageCall(alertsOperations.channels, {}), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const reader = { now, zone: actor.zone, canWrite: actor.permissions.has("alerts.write"), teams: choices.teams };
  return (
    <AlertsPage current="channels" title="Channels" description="How alerts are told beside the portal." actions={reader.canWrite ? <ChannelForm teams={choices.teams} /> : null}>
      <DataTable caption="Channels" columns={channelColumns(reader)} rows={channels.items} rowKey={({ slug }) => slug} empty={<EmptyState kind="none" title="No channel yet">Pages go by e-mail to who is on call; a channel tells a group as well.{reader.canWrite ? " “New channel” adds a chat, a webhook or a list of addresses; its test shows whether it is heard." : ""}</EmptyState>} />
    </AlertsPage>
  );
}
