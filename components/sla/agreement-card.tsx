import Link from "next/link";
import type { SlaAgreement } from "#contract/sla";
import { DataTable, type Column } from "@/components/kit/data-table";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount, formatNumber, formatRatio } from "@/lib/format";

type Row = SlaAgreement["subjects"][number];
type Exception = Row["exceptions"][number];

const words: Readonly<Record<Row["subject"], string>> = { state: "State", handovers: "Handovers between groups", reopenings: "Reopenings", sla: "Resolved in time" };

function Causes({ causes }: { causes: readonly Exception[] }) {
  return (
    <ul className="grid gap-1.5">
      {causes.map(({ cause, tickets, examples }) => (
        <li key={cause} className="whitespace-normal">
          <span className="font-medium">{formatNumber(tickets)}</span> {cause}.{" "}
          <span className="text-xs text-fg-3">{tickets > examples.length ? "Such as " : ""}{examples.map((number, index) => <span key={number}>{index === 0 ? "" : ", "}<Link href={`/tickets/${encodeURIComponent(number)}`} className="text-link underline underline-offset-3">{number}</Link></span>)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What imported tickets say of themselves against what their events say under the rules of the portal. */
export function AgreementCard({ agreement: { tickets, isLimited, subjects } }: { agreement: SlaAgreement }) {
  if (tickets === 0) return null;
  const columns: Column<Row>[] = [
    { id: "subject", header: "What", isPrimary: true, className: "align-top whitespace-nowrap", cell: ({ subject }) => words[subject] },
    { id: "equal", header: "Agrees", align: "end", className: "align-top whitespace-nowrap", cell: ({ compared, equal }) => (compared === 0 ? <span className="text-fg-3">not compared</span> : <span><span className="font-medium">{formatRatio(equal / compared, { digits: 1 })}</span> <span className="text-fg-3">{formatNumber(equal)} of {formatNumber(compared)}</span></span>) },
    { id: "causes", header: "Differences and why", className: "align-top", cell: ({ exceptions, leftOut }) => (exceptions.length + leftOut.length === 0 ? <span className="text-fg-3">none</span> : <Causes causes={[...exceptions, ...leftOut]} />) },
  ];
  return (
    <Card>
      <CardHeader title="Imported tickets against their source" detail={`${isLimited ? "the newest " : ""}${formatCount(tickets, "ticket")} with history`} />
      <DataTable isBare caption="Agreement with the source" columns={columns} rows={subjects} rowKey={({ subject }) => subject} empty={null} />
    </Card>
  );
}
