import type { ReactNode } from "react";
import type { PlanRow } from "#contract/changes";
import { planMark, planName, planWords, stageWords } from "@/components/changes/change-words";
import { RunState } from "@/components/changes/run-state";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import type { PageUrl } from "@/components/kit/with-params";

const none = <span className="text-fg-3">none</span>;

const columns: Column<PlanRow>[] = [
  { id: "state", header: "State", className: "whitespace-nowrap", cell: (row) => <StatusBadge status={planMark(row.status)} label={planWords[row.status]} /> },
  { id: "title", header: "Plan", isPrimary: true, cell: (row) => <span className="wrap-anywhere"><span className="mr-2 font-mono text-xs whitespace-nowrap text-fg-3">{planName(row.number)}</span>{row.title}</span> },
  { id: "service", header: "Service", className: "whitespace-nowrap", cell: (row) => (row.service === null ? none : <>{row.service.name} <span className="text-xs text-fg-3">tier {row.tier}</span></>) },
  { id: "kind", header: "Kind", className: "whitespace-nowrap", cell: (row) => `${row.kind} ${row.purpose}` },
  { id: "steps", header: "Steps", align: "end", cell: (row) => row.steps },
  { id: "stages", header: "Stages", priority: 3, cell: (row) => row.stages.map((stage) => stageWords[stage]).join(", ") },
  { id: "runs", header: "Runs", align: "end", cell: (row) => row.runs },
  { id: "last", header: "Last run", className: "whitespace-nowrap", cell: (row) => (row.lastRun === null ? none : <RunState run={row.lastRun} />) },
];

export function PlansTable({ plans, url, empty, footer }: { plans: readonly PlanRow[]; url: PageUrl; empty: ReactNode; footer: ReactNode }) {
  return <DataTable caption="Change plans" columns={columns} rows={plans} rowKey={(row) => String(row.number)} rowHref={(row) => `/changes/plans/${row.number}`} url={url} empty={empty} footer={footer} />;
}
