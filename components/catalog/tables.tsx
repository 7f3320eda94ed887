import Link from "next/link";
import type { ReactNode } from "react";
import type { CustomerRow, Neighbour, Reference, ServiceDetail, ServiceRow, TeamRow } from "#contract/catalog";
import { customerTierWords, lifecycleWords, teamKindWords, tierWords } from "@/components/catalog/words";
import type { Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Badge } from "@/components/ui/badge";
import { formatNumber } from "@/lib/format";

const quiet = (text: string): ReactNode => <span className="text-fg-3">{text}</span>;
const countOf = (count: number): ReactNode => (count === 0 ? quiet("0") : formatNumber(count));

/** A link of the text's own colour, inside a row. */
export function QuietLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-sm hover:underline">
      {children}
    </Link>
  );
}

export const serviceColumns: Column<ServiceRow>[] = [
  { id: "name", header: "Name", isPrimary: true, isSortable: true, cell: (row) => row.name },
  { id: "tier", header: "Tier", isSortable: true, cell: (row) => <Badge tone={row.tier === 1 ? "accent" : "neutral"}>{tierWords(row.tier)}</Badge> },
  { id: "owner", header: "Owner", cell: (row) => (row.owner ? <QuietLink href={`/teams/${row.owner.slug}`}>{row.owner.name}</QuietLink> : quiet("no owner")) },
  { id: "lifecycle", header: "Lifecycle", isSortable: true, cell: (row) => lifecycleWords[row.lifecycle] },
  { id: "region", header: "Region", isSortable: true, priority: 3, cell: (row) => row.region ?? quiet("none") },
  { id: "dependencies", header: "Dependencies", align: "end", priority: 3, cell: (row) => countOf(row.dependencyCount) },
  { id: "customers", header: "Customers", align: "end", cell: (row) => countOf(row.customerCount) },
];

export const teamColumns: Column<TeamRow>[] = [
  { id: "name", header: "Name", isPrimary: true, cell: (row) => row.name },
  { id: "kind", header: "Kind", cell: (row) => teamKindWords[row.kind] },
  { id: "email", header: "E-mail", priority: 3, cell: (row) => row.email ?? quiet("none") },
  { id: "services", header: "Services", align: "end", cell: (row) => countOf(row.serviceCount) },
];

export const customerColumns: Column<CustomerRow>[] = [
  { id: "name", header: "Name", isPrimary: true, cell: (row) => row.name },
  { id: "tier", header: "Tier", cell: (row) => <Badge tone={row.tier === "enterprise" ? "accent" : "neutral"}>{customerTierWords[row.tier]}</Badge> },
  { id: "region", header: "Region", cell: (row) => row.region ?? quiet("none") },
  { id: "services", header: "Services", align: "end", cell: (row) => countOf(row.serviceCount) },
];

export const neighbourColumns: Column<Neighbour>[] = [
  { id: "name", header: "Service", isPrimary: true, cell: (row) => row.name },
  { id: "tier", header: "Tier", cell: (row) => tierWords(row.tier) },
  { id: "hops", header: "How", cell: (row) => (row.hops === 1 ? "directly" : quiet("through another")) },
];

export const monitorColumns: Column<NonNullable<ServiceDetail["monitors"]>[number]>[] = [
  { id: "name", header: "Monitor", isPrimary: true, cell: (row) => row.name },
  { id: "status", header: "Status", cell: (row) => <StatusBadge status={row.status} /> },
];

export const runbookColumns: Column<Reference>[] = [{ id: "name", header: "Runbook", isPrimary: true, cell: (row) => row.name }];

export const ownedColumns: Column<{ slug: string; name: string; tier: number; lifecycle: keyof typeof lifecycleWords }>[] = [
  { id: "name", header: "Service", isPrimary: true, cell: (row) => row.name },
  { id: "tier", header: "Tier", cell: (row) => tierWords(row.tier) },
  { id: "lifecycle", header: "Lifecycle", cell: (row) => lifecycleWords[row.lifecycle] },
];

export const serviceCustomerColumns: Column<ServiceDetail["customers"][number]>[] = [
  { id: "name", header: "Customer", isPrimary: true, cell: (row) => row.name },
  { id: "tier", header: "Tier", cell: (row) => customerTierWords[row.tier] },
];
