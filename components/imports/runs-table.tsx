import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Status } from "@/components/kit/status-map";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageUrl } from "@/components/kit/with-params";
import { Badge } from "@/components/ui/badge";
import { formatCount, formatNumber } from "@/lib/format";

export interface ImportRun {
  id: string;
  kind: string;
  source: string;
  dryRun: boolean;
  status: string;
  actorName: string;
  rowsRead: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  startedAt: string;
}

const statuses: Record<string, { status: Status; label?: string }> = { completed: { status: "succeeded" }, failed: { status: "failed" }, interrupted: { status: "warn", label: "Interrupted" }, running: { status: "running" } };

export function RunStatus({ status }: { status: string }) {
  return <StatusBadge {...(statuses[status] ?? { status: "none", label: status })} />;
}

const count = (id: keyof ImportRun & ("rowsRead" | "created" | "updated" | "unchanged" | "rejected"), header: string): Column<ImportRun> => ({ id, header, cell: (run) => formatNumber(run[id]), align: "end", priority: id === "rowsRead" || id === "unchanged" ? 3 : 2 });

export interface RunsTableProps {
  runs: readonly ImportRun[];
  nextCursor: string | null;
  url: PageUrl;
  now: string;
  zone: string;
}

/** Past imports, newest first; each opens with the rows that it refused. */
export function RunsTable({ runs, nextCursor, url, now, zone }: RunsTableProps) {
  const columns: readonly Column<ImportRun>[] = [
    { id: "source", header: "Source", cell: (run) => <span className="wrap-anywhere">{run.source}</span>, isPrimary: true },
    { id: "kind", header: "Kind", cell: (run) => <span className="inline-flex items-center gap-1.5">{run.kind}{run.dryRun ? <Badge tone="outline">preview</Badge> : null}</span> },
    { id: "status", header: "Status", cell: (run) => <RunStatus status={run.status} /> },
    count("rowsRead", "Rows"), count("created", "Created"), count("updated", "Updated"), count("unchanged", "Unchanged"), count("rejected", "Rejected"),
    { id: "actor", header: "By", cell: (run) => run.actorName, priority: 3 },
    { id: "started", header: "Started", cell: (run) => <Timestamp iso={run.startedAt} now={now} zone={zone} /> },
  ];
  return (
    <DataTable
      caption="Past imports"
      columns={columns}
      rows={runs}
      rowKey={(run) => run.id}
      rowHref={(run) => `/imports/${run.id}`}
      empty={<EmptyState kind="none" title="Nothing was imported yet">Every import is listed here with its counts and the rows that it refused.</EmptyState>}
      footer={<Pagination url={url} nextCursor={nextCursor} summary={formatCount(runs.length, "import")} />}
    />
  );
}
