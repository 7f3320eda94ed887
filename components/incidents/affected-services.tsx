import Link from "next/link";
import type { IncidentDetail } from "@/components/incidents/incident-cards";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatDuration, formatRatio } from "@/lib/format";

type Service = IncidentDetail["services"][number];
type Budget = Service["budgets"][number];

interface Row {
  service: Service;
  budget: Budget | null;
  isFirst: boolean;
}

const duration = (minutes: number): string => formatDuration(Math.round(minutes * 60_000));
const link = "text-link underline underline-offset-3";
const quiet = (words: string) => <span className="text-fg-3">{words}</span>;

function Spent({ minutes, share }: { minutes: number | null; share: number | null }) {
  if (share === null) return quiet("no data");
  if (share <= 0) return quiet("nothing");
  return <>{minutes === null ? "" : `${duration(minutes)} `}<span className="text-fg-3">{formatRatio(share)} of it</span></>;
}

function Left({ minutes, remaining }: { minutes: number | null; remaining: number | null }) {
  if (minutes === null || remaining === null) return quiet("no data");
  const isOver = remaining < 0;
  return <span className={cn(isOver && "text-crit-text")}>{isOver ? `${duration(-minutes)} over` : duration(minutes)} <span className={isOver ? undefined : "text-fg-3"}>{formatRatio(remaining)}</span></span>;
}

const columns: Column<Row>[] = [
  { id: "service", header: "Service", isPrimary: true, className: "whitespace-nowrap", cell: ({ service, isFirst }) => <Link href={`/services/${service.slug}`} className={cn(link, !isFirst && "sm:sr-only sm:focus:not-sr-only")}>{service.name}</Link> },
  { id: "slo", header: "SLO", cell: ({ budget }) => (budget === null ? quiet("none") : <Link href={`/slos/${budget.slug}`} className={link}>{budget.name}</Link>) },
  { id: "spent", header: "Spent by this incident", align: "end", className: "whitespace-nowrap", cell: ({ budget }) => (budget === null ? quiet("–") : <Spent minutes={budget.spentMinutes} share={budget.spentShare} />) },
  { id: "left", header: "Left now", align: "end", className: "whitespace-nowrap", cell: ({ budget }) => (budget === null ? quiet("–") : <Left minutes={budget.leftMinutes} remaining={budget.remaining} />) },
];

const rowsOf = (services: readonly Service[]): Row[] => services.flatMap((service): Row[] => (service.budgets.length === 0 ? [{ service, budget: null, isFirst: true }] : service.budgets.map((budget, at) => ({ service, budget, isFirst: at === 0 }))));

/** What the incident took of the error budget of each service that it hit, and what is left now. */
export function AffectedServices({ services }: { services: readonly Service[] }) {
  return (
    <Card>
      <CardHeader title="Affected services" detail="and their error budgets" />
      <DataTable caption="Affected services" columns={columns} rows={rowsOf(services)} rowKey={({ service, budget }) => `${service.slug}/${budget?.slug ?? ""}`} isBare empty={<EmptyState kind="none" title="No service is named">Edit the incident to say what it hits.</EmptyState>} />
      {services.some(({ budgets }) => budgets.length > 0) ? <CardFooter>Spent: all that was bad from the beginning to the resolution, or to now, outside exclusions. Left: as last evaluated.</CardFooter> : null}
    </Card>
  );
}

/** The budget that the incident spent the largest share of; null where nothing was measured. */
export function mostSpent(services: readonly Service[]): { service: string; minutes: number; share: number } | null {
  const found = services.flatMap(({ name, budgets }) => budgets.flatMap(({ spentMinutes, spentShare }) => (spentMinutes === null || spentShare === null ? [] : [{ service: name, minutes: spentMinutes, share: spentShare }])));
  return found.sort((a, b) => b.share - a.share)[0] ?? null;
}
