import type { Metadata } from "next";
import Link from "next/link";
import { listActionsInput } from "#contract/incidents";
import { listInput } from "@/components/catalog/list-input";
import { TickAction } from "@/components/incidents/tick-action";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { incidentsOperations } from "@/server/incidents";

export const metadata: Metadata = { title: "Follow-up actions" };

type Item = Awaited<ReturnType<typeof load>>["items"][number];
const load = (params: PageParams) => pageCall(incidentsOperations.actions, listInput(listActionsInput, params));

const columnsFor = (canWrite: boolean): Column<Item>[] => [
  { id: "state", header: "State", className: "whitespace-nowrap", cell: (row) => (row.doneAt !== null ? <StatusBadge status="ok" label="Done" /> : row.isOverdue ? <StatusBadge status="critical" label="Overdue" /> : <StatusBadge status="none" label="Open" />) },
  { id: "title", header: "Action", isPrimary: true, cell: (row) => <span className="wrap-anywhere">{row.title}</span> },
  { id: "owner", header: "Owner", cell: (row) => (row.owner === "" ? <Absent>nobody</Absent> : row.owner) },
  { id: "due", header: "Due", inLine: "named", className: "whitespace-nowrap", cell: (row) => (row.dueOn === null ? <Absent>no date</Absent> : formatDateTime(row.dueOn, "UTC", "date")) },
  { id: "incident", header: "Incident", cell: (row) => <Link href={`/incidents/${row.incident}`} className="text-link underline underline-offset-3">INC-{row.incident}</Link> },
  ...(canWrite ? [{ id: "tick", header: "Done", inLine: "named" as const, cell: (row: Item) => <TickAction action={row} /> }] : []),
];

export default async function ActionsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const { items } = await load(params);
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Incidents", href: "/incidents" }, { label: "Follow-up actions" }]} />
      <Page>
        <PageHeader title="Follow-up actions" description="What incidents taught us to do, by date." />
        <FilterBar filters={[{ param: "state", label: "State", anyLabel: "open", options: [{ value: "overdue", label: "overdue" }, { value: "done", label: "done" }] }]} />
        <DataTable caption="Follow-up actions" phone="lines" columns={columnsFor(actor.permissions.has("incidents.write"))} rows={items} rowKey={(row) => row.id} empty={<EmptyState kind="none" title="No action here">Actions are added on the page of an incident.</EmptyState>} />
      </Page>
    </>
  );
}
