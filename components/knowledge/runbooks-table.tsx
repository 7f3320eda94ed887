import { Fragment, type ReactNode } from "react";
import type { RunbookRow } from "#contract/knowledge";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Timestamp } from "@/components/kit/timestamp";
import { sectionName } from "@/components/knowledge/section-name";
import { Badge } from "@/components/ui/badge";

export interface Reader {
  now: string;
  zone: string;
}

function Title({ runbook }: { runbook: RunbookRow }) {
  return (
    <>
      {runbook.title}
      {runbook.excerpt === null ? null : <span className="block text-xs font-normal text-fg-3 wrap-anywhere">{runbook.excerpt}</span>}
    </>
  );
}

/** A long name breaks between its words. */
const camelWords = (name: string): string[] => name.split(/(?<=[a-z0-9])(?=[A-Z])/);

export function AlertNames({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-fg-3">none</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {names.map((name) => (
        <Badge key={name} className="h-auto min-h-5 font-mono whitespace-normal wrap-anywhere"><span>{camelWords(name).map((word, at) => <Fragment key={at}>{at === 0 ? null : <wbr />}{word}</Fragment>)}</span></Badge>
      ))}
    </span>
  );
}

const columnsFor = ({ reader, withSection, proofOf }: Omit<RunbooksTableProps, "runbooks" | "caption">): Column<RunbookRow>[] => [
  { id: "title", header: "Runbook", isPrimary: true, className: "md:w-[36%]", cell: (row) => <Title runbook={row} /> },
  ...(withSection ? [{ id: "section", header: "Section", cell: (row: RunbookRow) => sectionName(row.section) }] : []),
  { id: "alerts", header: "Alert", className: "md:w-[30%]", cell: (row) => <AlertNames names={row.alertNames} /> },
  { id: "proof", header: "Proof", className: "md:w-44", cell: (row) => proofOf(row.slug) },
  { id: "updated", header: "Updated", align: "end", className: "md:w-28", cell: (row) => <Timestamp iso={row.updatedAt} now={reader.now} zone={reader.zone} /> },
];

export interface RunbooksTableProps {
  runbooks: readonly RunbookRow[];
  caption: string;
  reader: Reader;
  withSection: boolean;
  /** What the runs of a runbook prove. */
  proofOf: (slug: string) => ReactNode;
}

export function RunbooksTable({ runbooks, caption, ...shown }: RunbooksTableProps) {
  return <DataTable caption={caption} columns={columnsFor(shown)} rows={runbooks} rowKey={(row) => row.slug} rowHref={(row) => `/runbooks/${row.slug}`} />;
}
