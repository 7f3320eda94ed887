import type { BudgetFreeze, SloBudget } from "#contract/slo";
import { Absent } from "@/components/kit/absent";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { StatusMark } from "@/components/kit/status-mark";
import { EndOverride, OverrideSheet } from "@/components/slo/override-sheet";
import { PolicySheet } from "@/components/slo/policy-sheet";
import { freezeState, stepsOf } from "@/components/slo/prepare-policy";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatDuration, formatRatio } from "@/lib/format";

export interface PolicyCardProps {
  budget: SloBudget;
  remaining: number | null;
  reader: { now: string; zone: string };
  can: { write: boolean; override: boolean };
}

function Steps({ budget, remaining }: Pick<PolicyCardProps, "budget" | "remaining">) {
  if (budget.policy.length === 0) return <p className="px-4 py-3 text-sm text-fg-3">No policy: whatever is left, nothing is frozen.</p>;
  return (
    <ol aria-label="Steps of the policy" className="grid gap-px bg-line sm:auto-cols-fr sm:grid-flow-col">
      {stepsOf(budget, remaining).map(({ act, at, tone, state }) => (
        <li key={act} className="grid content-start gap-0.5 bg-card px-4 py-3">
          <span className="flex items-center gap-1.5 text-xs text-fg-3"><StatusMark tone={tone} />at {at} left</span>
          <span className="text-sm font-medium">{act}</span>
          <span className="text-xs text-fg-3">{state}</span>
        </li>
      ))}
    </ol>
  );
}

function Override({ freeze, reader }: { freeze: BudgetFreeze; reader: PolicyCardProps["reader"] }) {
  if (freeze.override === null) return <Absent>none</Absent>;
  const { by, reason, at, until } = freeze.override;
  return (
    <span>
      {reason}
      <span className="block text-xs text-fg-3">{by}, {formatDateTime(at, reader.zone)} to {formatDateTime(until, reader.zone)}</span>
    </span>
  );
}

function columnsFor({ reader, can, budget }: PolicyCardProps): Column<BudgetFreeze>[] {
  const { zone, now } = reader;
  const columns: Column<BudgetFreeze>[] = [
    { id: "kind", header: "Freeze", isPrimary: true, cell: (row) => <StatusBadge {...freezeState(row, now)} /> },
    { id: "opened", header: "Opened", inLine: "named", className: "whitespace-nowrap", cell: (row) => formatDateTime(row.openedAt, zone) },
    { id: "length", header: "Length", inLine: "named", align: "end", className: "whitespace-nowrap", cell: (row) => formatDuration(Date.parse(row.closedAt ?? now) - Date.parse(row.openedAt)) },
    { id: "left", header: "Left then", inLine: "named", align: "end", cell: (row) => formatRatio(row.remaining) },
    { id: "override", header: "Override", inLine: "text", cell: (row) => <Override freeze={row} reader={reader} /> },
  ];
  if (!can.override) return columns;
  const isHeld = (row: BudgetFreeze): boolean => row.override !== null && row.override.until > now;
  return [...columns, { id: "act", header: "Act", isHeaderHidden: true, align: "end", cell: (row) => (row.closedAt !== null ? null : isHeld(row) ? <EndOverride slug={budget.slug} freeze={row} /> : <OverrideSheet slug={budget.slug} freeze={row} reader={reader} />) }];
}

/** What the budget does to change: the steps, and the freezes that they opened. */
export function PolicyCard(props: PolicyCardProps) {
  const { budget, remaining, can } = props;
  const freezes = budget.freezes.filter(({ kind }) => kind !== "warn");
  return (
    <Card>
      <CardHeader title="Budget policy" detail={budget.policy.length === 0 ? "none" : budget.isUsualPolicy ? "the usual one" : "its own"} actions={can.write ? <PolicySheet budget={budget} /> : null} />
      <Steps budget={budget} remaining={remaining} />
      <div className="border-t border-line">
        <DataTable caption="Change freezes" phone="lines" columns={columnsFor(props)} rows={freezes} rowKey={(row) => row.id} isBare empty={<EmptyState kind="none" title="Nothing was frozen">The budget never fell to a step that freezes change.</EmptyState>} />
      </div>
    </Card>
  );
}
