import type { Metadata } from "next";
import Link from "next/link";
import { listIncidentsInput, severities } from "#contract/incidents";
import { listInput } from "@/components/catalog/list-input";
import { DeclareIncident } from "@/components/incidents/declare-incident";
import { statusWords } from "@/components/incidents/incident-words";
import { IncidentsSummary } from "@/components/incidents/incidents-summary";
import { IncidentsTable } from "@/components/incidents/incidents-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { incidentsOperations } from "@/server/incidents";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Incidents" };

const statusOptions = [{ value: "open", label: "open" }, ...Object.entries(statusWords).map(([value, label]) => ({ value, label: label.toLowerCase() }))];
const severityOptions = severities.map((value) => ({ value, label: value.toUpperCase() }));

function Empty({ isFiltered, canDeclare }: { isFiltered: boolean; canDeclare: boolean }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No incident matches" action={<Button asChild><Link href="/incidents">Clear the filters</Link></Button>}>Other incidents may be on record.</EmptyState>;
  return <EmptyState kind="none" title="No incident on record" action={<Button asChild><Link href="/monitors">See the monitors</Link></Button>}>{canDeclare ? "Declare one when people have to work on trouble together." : "When people work on trouble together, it shows here."}</EmptyState>;
}

async function loadSummary() {
  const [open, resolved, actions] = await Promise.all([pageCall(incidentsOperations.list, listIncidentsInput.parse({ status: "open" })), pageCall(incidentsOperations.list, listIncidentsInput.parse({ status: "resolved", limit: 1 })), pageCall(incidentsOperations.actions, { state: "overdue", limit: 200 })]);
  return { open: open.items, openCount: open.total, resolvedCount: resolved.total, overdueActions: actions.items.length };
}

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listIncidentsInput, params);
  const [list, summary, choices] = await Promise.all([pageCall(incidentsOperations.list, input), loadSummary(), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const url = { pathname: "/incidents", params };
  const canDeclare = actor.permissions.has("incidents.write");
  const isFiltered = Boolean(input.q ?? input.status ?? input.severity ?? input.service);
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Incidents" }]} actions={canDeclare ? <DeclareIncident services={choices.services} /> : undefined} />
      <Page>
        <PageHeader title="Incidents" description="Trouble that people work on together, and what was learnt from it." aside={<Link href="/incidents/actions" className="text-sm text-link underline underline-offset-3">Follow-up actions</Link>} />
        {list.total > 0 || isFiltered ? <IncidentsSummary {...summary} /> : null}
        <FilterBar
          search={{ placeholder: "Search incidents" }}
          filters={[{ param: "status", label: "State", options: statusOptions }, { param: "severity", label: "Severity", options: severityOptions }, { param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) }]}
        />
        <IncidentsTable incidents={list.items} reader={{ now, zone: actor.zone }} url={url} empty={<Empty isFiltered={isFiltered} canDeclare={canDeclare} />} footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "incident")}, ${list.open} open`} />} />
      </Page>
    </>
  );
}
