import type { Metadata } from "next";
import type { CalendarMode, ExternalCalendarRow, FeedRow } from "#contract/maintenance";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { ExternalForm, RefreshCalendarButton, RemoveCalendarButton } from "@/components/maintenance/calendars/external-forms";
import { FeedMaker, RevokeFeedButton } from "@/components/maintenance/calendars/feed-forms";
import { MaintenanceTabs } from "@/components/maintenance/maintenance-tabs";
import { TopBar } from "@/components/shell/top-bar";
import { formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { maintenanceOperations } from "@/server/maintenance";
import { loadChoices } from "../../../services/load-choices";

export const metadata: Metadata = { title: "Other calendars" };

interface Reader {
  now: string;
  zone: string;
  may: { write: boolean; approve: boolean };
}

const modeWords: Readonly<Record<CalendarMode, string>> = { busy: "busy", soft: "soft freeze", hard: "hard freeze" };
const states = { read: { status: "ok", label: "read" }, incomplete: { status: "warn", label: "read in part" }, failed: { status: "failed", label: "not read" }, waiting: { status: "waiting", label: "not read yet" } } as const;

const externalColumns = ({ now, zone, may }: Reader): Column<ExternalCalendarRow>[] => [
  { id: "name", header: "Calendar", isPrimary: true, cell: ({ name }) => name },
  { id: "mode", header: "Its times are", cell: ({ mode }) => modeWords[mode] },
  { id: "source", header: "Source", className: "wrap-anywhere", cell: ({ host }) => host ?? "a file" },
  { id: "state", header: "State", cell: ({ state, error, fetchedAt }) => <span className="grid gap-0.5"><span className="inline-flex flex-wrap items-baseline gap-2"><StatusBadge {...states[state]} />{fetchedAt === null ? null : <Timestamp iso={fetchedAt} now={now} zone={zone} className="text-fg-3" />}</span>{error === null ? null : <span className="max-w-96 text-xs text-fg-2 wrap-anywhere">{error}</span>}</span> },
  { id: "events", header: "Times", align: "end", cell: ({ events }) => events },
  { id: "next", header: "Next", className: "wrap-anywhere", cell: ({ next }) => (next === null ? <span className="text-fg-3">none</span> : <>{next.title} <span className="text-fg-3">{formatDateTime(next.from, zone)}</span></>) },
  { id: "act", header: "Read, edit and remove", isHeaderHidden: true, align: "end", cell: (row) => <span className="inline-flex gap-1">{may.write ? <RefreshCalendarButton calendar={row} /> : null}{may.approve ? <><ExternalForm calendar={row} zone={zone} /><RemoveCalendarButton calendar={row} /></> : null}</span> },
];

const feedName = ({ kind, subject }: FeedRow): string => (kind === "user" ? "Everything" : (subject ?? `a ${kind} that was removed`));

const feedColumns = ({ now, zone }: Reader): Column<FeedRow>[] => [
  { id: "what", header: "Address for", isPrimary: true, cell: feedName },
  { id: "kind", header: "Kind", cell: ({ kind }) => ({ user: "person", team: "team", service: "service" })[kind] },
  { id: "owner", header: "Made by", cell: ({ owner, isOwn }) => (isOwn ? "you" : owner) },
  { id: "made", header: "Made", cell: ({ createdAt }) => <Timestamp iso={createdAt} now={now} zone={zone} /> },
  { id: "used", header: "Last read", cell: ({ usedAt }) => (usedAt === null ? <span className="text-fg-3">never</span> : <Timestamp iso={usedAt} now={now} zone={zone} />) },
  { id: "act", header: "Revoke", isHeaderHidden: true, align: "end", cell: (row) => <RevokeFeedButton feed={row} /> },
];

const heading = "text-base font-semibold";

export default async function CalendarsPage() {
  const { actor, now } = await pageContext();
  const [feeds, external, choices] = await Promise.all([pageCall(maintenanceOperations.feeds, {}), pageCall(maintenanceOperations.externalCalendars, {}), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const reader = { now, zone: actor.zone, may: { write: actor.permissions.has("maintenance.write"), approve: actor.permissions.has("maintenance.approve") } };
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Calendar", href: "/maintenance" }, { label: "Other calendars" }]} />
      <Page>
        <MaintenanceTabs current="calendars" />
        <PageHeader title="Other calendars" description="Planned work in your own calendar program, and the times of others that planned work keeps clear of." />
        <section aria-labelledby="feeds" className="grid gap-3">
          <h2 id="feeds" className={heading}>In your calendar program</h2>
          <FeedMaker teams={choices.teams} services={choices.services} />
          <DataTable caption="Calendar addresses" columns={feedColumns(reader)} rows={feeds.items} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="No address yet">Make one, and your calendar program shows planned work.</EmptyState>} />
        </section>
        <section aria-labelledby="external" className="grid gap-3">
          <h2 id="external" className={heading}>Times of others</h2>
          {reader.may.approve ? <ExternalForm zone={actor.zone} /> : null}
          <DataTable caption="Calendars of others" columns={externalColumns(reader)} rows={external.items} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="No calendar of others">Add holidays or a partner&apos;s freezes: the slot finder keeps clear of them.</EmptyState>} />
        </section>
      </Page>
    </>
  );
}
