import type { ReactNode } from "react";
import type { PolicyView, SlaChoices } from "#contract/sla";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { PolicySheet, RetirePolicyButton } from "@/components/sla/policy-sheet";
import { formatHours } from "@/components/sla/sla-words";

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The conditions of a policy in words. */
export function conditionsOf(policy: Pick<PolicyView, "customerName" | "serviceName" | "customerTier" | "priority" | "category" | "level">): string {
  const parts = [policy.customerName, policy.serviceName, policy.customerTier && capital(policy.customerTier), policy.priority?.toUpperCase(), policy.category, policy.level?.toUpperCase()].filter(Boolean);
  return parts.length === 0 ? "every ticket" : parts.join(" · ");
}

const target = (ms: number | null): ReactNode => (ms === null ? <span className="text-fg-3">none</span> : formatHours(ms));

export interface PoliciesTableProps {
  policies: readonly PolicyView[];
  choices: SlaChoices;
  calendars: readonly { id: string; name: string }[];
  canWrite: boolean;
  empty: ReactNode;
}

export function PoliciesTable({ policies, choices, calendars, canWrite, empty }: PoliciesTableProps) {
  const columns: Column<PolicyView>[] = [
    { id: "name", header: "Policy", isPrimary: true, cell: (policy) => policy.name },
    { id: "for", header: "Holds for", cell: conditionsOf },
    { id: "calendar", header: "Calendar", cell: ({ calendarName }) => calendarName },
    { id: "first", header: "First response", align: "end", cell: ({ firstResponseMs }) => target(firstResponseMs) },
    { id: "next", header: "Next response", align: "end", cell: ({ nextResponseMs }) => target(nextResponseMs) },
    { id: "resolution", header: "Resolution", align: "end", cell: ({ resolutionMs }) => target(resolutionMs) },
    { id: "open", header: "Open clocks", align: "end", cell: ({ openClocks, lateClocks }) => (lateClocks === 0 ? openClocks : <span className="inline-flex items-center gap-2">{openClocks}<StatusBadge status="breached" label={`${lateClocks} late`} /></span>) },
    ...(canWrite ? [{ id: "edit", header: "Change", isHeaderHidden: true, align: "end" as const, cell: (policy: PolicyView) => <span className="inline-flex gap-1"><PolicySheet policy={policy} choices={choices} calendars={calendars} /><RetirePolicyButton policy={policy} /></span> }] : []),
  ];
  return <DataTable caption="Service level policies, the most specific first" columns={columns} rows={policies} rowKey={({ id }) => id} empty={empty} />;
}
