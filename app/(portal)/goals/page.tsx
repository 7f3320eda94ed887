import type { Metadata } from "next";
import { goalStatuses, listGoalsSchema, type GoalProgress } from "#contract/catalog";
import { formatTarget } from "@/components/catalog/format-target";
import { GoalBar } from "@/components/catalog/goal-progress";
import { CreateGoalSheet, EditGoalSheet, type GoalChoices } from "@/components/catalog/goal-sheets";
import { goalBadge, unitOf, valueText } from "@/components/catalog/goal-words";
import { ImportSheet } from "@/components/catalog/import-sheet";
import { listInput } from "@/components/catalog/list-input";
import { RemoveGoal } from "@/components/catalog/remove-entity";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { SummaryStrip } from "@/components/kit/summary-strip";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount, formatDateTime, formatNumber } from "@/lib/format";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { demoOperations } from "@/server/demo";
import { loadGoalChoices } from "./load-goal-choices";

export const metadata: Metadata = { title: "Goals" };

const quiet = (text: string) => <span className="text-fg-3">{text}</span>;

const columns: Column<GoalProgress>[] = [
  { id: "title", header: "Goal", isPrimary: true, cell: (row) => row.goal.title },
  { id: "status", header: "Status", cell: (row) => <StatusBadge {...goalBadge(row)} /> },
  { id: "value", header: "Now", align: "end", className: "whitespace-nowrap", cell: (row) => (row.value === null ? quiet("no data") : <span className="font-medium">{valueText(row.value, row)}</span>) },
  { id: "target", header: "Target", align: "end", className: "whitespace-nowrap", cell: (row) => (row.goal.target === null ? quiet("none") : formatTarget(row.goal.target, unitOf(row))) },
  { id: "progress", header: "Way done", className: "md:w-44", cell: (row) => <GoalBar row={row} /> },
  { id: "metric", header: "Metric", cell: (row) => (row.metric === null ? quiet(row.goal.metric === null ? "not measured here" : row.goal.metric) : <>{row.metric.label}{row.goal.service === null ? "" : `, ${row.goal.service.name}`}</>) },
  { id: "owner", header: "Owner", cell: (row) => (row.goal.ownerName === "" ? quiet("no owner") : row.goal.ownerName) },
  { id: "due", header: "Due", className: "whitespace-nowrap", cell: (row) => (row.goal.dueOn === null ? quiet("no date") : formatDateTime(`${row.goal.dueOn}T00:00:00Z`, "UTC", "date")) },
];

const editing = (choices: GoalChoices): Column<GoalProgress> => ({
  id: "actions", header: "Actions", isHeaderHidden: true, align: "end",
  cell: (row) => (
    <span className="inline-flex gap-1">
      <EditGoalSheet goal={row.goal} choices={choices} />
      <RemoveGoal goal={row.goal} />
    </span>
  ),
});

const tones = { met: "ok", on_track: "ok", behind: "warn", missed: "critical", open: "none", not_measured: "none" } as const;

function Summary({ rows }: { rows: readonly GoalProgress[] }) {
  const items = goalStatuses.map((status) => ({ label: goalBadge({ status }).label, tone: tones[status], count: rows.filter((row) => row.status === status).length }));
  return <SummaryStrip label="Goals at a glance" items={items.map(({ label, tone, count }) => ({ label, tone, value: formatNumber(count) }))} />;
}

export default async function GoalsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const input = listInput(listGoalsSchema, params);
  const canWrite = actor.permissions.has("catalog.write");
  const [goals, demo, choices] = await Promise.all([pageCall(operations.catalog.goalProgress, input), pageCall(demoOperations.status, {}), canWrite ? loadGoalChoices() : null]);
  const url = { pathname: "/goals", params };
  const importSheet = choices === null ? undefined : <ImportSheet hasDemo={demo.hasDemo} />;
  const actions = choices === null ? undefined : (
    <>
      {importSheet}
      <CreateGoalSheet choices={choices} />
    </>
  );
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
        <PageHeader title="Goals" description="What you want to reach, and how far it is, the next due first." />
        {goals.items.length === 0 ? null : <Summary rows={goals.items} />}
        <FilterBar search={{ placeholder: "Find a goal" }} />
        <DataTable
          caption="Goals"
          columns={choices === null ? columns : [...columns, editing(choices)]}
          rows={goals.items}
          rowKey={(row) => row.goal.id}
          rowHref={(row) => `/goals/${row.goal.id}`}
          url={url}
          empty={empty}
          footer={<Pagination url={url} nextCursor={goals.nextCursor} summary={`${goals.items.length} of ${formatCount(goals.total, "goal")}`} />}
        />
      </Page>
    </>
  );
}
