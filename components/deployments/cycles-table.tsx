import type { ReactNode } from "react";
import type { CycleRow } from "#contract/deployments";
import { CycleActions, type CycleChoices } from "@/components/deployments/cycle-forms";
import { ruleWords } from "@/components/deployments/cycle-rule";
import type { Reader } from "@/components/deployments/deployments-table";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import type { Status } from "@/components/kit/status-map";
import { Timestamp } from "@/components/kit/timestamp";
import { formatDuration } from "@/lib/format";

const marks: Readonly<Record<CycleRow["state"], Status>> = { overdue: "missed", due_soon: "due_soon", planned: "ok", over: "archived" };
const words: Readonly<Record<CycleRow["state"], string>> = { overdue: "Overdue", due_soon: "Due soon", planned: "Planned", over: "Over" };
const quiet = (text: string) => <span className="text-fg-3">{text}</span>;

function columnsFor(reader: Reader, may: CycleChoices | null): Column<CycleRow>[] {
  const time = (iso: string | null, none: string) => <Timestamp iso={iso} now={reader.now} zone={reader.zone} show="full" none={none} />;
  return [
    { id: "state", header: "State", className: "whitespace-nowrap", cell: ({ state }) => <StatusBadge status={marks[state]} label={words[state]} /> },
    { id: "title", header: "Update", isPrimary: true, cell: ({ title }) => <span className="wrap-anywhere">{title}</span> },
    { id: "service", header: "Service", className: "whitespace-nowrap", cell: ({ service }) => service?.name ?? quiet("none") },
    { id: "team", header: "Owner", className: "whitespace-nowrap", cell: ({ team }) => team?.name ?? quiet("nobody") },
    { id: "rule", header: "How often", cell: ({ rrule }) => ruleWords(rrule) },
    { id: "due", header: "Next due", cell: ({ dueAt, overdueMs, missed }) => <span className="grid">{time(dueAt, "no date any more")}{overdueMs > 0 ? <span className="text-xs text-fg-3">{formatDuration(overdueMs)} ago{missed > 1 ? `, ${missed} dates left out` : ""}</span> : null}</span> },
    { id: "done", header: "Last done", cell: ({ lastDoneAt }) => time(lastDoneAt, "never") },
    ...(may === null ? [] : [{ id: "actions", header: "Actions", isHeaderHidden: true, align: "end" as const, cell: (cycle: CycleRow) => <CycleActions cycle={cycle} {...may} /> }]),
  ];
}

/** Update cycles, what is overdue first. `may` gives the choices of the forms to whoever may change them. */
export function CyclesTable({ cycles, reader, may, empty }: { cycles: readonly CycleRow[]; reader: Reader; may: CycleChoices | null; empty: ReactNode }) {
  return <DataTable caption="Update cycles" columns={columnsFor(reader, may)} rows={cycles} rowKey={({ id }) => id} empty={empty} />;
}
