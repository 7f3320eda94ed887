import type { BurnAlert } from "#contract/slo";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { burnText } from "@/components/slo/slo-words";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatDuration, formatNumber, formatRatio } from "@/lib/format";

/** Where the threshold lies on the track. */
const thresholdAt = 0.75;

function Meter({ burn, factor }: { burn: number | null; factor: number }) {
  const isOver = burn !== null && burn > factor;
  return (
    <span aria-hidden className="relative inline-block h-1.5 w-10">
      <span className={cn("absolute inset-y-0 left-0 rounded-xs", burn === null ? "hatch" : "bg-track")} style={{ width: `${thresholdAt * 100}%` }} />
      {burn === null ? null : <span className={cn("absolute inset-y-0 left-0 rounded-xs", isOver ? "bg-warn" : "bg-fill")} style={{ width: `${Math.min(1, (burn / factor) * thresholdAt) * 100}%` }} />}
      <span className="absolute -inset-y-0.5 w-px bg-fg-3" style={{ left: `${thresholdAt * 100}%` }} />
    </span>
  );
}

function Window({ ms, burn, factor }: { ms: number; burn: number | null; factor: number }) {
  return (
    <span className="inline-flex items-center justify-end gap-1.5 whitespace-nowrap">
      <span className="text-fg-3">{formatDuration(ms)}</span>
      <span className={burn === null ? "text-fg-3" : "font-medium"}>{burnText(burn)}</span>
      <Meter burn={burn} factor={factor} />
    </span>
  );
}

const severityWords = { page: "Page", ticket: "Ticket" } as const;

const columns: Column<BurnAlert>[] = [
  { id: "alert", header: "Alert", isPrimary: true, className: "whitespace-nowrap", cell: (row) => <>{severityWords[row.severity]} <span className="font-normal text-fg-3">{formatRatio(row.budgetFraction, { digits: 0 })} in {formatDuration(row.longMs)}</span></> },
  { id: "factor", header: "Fires above", inLine: "named", align: "end", cell: (row) => `${formatNumber(row.factor, { digits: row.factor < 10 && !Number.isInteger(row.factor) ? 2 : 1 })}×` },
  { id: "long", header: "Long window", align: "end", cell: (row) => <Window ms={row.longMs} burn={row.longBurn} factor={row.factor} /> },
  { id: "short", header: "Short window", align: "end", cell: (row) => <Window ms={row.shortMs} burn={row.shortBurn} factor={row.factor} /> },
  { id: "outage", header: "In an outage", inLine: "named", align: "end", className: "whitespace-nowrap", cell: (row) => (row.timeToFireMs === null ? "never" : formatDuration(row.timeToFireMs)) },
  { id: "state", header: "State", cell: (row) => (row.isFiring ? <StatusBadge status={row.severity === "page" ? "critical" : "warn"} label="Firing" /> : <span className="text-fg-3">{row.longBurn === null ? "no data" : "quiet"}</span>) },
];

/** Burn rate alerts as they stand. */
export function BurnRates({ alerts, isOwn }: { alerts: readonly BurnAlert[]; isOwn: boolean }) {
  return (
    <Card>
      <CardHeader title="Burn rates" detail="both windows must exceed the threshold" />
      <DataTable caption="Burn rates" phone="lines" columns={columns} rows={alerts} rowKey={(row) => `${row.severity}-${row.longMs}`} isBare empty={<EmptyState kind="none" title="Not watched">A paused or misconfigured SLO raises no alert.</EmptyState>} />
      <CardFooter>In an outage: how long a total one lasts before the alert fires. 1× spends the budget exactly over the window. {isOwn ? "The windows are this SLO’s own." : "Fractions of the budget and windows: SRE workbook, ch. 5, with Sloth’s third row."}</CardFooter>
    </Card>
  );
}
