import Link from "next/link";
import type { ReactNode } from "react";
import type { DeploymentRow } from "#contract/deployments";
import { outcomeMarks, outcomeWords } from "@/components/deployments/deployment-words";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { parseSort, type PageUrl } from "@/components/kit/with-params";
import { formatDuration } from "@/lib/format";

export interface Reader {
  now: string;
  zone: string;
}

const quiet = (words: string) => <span className="text-fg-3">{words}</span>;

/** How a failure ended: restored after so long, or not known. Of what succeeded there is nothing to tell. */
const restored = ({ outcome, restoreMs }: DeploymentRow): ReactNode => (outcome === "succeeded" ? quiet("none needed") : restoreMs === null ? quiet("not told") : formatDuration(restoreMs));

const columnsFor = (reader: Reader): Column<DeploymentRow>[] => [
  { id: "outcome", header: "Outcome", className: "whitespace-nowrap", cell: ({ outcome }) => <StatusBadge status={outcomeMarks[outcome]} label={outcomeWords[outcome]} /> },
  { id: "release", header: "Deployment", isPrimary: true, cell: ({ service, release }) => <span className="wrap-anywhere">{service?.name ?? "unknown service"} <span className="font-mono text-xs">{release}</span></span> },
  { id: "environment", header: "Environment", className: "whitespace-nowrap", cell: ({ environment }) => environment },
  { id: "deployed", header: "Deployed", isSortable: true, firstDirection: "desc", cell: ({ deployedAt }) => <Timestamp iso={deployedAt} now={reader.now} zone={reader.zone} show="full" /> },
  { id: "lead", header: "Lead time", align: "end", className: "whitespace-nowrap", cell: ({ leadMs }) => (leadMs === null ? quiet("no data") : formatDuration(leadMs)) },
  { id: "restored", header: "Restored after", align: "end", className: "whitespace-nowrap", cell: restored },
  { id: "incident", header: "Incident", className: "whitespace-nowrap", cell: ({ incident }) => (incident === null ? quiet("none") : <Link href={`/incidents/${incident}`} className="text-link underline underline-offset-3">INC-{incident}</Link>) },
  { id: "actor", header: "By", className: "whitespace-nowrap", cell: ({ actor }) => (actor === "" ? quiet("not said") : actor) },
];

export interface DeploymentsTableProps {
  deployments: readonly DeploymentRow[];
  reader: Reader;
  url: PageUrl;
  empty: ReactNode;
  footer: ReactNode;
}

export function DeploymentsTable({ deployments, reader, url, empty, footer }: DeploymentsTableProps) {
  const sort = typeof url.params.sort === "string" ? url.params.sort : "-deployed";
  return <DataTable caption="Deployments" columns={columnsFor(reader)} rows={deployments} rowKey={({ id }) => id} rowHref={({ id }) => `/deployments/${id}`} sort={parseSort(sort, ["deployed"])} url={url} empty={empty} footer={footer} />;
}
