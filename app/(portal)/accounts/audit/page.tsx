import type { Metadata } from "next";
import Link from "next/link";
import { AccountsPage } from "../accounts-page";
import { param, type SearchParams } from "../search-params";
import { AuditChange } from "@/components/accounts/audit-change";
import { AuditFilters } from "@/components/accounts/audit-filters";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Pagination } from "@/components/kit/pagination";
import { Timestamp } from "@/components/kit/timestamp";
import { accountsOperations } from "@/server/accounts";
import { pageCall, pageContext } from "@/server/api/page";
import { dayBounds } from "#core/accounts";
import type { AuditRow } from "#contract/accounts";

export const metadata: Metadata = { title: "Audit" };

const idShown = 6;

/** The kind of thing and the end of its id; the link shows everything that happened to it. */
function Thing({ type, id }: { type: string; id: string }) {
  const isShort = id.length <= idShown + 2 || !id.includes("_");
  return (
    <Link href={`/accounts/audit?entity=${encodeURIComponent(id)}`} title={id} className="rounded-sm hover:underline">
      {type} <span className="font-mono text-xs text-fg-3">{isShort ? id : `…${id.slice(-idShown)}`}</span>
    </Link>
  );
}

const columnsFor = (now: string, zone: string): Column<AuditRow>[] => [
  { id: "at", header: "When", cell: (row) => <Timestamp iso={row.at} now={now} zone={zone} show="seconds" /> },
  { id: "actor", header: "Who", cell: (row) => row.actorName, className: "md:whitespace-nowrap" },
  { id: "action", header: "Action", cell: (row) => <span className="font-mono text-xs">{row.action}</span>, isPrimary: true },
  { id: "entity", header: "Thing", cell: (row) => <Thing type={row.entityType} id={row.entityId} />, className: "md:whitespace-nowrap" },
  { id: "change", header: "Change", cell: (row) => <AuditChange before={row.before} after={row.after} /> },
  { id: "via", header: "Through", cell: (row) => row.via, priority: 3 },
];

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const values = { actor: param(params, "actor"), action: param(params, "action"), entity: param(params, "entity"), from: param(params, "from"), to: param(params, "to") };
  const { from, to } = dayBounds(values.from, values.to, actor.zone);
  const page = await pageCall(accountsOperations.listAudit, { actor: values.actor, action: values.action, entityId: values.entity, from, to, cursor: param(params, "cursor") });
  const isFiltered = Object.values(values).some((value) => value !== undefined);
  return (
    <AccountsPage actor={actor} current="audit" title="Audit" description="Every change, with what was before and after. Rows are chained by hashes: npm run -s cli -- audit verify proves that none is missing.">
      <AuditFilters values={values} zone={actor.zone} />
      <DataTable
        caption="Audit" columns={columnsFor(now, actor.zone)} rows={page.items} rowKey={(row) => row.seq}
        empty={<EmptyState kind={isFiltered ? "no-match" : "none"} title={isFiltered ? "No change matches" : "No changes yet"}>{isFiltered ? "Change or clear the filters." : "The first change that somebody makes appears here."}</EmptyState>}
        footer={<Pagination url={{ pathname: "/accounts/audit", params }} nextCursor={page.nextCursor} summary={`${page.items.length} shown, newest first`} />}
      />
    </AccountsPage>
  );
}
