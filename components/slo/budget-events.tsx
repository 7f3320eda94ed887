import Link from "next/link";
import type { SloDetail } from "#contract/slo";
import { BarTrack } from "@/components/kit/charts/ranked-bars";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { eventUnit, prepareEvents, type BudgetEvent } from "@/components/slo/prepare-events";
import { amountText } from "@/components/slo/slo-words";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatRatio } from "@/lib/format";

/** An incident of the service that lasted somewhere in a stretch may be what spent it. */
export interface PossibleCause {
  number: number;
  startedAt: string;
  resolvedAt: string | null;
}

const duringOf = ({ from, to }: BudgetEvent, causes: readonly PossibleCause[]): PossibleCause[] => (from === null || to === null ? [] : causes.filter(({ startedAt, resolvedAt }) => startedAt < to && (resolvedAt === null || resolvedAt > from)));

function What({ event, unit, causes }: { event: BudgetEvent; unit: string; causes: readonly PossibleCause[] }) {
  return (
    <>
      <Spender event={event} unit={unit} />
      {duringOf(event, causes).slice(0, 2).map(({ number }) => <Link key={number} href={`/incidents/${number}`} className="ml-1.5 text-xs whitespace-nowrap text-link hover:underline">INC-{number}</Link>)}
    </>
  );
}

function Spender({ event, unit }: { event: BudgetEvent; unit: string }) {
  if (event.monitors.length === 0) return <span className="text-fg-2">{event.what === "" ? `bad ${unit}` : event.what}</span>;
  return (
    <span>
      {event.monitors.map((monitor, index) => (
        <span key={monitor.slug}>
          {index === 0 ? "" : ", "}
          <Link href={`/monitors/${monitor.slug}`} className="text-link hover:underline">{monitor.name}</Link>
        </span>
      ))}{" "}
      down
    </span>
  );
}

const columnsFor = (unit: string, zone: string, causes: readonly PossibleCause[]): Column<BudgetEvent>[] => [
  { id: "number", header: "On the chart", isHeaderHidden: true, className: "w-9", cell: (row) => (row.number === null ? null : <span className="inline-grid size-4.5 place-items-center rounded-full border border-fg-3 text-xs leading-none font-medium">{row.number}</span>) },
  { id: "when", header: "Began", isPrimary: true, className: "whitespace-nowrap font-normal", cell: (row) => (row.from === null ? "the rest" : formatDateTime(row.from, zone)) },
  { id: "what", header: "What spent it", cell: (row) => <What event={row} unit={unit} causes={causes} /> },
  { id: "bad", header: "Bad", inLine: "named", align: "end", className: "whitespace-nowrap", cell: (row) => <span className="font-medium">{amountText(row.bad, unit)}</span> },
  { id: "bar", header: "Share", isHeaderHidden: true, className: "w-16 max-2xl:hidden", cell: (row) => <BarTrack ratio={row.share === null ? null : Math.min(1, row.share)} /> },
  { id: "share", header: "Of budget", inLine: "named", align: "end", className: "whitespace-nowrap", cell: (row) => (row.share === null ? <span className="text-fg-3">in slices</span> : formatRatio(row.share)) },
];

/** What spent the budget, the largest first. */
export function BudgetEvents({ slo, zone, causes }: { slo: SloDetail; zone: string; causes: readonly PossibleCause[] }) {
  const unit = eventUnit(slo);
  const { remaining, spentBad } = slo.adjusted;
  const isKnown = remaining !== null;
  return (
    <Card>
      <CardHeader title="Budget events" detail={isKnown ? `${amountText(spentBad, slo.unit)} spent` : null} />
      <DataTable
        caption="Budget events"
        phone="lines"
        columns={columnsFor(unit, zone, causes)}
        rows={prepareEvents(slo)}
        rowKey={(row) => row.from ?? "rest"}
        isBare
        empty={<EmptyState kind="none" title={isKnown ? "Nothing spent" : "No data"}>{isKnown ? "Nothing was bad in this window." : "Nothing was measured in this window."}</EmptyState>}
      />
      {slo.definition.sli.kind === "probe" && slo.definition.sli.monitors.length > 1 ? <CardFooter>Time of {slo.definition.sli.monitors.length} monitors added up: a minute counts once for each that was down.</CardFooter> : null}
    </Card>
  );
}
