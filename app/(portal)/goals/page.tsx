import type { Metadata } from "next";
import { listGoalsSchema, type GoalRow } from "#contract/catalog";
import { CreateGoalSheet, EditGoalSheet } from "@/components/catalog/goal-sheets";
import { formatTarget } from "@/components/catalog/format-target";
import { ImportSheet } from "@/components/catalog/import-sheet";
import { listInput } from "@/components/catalog/list-input";
import { RemoveGoal } from "@/components/catalog/remove-entity";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount, formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { demoOperations } from "@/server/demo";
import { semanticLayer } from "@/server/api/semantic-layer";

export const metadata: Metadata = { title: "Goals" };

const quiet = (text: string) => <span className="text-fg-3">{text}</span>;

const unitOf = (metric: string | null) => semanticLayer.metrics.find((one) => one.id === metric)?.unit ?? null;

const columns: Column<GoalRow>[] = [
  { id: "title", header: "Goal", isPrimary: true, cell: (row) => row.title },
  { id: "owner", header: "Owner", cell: (row) => (row.ownerName === "" ? quiet("no owner") : row.ownerName) },
  { id: "metric", header: "Metric", cell: (row) => (row.metric === null ? quiet("not measured here") : <span className="font-mono text-xs">{row.metric}</span>) },
  { id: "target", header: "Target", align: "end", cell: (row) => (row.target === null ? quiet("none") : formatTarget(row.target, unitOf(row.metric))) },
  { id: "due", header: "Due", cell: (row) => (row.dueOn === null ? quiet("no date") : formatDateTime(`${row.dueOn}T00:00:00Z`, "UTC", "date")) },
];

const editing: Column<GoalRow> = {
  id: "actions", header: "Actions", isHeaderHidden: true, align: "end",
  cell: (row) => (
    <span className="inline-flex gap-1">
      <EditGoalSheet goal={row} />
      <RemoveGoal goal={row} />
    </span>
  ),
};

export default async function GoalsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const input = listInput(listGoalsSchema, params);
  const [goals, demo] = await Promise.all([pageCall(catalogOperations.listGoals, input), pageCall(demoOperations.status, {})]);
  const canWrite = actor.permissions.has("catalog.write");
  const url = { pathname: "/goals", params };
  const importSheet = canWrite ? <ImportSheet hasDemo={demo.hasDemo} /> : undefined;
  const actions = canWrite ? (
    <>
      {importSheet}
      <CreateGoalSheet />
    </>
  ) : undefined;
  const empty = input.q ? (
    <EmptyState kind="no-match" title="No goal matches">Clear the search to see all.</EmptyState>
  ) : (
    <EmptyState kind="none" title="No goals yet" action={importSheet}>
      Import a YAML list of your goals, or create the first one.
    </EmptyState>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Organisation" }, { label: "Goals" }]} actions={actions} />
      <Page>
        <PageHeader title="Goals" description="What you want to reach, the next due first." />
        <FilterBar search={{ placeholder: "Find a goal" }} />
        <DataTable
          caption="Goals"
          columns={canWrite ? [...columns, editing] : columns}
          rows={goals.items}
          rowKey={(row) => row.id}
          url={url}
          empty={empty}
          footer={<Pagination url={url} nextCursor={goals.nextCursor} summary={`${goals.items.length} of ${formatCount(goals.total, "goal")}`} />}
        />
      </Page>
    </>
  );
}
