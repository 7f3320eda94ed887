import type { ComponentRow, ComponentState } from "#contract/status";
import { shareWords, stateWords } from "#core/status";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Status } from "@/components/kit/status-map";
import { MoveComponent, RebuildHistory, RemoveComponent, ShowComponent } from "@/components/status/component-actions";
import { EditComponent, type ComponentChoices } from "@/components/status/component-forms";
import { Badge } from "@/components/ui/badge";
import { formatCount, formatDateTime } from "@/lib/format";

const statusOf: Readonly<Record<ComponentState, Status>> = { operational: "up", degraded: "degraded", partly_down: "degraded", down: "down", maintenance: "maintenance", no_data: "no_data" };

function Source({ row }: { row: ComponentRow }) {
  const parts = [...(row.monitors.length === 0 ? [] : [row.monitors.map(({ name }) => name).join(", ")]), ...(row.missingMonitors > 0 ? [`${formatCount(row.missingMonitors, "monitor")} gone`] : [])];
  return parts.length === 0 ? <span className="text-fg-3">no monitor</span> : <span className="wrap-anywhere">{parts.join("; ")}</span>;
}

function Kept({ row }: { row: ComponentRow }) {
  if (row.firstDay === null) return <span className="text-fg-3">none yet</span>;
  return <span className="whitespace-nowrap">{formatCount(row.keptDays, "day")} <span className="text-fg-3">since {formatDateTime(`${row.firstDay}T00:00:00Z`, "UTC", "date")}</span></span>;
}

export function ComponentsTable({ rows, choices, action }: { rows: readonly ComponentRow[]; choices: ComponentChoices; action: React.ReactNode }) {
  const ids = rows.map(({ id }) => id);
  const columns: Column<ComponentRow>[] = [
    { id: "name", header: "Component", isPrimary: true, cell: (row) => <span className="inline-flex flex-wrap items-center gap-1.5">{row.name}{row.isPublic ? null : <Badge>hidden</Badge>}</span> },
    { id: "state", header: "State now", cell: ({ state }) => <StatusBadge status={statusOf[state]} label={stateWords[state]} /> },
    { id: "availability", header: "90 days", align: "end", cell: ({ availability }) => (availability === null ? <span className="text-fg-3">no data</span> : shareWords(availability)) },
    { id: "group", header: "Group", cell: ({ group }) => (group === "" ? <span className="text-fg-3">none</span> : group) },
    { id: "service", header: "Service", cell: ({ service }) => service?.name ?? <span className="text-fg-3">none</span> },
    { id: "monitors", header: "Monitors", cell: (row) => <Source row={row} /> },
    { id: "kept", header: "History", cell: (row) => <Kept row={row} /> },
    {
      id: "actions", header: "Actions", isHeaderHidden: true, align: "end", className: "whitespace-nowrap",
      cell: (row) => (
        <span className="inline-flex flex-wrap justify-end">
          <MoveComponent ids={ids} index={ids.indexOf(row.id)} name={row.name} />
          <ShowComponent row={row} />
          <EditComponent row={row} choices={choices} />
          <RebuildHistory row={row} />
          <RemoveComponent row={row} />
        </span>
      ),
    },
  ];
  return <DataTable caption="Components of the status page" columns={columns} rows={rows} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="No components yet" action={action}>A component is a part of what you run, as customers see it. Its availability comes from monitors.</EmptyState>} />;
}
