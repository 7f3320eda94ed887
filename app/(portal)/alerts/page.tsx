import type { Metadata } from "next";
import Link from "next/link";
import { listAlertsInput, type ListAlertsOutput } from "#contract/alerts";
import { severityWords, sourceWords } from "@/components/alerts/alert-words";
import { AlertsTable } from "@/components/alerts/alerts-table";
import { AlertsTabs } from "@/components/alerts/alerts-tabs";
import { listInput } from "@/components/catalog/list-input";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { SummaryStrip } from "@/components/kit/summary-strip";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount, formatNumber } from "@/lib/format";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Alerts" };

const statusOptions = [{ value: "open", label: "waiting for somebody" }, { value: "firing", label: "firing" }, { value: "acknowledged", label: "acknowledged" }, { value: "silenced", label: "silenced" }, { value: "ended", label: "ended" }];
const optionsOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const optionOf = ({ slug, name }: { slug: string; name: string }) => ({ value: slug, label: name });

function Empty({ isFiltered, known }: { isFiltered: boolean; known: number }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No alert matches" action={<Button asChild><Link href="/alerts">Clear the filters</Link></Button>}>{known === 0 ? "No alert is on record." : "Other alerts are on record."}</EmptyState>;
  return <EmptyState kind="none" title="No alert on record" action={<Button asChild><Link href="/alerts/channels">Set up channels</Link></Button>}>Alerts come from error budgets, monitors, rules on metrics, Alertmanager and the API.</EmptyState>;
}

function Summary({ summary }: { summary: ListAlertsOutput["summary"] }) {
  return (
    <SummaryStrip
      label="Alerts at a glance"
      items={[
        { label: "Waiting for somebody", value: formatNumber(summary.unacknowledged), detail: "neither acknowledged nor silenced", tone: summary.unacknowledged > 0 ? "critical" : "ok" },
        { label: "Firing", value: formatNumber(summary.firing), detail: `${formatNumber(summary.pages)} that page` },
        { label: "Silenced", value: formatNumber(summary.silenced), detail: "firing, and nobody is told" },
        { label: "On record", value: formatNumber(summary.known), detail: "ended ones included" },
      ]}
    />
  );
}

export default async function AlertsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listAlertsInput, params);
  const [list, inbox, choices] = await Promise.all([pageCall(alertsOperations.list, input), pageCall(alertsOperations.inbox, { limit: 1 }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const url = { pathname: "/alerts", params };
  const isFiltered = Boolean(input.q ?? input.status ?? input.severity ?? input.source ?? input.service ?? input.team ?? input.group);
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Alerts" }]} />
      <Page>
        <PageHeader title="Alerts" description="What is wrong, who is told of it, and who has taken it on." />
        <AlertsTabs current="alerts" unread={inbox.unread} />
        {list.summary.known > 0 ? <Summary summary={list.summary} /> : null}
        <FilterBar
          search={{ placeholder: "Search alerts" }}
          filters={[{ param: "status", label: "State", options: statusOptions }, { param: "severity", label: "Severity", options: optionsOf(severityWords) }, { param: "service", label: "Service", options: choices.services.map(optionOf) }, { param: "team", label: "Team", options: choices.teams.map(optionOf) }, { param: "source", label: "Source", options: optionsOf(sourceWords) }]}
        />
        <AlertsTable alerts={list.items} reader={{ now, zone: actor.zone }} url={url} empty={<Empty isFiltered={isFiltered} known={list.summary.known} />} footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "alert")}`} />} />
      </Page>
    </>
  );
}
